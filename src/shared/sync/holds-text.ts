// Which desks may hold private text: around a request those of the campuses that it concerns, while it is open; of what
// readers say and of cases of circulation every desk, since anybody with the right answers, as long as it waits for
// somebody or is public.

import type { CirculationCase, Review, Suggestion } from '../library/circulation-rows.ts';
import type { Feedback } from '../library/feedback.ts';
import { isOpenSuggestion } from '../library/voices.ts';
import type { Request } from '../queues/request.ts';
import type { Kind, Kinds } from '../queues/world/world.ts';

/** Whether a desk of that campus holds the private text of a request: notes, the reader's words, name and contact. */
export function holdsText(
  campus: string,
  request: Pick<Request, 'campus' | 'targetCampus' | 'endedOn'>,
): boolean {
  return request.endedOn === null && (request.campus === campus || request.targetCampus === campus);
}

/** Kinds whose rows decide themselves who holds their text: what readers, and the library's own system, say. */
export const VOICE_KINDS = ['feedback', 'suggestion', 'review', 'circulation_case'] as const;

/** One of these kinds. */
export type VoiceKind = (typeof VOICE_KINDS)[number];

/** Stars of a request are part of that request; words of any kind are a ticket of their own. */
function isOpenTicket({ kind, state }: Feedback): boolean {
  return kind === 'feedback' && state !== 'closed';
}

/** A review that is shown was published by its reader; what is hidden or removed is nobody's to read any more. */
function isReadable({ state }: Review): boolean {
  return state === 'pending' || state === 'shown';
}

/** Whether a row is one that decides itself who holds its text. */
export function isVoice(kind: Kind, row: Kinds[Kind]): boolean {
  if (kind === 'feedback') return (row as Feedback).kind === 'feedback';
  return kind === 'suggestion' || kind === 'review' || kind === 'circulation_case';
}

/** Whether desks hold the text of what was said. */
export function holdsVoice(kind: Kind, row: Kinds[Kind]): boolean {
  if (kind === 'feedback') return isOpenTicket(row as Feedback);
  if (kind === 'suggestion') return isOpenSuggestion(row as Suggestion);
  if (kind === 'circulation_case') return (row as CirculationCase).closedOn === null;
  return kind === 'review' && isReadable(row as Review);
}
