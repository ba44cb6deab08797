// Periods that the figures are asked for: presets that end yesterday, and days of one's own.

import { addDays } from '../../../shared/library/zone.ts';
import type { Day } from '../../../shared/lib/time.ts';

/** Presets in the order of the choice; the first but one is the default. */
export const PERIODS = ['this_month', 'last_month', 'year', 'this_year', 'all'] as const;
export type Period = (typeof PERIODS)[number];
export const DEFAULT_PERIOD: Period = 'year';

/** Days of a span, both counted. */
export interface Span {
  from: Day;
  to: Day;
}

/** Years that "all" reaches back: longer than any library keeps; empty steps before the first are left off the drawing. */
const ALL_YEARS = 20;

const monthStart = (day: Day): Day => `${day.slice(0, 7)}-01`;

/** The same day so many years later or earlier; 29 February becomes 28 February. */
function yearsFrom(day: Day, years: number): Day {
  const year = String(Number(day.slice(0, 4)) + years).padStart(4, '0');
  const rest = day.slice(4) === '-02-29' ? '-02-28' : day.slice(4);
  return `${year}${rest}`;
}

/** The days of a preset, seen from the last whole day. */
export function spanOf(period: Period, yesterday: Day): Span {
  switch (period) {
    case 'this_month':
      return { from: monthStart(yesterday), to: yesterday };
    case 'last_month': {
      const to = addDays(monthStart(yesterday), -1);
      return { from: monthStart(to), to };
    }
    case 'year':
      return { from: addDays(yearsFrom(yesterday, -1), 1), to: yesterday };
    case 'this_year':
      return { from: `${yesterday.slice(0, 4)}-01-01`, to: yesterday };
    default:
      return { from: `${yearsFrom(yesterday, -ALL_YEARS).slice(0, 4)}-01-01`, to: yesterday };
  }
}
