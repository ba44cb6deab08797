// The shape of reallocation's words: a state, action, input, advice line or refusal without words does not compile.

import type { QueueWords } from '../../words/queue-words.ts';
import type { PLACES_LOOKED } from '../parts/places-looked.ts';
import type { Label } from '../request.ts';
import type { ADVICE_LINES } from './advice.ts';
import type { ReallocationAction, reallocationActions } from './definition.ts';
import type { CONDITIONS, KINDS } from './fields.ts';
import type { ReallocationRefusal, ReallocationRemark } from './refusals.ts';
import type { ReallocationState } from './states.ts';

type Actions = typeof reallocationActions;
type InputsOf<A> = A extends { input: infer I } ? keyof I : never;
type InputName = { [A in ReallocationAction]: InputsOf<Actions[A]> }[ReallocationAction];
type Value =
  | (typeof KINDS)[number]
  | (typeof CONDITIONS)[number]
  | (typeof PLACES_LOOKED)[number]
  | 'normal'
  | 'urgent'
  | 'copies'
  | 'redirects'
  | 'blocked'
  | 'expired';

/** The words of reallocation in one language. */
export interface ReallocationWords extends QueueWords {
  labels: Record<Label, string>;
  states: Record<ReallocationState, string>;
  actions: Record<ReallocationAction, string>;
  happened: Record<ReallocationAction, string>;
  fields: Record<InputName, string>;
  values: Record<Value, string>;
  advice: Record<(typeof ADVICE_LINES)[number], string>;
  refusals: Record<ReallocationRefusal | ReallocationRemark, string>;
}
