// How far a round has come: what became of each of its requests, folded from the rows as they are now.

import { QUEUES } from '../queues/index.ts';
import type { Request } from '../queues/request.ts';
import { hasEnded } from '../queues/states.ts';
import { STOPS, inHandStates, missedStates } from './stops.ts';
import type { Walker } from './stops.ts';

/**
 * What became of a stop: `todo` and `skipped` are still to be walked; `in_hand` is on the trolley; `finished` has left it;
 * `missed` was not there; `lapsed` is nobody's claim any more, `taken` somebody else's; `gone` is no longer to be done.
 */
export const STOP_STATUSES = [
  'todo',
  'skipped',
  'in_hand',
  'finished',
  'missed',
  'lapsed',
  'taken',
  'gone',
] as const;
/** A status of a stop. */
export type StopStatus = (typeof STOP_STATUSES)[number];

/** How many stops have come to each end. */
export type Progress = Record<StopStatus, number> & { total: number };

/** Whose it is now: the walker's, somebody else's, or nobody's. */
function holderOf({ claim }: Request, { actor, now }: Walker): 'mine' | 'other' | 'none' {
  if (!claim || claim.until <= now) return 'none';
  return claim.by === actor.id ? 'mine' : 'other';
}

function whileWalking(request: Request, walker: Walker, skipped: boolean): StopStatus {
  const holder = holderOf(request, walker);
  if (holder !== 'mine') return holder === 'other' ? 'taken' : 'lapsed';
  return skipped ? 'skipped' : 'todo';
}

/** What became of a request that was taken into a round. */
export function statusOf(request: Request, walker: Walker, skipped: boolean): StopStatus {
  const definition = QUEUES[request.queue];
  const { policies, calendars } = walker.settings;
  if (hasEnded(definition, request)) {
    if (missedStates(request.queue).has(request.state)) return 'missed';
    return request.pickedOn === null ? 'gone' : 'finished';
  }
  if (STOPS[request.queue].has(request.state)) {
    if (request.blockedBy !== null) return 'missed';
    const { actor, now } = walker;
    const open = definition.walkable?.(request, actor.id, now, policies, calendars) ?? true;
    return open ? whileWalking(request, walker, skipped) : 'missed';
  }
  if (inHandStates(request.queue).has(request.state)) {
    return holderOf(request, walker) === 'other' ? 'taken' : 'in_hand';
  }
  return definition.states[request.state]?.holdsCopy === true ? 'finished' : 'gone';
}

/** Counts stops by what became of them. */
export function progressOf(statuses: readonly StopStatus[]): Progress {
  const counts = Object.fromEntries(STOP_STATUSES.map((status) => [status, 0]));
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return { ...(counts as Record<StopStatus, number>), total: statuses.length };
}
