// Where what readers say stands: which suggestions and answers still wait for somebody.

import type { Suggestion } from './circulation-rows.ts';
import type { Feedback } from './feedback.ts';

const SUGGESTION_ENDS: ReadonlySet<Suggestion['state']> = new Set([
  'arrived',
  'declined',
  'withdrawn',
]);

/** Whether a suggestion is still to be decided or to arrive. */
export function isOpenSuggestion({ state }: Suggestion): boolean {
  return !SUGGESTION_ENDS.has(state);
}

/** Whether a row is a further sheet of a suggestion that has not come to its end. */
export function isOpenSheet(row: Suggestion): boolean {
  return row.sheetOf !== undefined && isOpenSuggestion(row);
}

/** Whether a ticket has an answer that the reader has said nothing to. */
export function isAnswered({ kind, state }: Feedback): boolean {
  return kind === 'feedback' && state === 'answered';
}
