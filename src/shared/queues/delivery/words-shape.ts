// The shape of delivery's words: a state, action, input, advice line or refusal without words does not compile.

import type { QueueWords } from '../../words/queue-words.ts';
import type { DeliveryAction, deliveryActions } from './definition.ts';
import type { ADVICE_LINES } from './delivery-advice.ts';
import type { PROOFS } from './fields.ts';
import type { DELIVERY_REMARKS, DeliveryRefusal } from './refusals.ts';
import type { DeliveryState } from './states.ts';

type Actions = typeof deliveryActions;
type InputsOf<A> = A extends { input: infer I } ? keyof I : never;
type InputName = { [A in DeliveryAction]: InputsOf<Actions[A]> }[DeliveryAction];
type Value = (typeof PROOFS)[number] | 'ways' | 'slot_changes' | 'copies' | CopyOrReaderStatus;
type CopyOrReaderStatus =
  | 'blocked'
  | 'expired'
  | 'missing'
  | 'lost'
  | 'in_repair'
  | 'withdrawn'
  | 'provisional';

/** The words of delivery in one language. */
export interface DeliveryWords extends QueueWords {
  states: Record<DeliveryState, string>;
  actions: Record<DeliveryAction, string>;
  happened: Record<DeliveryAction, string>;
  fields: Record<InputName, string>;
  values: Record<Value, string>;
  advice: Record<(typeof ADVICE_LINES)[number], string>;
  refusals: Record<DeliveryRefusal | (typeof DELIVERY_REMARKS)[number], string>;
}
