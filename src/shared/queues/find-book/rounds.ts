// The three walks of a search: how many, when each is due, and who may do the next one.

import type { Calendars } from '../../library/calendar.ts';
import type { Policies } from '../../library/policies.ts';
import type { Instant } from '../../lib/time.ts';
import type { Request } from '../request.ts';
import { findBookFields } from './fields.ts';

/** Open days after the asking on which each round is due. */
export function roundDays(policies: Policies): number[] {
  return policies.list('find_book.rounds.days').map(Number);
}

/** When a round (1, 2, 3 …) is due: closing time of its open day; null after the last round. */
export function roundDueOn(
  request: Request,
  round: number,
  policies: Policies,
  calendars: Calendars,
): Instant | null {
  const days = roundDays(policies)[round - 1];
  if (days === undefined) return null;
  const calendar = calendars.ofCampus(request.campus);
  return calendars.addOpenDays(calendar, findBookFields(request).askedOn, days);
}

/** When the round that is next is due. */
export function nextRoundDueOn(
  request: Request,
  policies: Policies,
  calendars: Calendars,
): Instant | null {
  return roundDueOn(request, findBookFields(request).misses + 1, policies, calendars);
}

/**
 * Whether somebody may walk the next round now: the day of the round before it is over, rounds are left, and the person
 * has walked none of them.
 */
export function mayWalkNow(
  request: Request,
  walker: string,
  now: Instant,
  policies: Policies,
  calendars: Calendars,
): boolean {
  const { misses, searchers } = findBookFields(request);
  if (searchers.includes(walker) || misses >= roundDays(policies).length) return false;
  const before = misses === 0 ? null : roundDueOn(request, misses, policies, calendars);
  return before === null || before <= now;
}
