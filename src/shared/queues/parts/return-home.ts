// Rule 16: a copy put back away from its home goes home by a request of its own, unless somebody waits for it there.

import { homeCampus } from './copy-choice.ts';
import { someoneWaits } from './hold-shelf.ts';
import type { Context, Effect } from '../queue.ts';
import type { Request } from '../request.ts';

/** The return that putting the copy back here brings with it; none at home, on a temporary move's place, or if somebody waits. */
export function returnIfAway(request: Request, context: Context): Effect[] {
  const { copy, point } = context;
  if (copy === null || point === null) return [];
  const home = homeCampus(context, copy);
  const lentThere = copy.returnDay !== null && context.place(copy.holding)?.campus === point.campus;
  if (home === point.campus || lentThere || someoneWaits(request, context)) return [];
  return [{ do: 'open', queue: 'reallocation', input: { copyId: copy.id, target: copy.home } }];
}
