// Local days as small whole numbers, so that millions of them lie in little room and are compared at once.

import { DAY_MS, instantOf, millis } from '../lib/time.ts';
import type { Day } from '../lib/time.ts';

/** Days since 1 January 1970; 0 stands for "not yet" wherever a day is kept, since no library counts from then. */
export function dayNumber(day: Day): number {
  return Math.floor(millis(`${day}T00:00:00.000Z`) / DAY_MS);
}

/** The local day of a number. */
export function dayOfNumber(number: number): Day {
  return instantOf(number * DAY_MS).slice(0, 10);
}
