// Claims that are over: given back, taken over, ended with their request, or lapsed, which leaves no event of its own.

import { isAside } from '../queues/engine/fold.ts';
import type { RequestEvent } from '../queues/request.ts';
import { addMinutes, millis } from '../lib/time.ts';
import type { Instant } from '../lib/time.ts';

/** A claim that is over, or will be if nothing more happens. */
export interface ClaimOver {
  day: number;
  /** Seconds since the epoch; a lapse that is still to come counts only from then on. */
  overAt: number;
  lapsed: 0 | 1;
}

interface Lease {
  by: string;
  until: Instant;
  /** For how long each step of its holder renews it. */
  minutes: number;
}

const MINUTE_MS = 60_000;

/** The lease that a claim or a taking over gives; one of an older record, which does not say until when, as the one before. */
function leaseOf({ actor, at, facts }: RequestEvent, before: Lease | null): Lease | null {
  const { until } = facts;
  if (typeof until === 'string') {
    return { by: actor, until, minutes: (millis(until) - millis(at)) / MINUTE_MS };
  }
  return before && { by: actor, until: addMinutes(at, before.minutes), minutes: before.minutes };
}

/** Whether an event is a step of the holder, which renews the claim. */
function renews(event: RequestEvent, { by }: Lease): boolean {
  return event.actor === by && event.undoes === null && !isAside(event);
}

/**
 * Claims of a request in the order in which they were over, reckoned from all of its events, those too that were undone: a
 * claim lapses where neither its holder nor anybody else did anything until its end. What a step of another request brought
 * about in the holder's name counts as a step of the holder.
 */
export function claimsOf(
  events: readonly RequestEvent[],
  dayAt: (at: Instant) => number,
  isEnd: (state: string) => boolean,
): ClaimOver[] {
  const over: ClaimOver[] = [];
  const end = (at: Instant, lapsed: 0 | 1): null => {
    over.push({ day: dayAt(at), overAt: Math.floor(millis(at) / 1000), lapsed });
    return null;
  };
  /** The lease after an event, of the one before it. */
  const after = (held: Lease | null, event: RequestEvent): Lease | null => {
    const live = held && held.until > event.at ? held : null;
    if (held && !live) end(held.until, 1);
    if (event.action === 'claim') return leaseOf(event, held);
    if (!live) return null;
    if (event.action === 'take_over') return end(event.at, 0) ?? leaseOf(event, held);
    const isOver = event.action === 'release' || (event.to !== event.from && isEnd(event.to));
    if (isOver) return end(event.at, 0);
    return renews(event, live) ? { ...live, until: addMinutes(event.at, live.minutes) } : live;
  };
  let lease: Lease | null = null;
  for (const event of events) lease = after(lease, event);
  if (lease) end(lease.until, 1);
  return over;
}
