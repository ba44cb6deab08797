// Days of loans on the opening-hours calendar: when one falls due, what lateness costs, to which closing a return counts.

import type { Fen } from '../../lib/money.ts';
import { instantOf, millis } from '../../lib/time.ts';
import type { Day, Instant } from '../../lib/time.ts';
import { lastInstantOf } from '../../library/calendar.ts';
import type { Calendars } from '../../library/calendar.ts';
import { addDays } from '../../library/zone.ts';
import type { LoanRule } from './rules.ts';

/** A library that stays closed longer than this lets loans fall due while it is closed. */
const LONGEST_CLOSURE = 120;

/** Closing time of the day on that calendar; null where it is closed all day. */
export function closingOf(calendars: Calendars, calendar: string, day: Day): Instant | null {
  const before = instantOf(millis(calendars.startOf(day)) - 1);
  const closing = calendars.addOpenDays(calendar, before, 1);
  return calendars.dayOf(closing) === day ? closing : null;
}

/** The last instant of the day, moved on to the next day that is open. */
export function dueOnDay(calendars: Calendars, calendar: string, day: Day): Instant {
  const before = instantOf(millis(calendars.startOf(day)) - 1);
  const open = calendars.dayOf(calendars.addOpenDays(calendar, before, 1));
  return lastInstantOf(open > addDays(day, LONGEST_CLOSURE) ? day : open, calendars);
}

/** When a loan that begins, or is renewed, today falls due. */
export function dueAfter(
  calendars: Calendars,
  calendar: string,
  today: Day,
  { days }: Pick<LoanRule, 'days'>,
): Instant {
  return dueOnDay(calendars, calendar, addDays(today, days));
}

/** Open days that something is late at an instant. */
export function daysLate(
  calendars: Calendars,
  calendar: string,
  dueOn: Instant,
  at: Instant,
): number {
  return at <= dueOn ? 0 : calendars.openDaysBetween(calendar, dueOn, at);
}

/** What so many open days late cost: nothing within the grace, then every one of them, up to the cap. */
export function fineFor(rule: LoanRule, late: number): Fen {
  if (late <= rule.graceDays) return 0;
  return Math.min(late * rule.finePerDay, rule.fineCap);
}

/** Closing of the last day up to `day` on which the library was open: to it a return into the book drop counts. */
export function lastClosing(calendars: Calendars, calendar: string, day: Day): Instant {
  for (let back = 0; back <= LONGEST_CLOSURE; back += 1) {
    const closing = closingOf(calendars, calendar, addDays(day, -back));
    if (closing !== null) return closing;
  }
  return lastInstantOf(day, calendars);
}
