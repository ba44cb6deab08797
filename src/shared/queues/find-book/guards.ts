// What must hold before a search goes on, and the effects that several of its actions share.

import type { Refusal } from '../../lib/result.ts';
import type { Copy } from '../../library/entities.ts';
import { notifier, ownNotifier } from '../parts/guard-parts.ts';
import type { Notifier } from '../parts/guard-parts.ts';
import { heldByOther, servesParent } from '../parts/hold-shelf.ts';
import type { Context, Effect } from '../queue.ts';
import type { Request } from '../request.ts';
import { findBookFields } from './fields.ts';
import type { FindBookNotice } from './notices.ts';
import { refuseFindBook } from './refusals.ts';

/** A notice to the asker. */
export const notice: Notifier<FindBookNotice> = notifier();

/** A notice that the asker of a linked case is spared. */
export const ownNotice = ownNotifier(notice);

/** Each round is walked by a different person. */
export function searcherCheck(request: Request, context: Context): Refusal | null {
  const { searchers, misses } = findBookFields(request);
  return searchers.includes(context.actor.id)
    ? refuseFindBook('same_searcher', { round: misses + 1, by: context.actor.id })
    : null;
}

/** A found copy that belongs to another request's course is only passed on to it. */
export function ownCopyCheck(request: Request, context: Context): Refusal | null {
  if (servesParent(context))
    return refuseFindBook('only_pass_on', { code: context.parent?.code ?? '' });
  if (heldByOther(request, context)) {
    return refuseFindBook('only_pass_on', { code: context.holder?.code ?? '' });
  }
  return null;
}

/** The followers, who asked for the same copy, are told how this search ended; what comes before it counts. */
export function shareEnd(context: Context): Effect[] {
  return context.followers
    .filter((follower) => follower.queue === 'find_book' && follower.endedOn === null)
    .map((follower) => ({ do: 'act', requestId: follower.id, action: 'share', input: {} }));
}

/** A copy that was written off as missing or lost is in use again once it is in a hand. */
export function inUseAgain(copy: Copy | null): Effect[] {
  if (copy === null || (copy.status !== 'missing' && copy.status !== 'lost')) return [];
  return [{ do: 'copy', copyId: copy.id, set: { status: 'available' } }];
}
