// Rule 16: a copy put back on another campus than its home's goes home by a request of its own.

import { homeCampus } from './copy-choice.ts';
import { someoneWaits } from './hold-shelf.ts';
import type { Context, Effect } from './queue.ts';
import type { Request } from './request.ts';

/**
 * Opens a reallocation of kind `return` for the request's copy, put back where the person stands, unless that is its
 * home, somebody waits for it there, or a temporary move keeps it there until its day.
 */
export function returnIfAway(request: Request, context: Context): Effect[] {
  const { copy, point } = context;
  if (copy === null || point === null) return [];
  const home = homeCampus(context, copy);
  const lentThere = copy.returnDay !== null && context.place(copy.holding)?.campus === point.campus;
  if (home === point.campus || lentThere || someoneWaits(request, context)) return [];
  return [{ do: 'open', queue: 'reallocation', input: { copyId: copy.id, target: copy.home } }];
}
