// The shape of find-book's words: a state, action, input, line of the check or refusal without words does not compile.

import type { QueueWords } from '../../words/queue-words.ts';
import type { PLACES_LOOKED } from '../parts/places-looked.ts';
import type { CHECK_LINES } from './advice.ts';
import type { FindBookAction, findBookActions } from './definition.ts';
import type { CAUSES, FACTS } from './fields.ts';
import type { FindBookRefusal, FindBookRemark } from './refusals.ts';
import type { FindBookState } from './states.ts';

type Actions = typeof findBookActions;
type InputsOf<A> = A extends { input: infer I } ? keyof I : never;
type InputName = { [A in FindBookAction]: InputsOf<Actions[A]> }[FindBookAction];
type Value =
  | (typeof CAUSES)[number]
  | (typeof FACTS)[number]
  | (typeof PLACES_LOOKED)[number]
  | 'insist'
  | 'blocked'
  | 'expired';

/** The words of find-book in one language. */
export interface FindBookWords extends QueueWords {
  states: Record<FindBookState, string>;
  actions: Record<FindBookAction, string>;
  happened: Record<FindBookAction, string>;
  fields: Record<InputName, string>;
  values: Record<Value, string>;
  advice: Record<(typeof CHECK_LINES)[number], string>;
  refusals: Record<FindBookRefusal | FindBookRemark, string>;
}
