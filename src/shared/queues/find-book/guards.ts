// What must hold before a search goes on, and the effects that several of its actions share.

import type { Facts, Refusal } from '../../lib/result.ts';
import type { Copy } from '../../library/entities.ts';
import { heldByOther, servesParent } from '../hold-shelf.ts';
import type { Context, Effect } from '../queue.ts';
import type { Request } from '../request.ts';
import { findBookFields } from './fields.ts';
import type { FindBookNotice } from './notices.ts';
import { refuseFindBook } from './refusals.ts';

/** Facts that every sentence about a search may use. */
export function requestFacts(request: Request, context: Context): Facts {
  return { code: request.code, title: context.title?.title ?? '' };
}

/** A notice to the asker; the engine sends none where there is no reader. */
export function notice(
  code: FindBookNotice,
  request: Request,
  context: Context,
  facts: Facts = {},
): Effect {
  return {
    do: 'notice',
    code,
    facts: { ...requestFacts(request, context), ...facts },
  };
}

/** A notice that the asker of a linked case is spared: its parent tells them what matters. */
export function ownNotice(...args: Parameters<typeof notice>): Effect[] {
  return args[2].parent === null ? [notice(...args)] : [];
}

/** Refuses a request over the reader's quota; a linked case's parent was already taken on. */
export function quotaCheck(request: Request, context: Context): Refusal | null {
  if (context.reader === null || context.role === 'system') return null;
  const quota = context.policies.number('find_book.quota');
  const used = context.readerOpen.filter(
    (each) => each.queue === 'find_book' && each.id !== request.id,
  ).length;
  return used >= quota ? refuseFindBook('quota_used', { used, quota }) : null;
}

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
