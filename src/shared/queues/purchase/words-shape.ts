// The shape of read-first's words: a state, action, input, card line or refusal without words does not compile.

import type { QueueWords } from '../../words/queue-words.ts';
import type { CARD_LINES } from './decision-card.ts';
import type { PurchaseAction, purchaseActions } from './definition.ts';
import type { CONDITIONS, OUTCOMES, WAYS } from './fields.ts';
import type { PurchaseRefusal } from './refusals.ts';
import type { PurchaseState } from './states.ts';

type Actions = typeof purchaseActions;
type InputsOf<A> = A extends { input: infer I } ? keyof I : never;
type InputName = { [A in PurchaseAction]: InputsOf<Actions[A]> }[PurchaseAction];
type Value =
  | (typeof WAYS)[number]
  | (typeof CONDITIONS)[number]
  | (typeof OUTCOMES)[number]
  | 'questions'
  | 'deferrals'
  | 'turns'
  | 'blocked'
  | 'expired';

/** The words of purchase in one language. */
export interface PurchaseWords extends QueueWords {
  states: Record<PurchaseState, string>;
  actions: Record<PurchaseAction, string>;
  happened: Record<PurchaseAction, string>;
  fields: Record<InputName, string>;
  values: Record<Value, string>;
  advice: Record<(typeof CARD_LINES)[number], string>;
  refusals: Record<PurchaseRefusal | 'tell_vendor_to_stop' | 'money_freed', string>;
}
