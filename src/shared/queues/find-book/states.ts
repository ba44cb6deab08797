// The states of a search: public label, which of them have the copy, and what waits for the reader or for a round's day.

import type { Instant } from '../../lib/time.ts';
import type { Due, StateSpec } from '../queue.ts';
import type { Request } from '../request.ts';
import { findBookFields } from './fields.ts';
import { nextRoundDueOn } from './rounds.ts';

/** Until when the copy waits on the hold shelf. */
function readyUntil(request: Request): Instant | null {
  return findBookFields(request).readyUntil;
}

/** States of find-book. */
export const findBookStates = {
  open: { label: 'pending', dueOn: nextRoundDueOn },
  waiting: { label: 'in_progress', dueOn: nextRoundDueOn },
  answered: { label: 'done' },
  found: { label: 'in_progress', holdsCopy: true, target: 'find_book.target.found' },
  ready: {
    label: 'in_progress',
    holdsCopy: true,
    pausedUntil: readyUntil,
    target: 'find_book.target.ready',
  },
  returning: { label: 'in_progress', holdsCopy: true, target: 'find_book.target.returning' },
  not_found: { label: 'done' },
  done: { label: 'done' },
  cancelled: { label: 'cancelled' },
  rejected: { label: 'rejected' },
} satisfies Record<string, StateSpec>;

/** A state of find-book. */
export type FindBookState = keyof typeof findBookStates;

/** What the system does with a search by itself: a copy that nobody collects goes back to its shelf. */
export function findBookDue(request: Request): Due | null {
  const at = request.state === 'ready' ? readyUntil(request) : null;
  return at === null ? null : { action: 'expire', at, input: { reason: 'not_collected' } };
}
