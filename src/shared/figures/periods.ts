// The steps of a period, how wide they are, and the period that a period is compared with.

import type { Day } from '../lib/time.ts';
import { addDays, weekdayOf } from '../library/zone.ts';
import { dayNumber } from './day-number.ts';
import type { FigureQuestion, Grain } from './names.ts';

/** Local days, both counted. */
export interface Span {
  from: Day;
  to: Day;
}

const MOST_STEPS = 4000;
const COARSER: Record<Grain, Grain> = { day: 'week', week: 'month', month: 'year', year: 'year' };

/** Days of a span; 0 when it ends before it begins. */
export function daysOf({ from, to }: Span): number {
  return Math.max(0, dayNumber(to) - dayNumber(from) + 1);
}

/** Days up to a month, weeks up to a year, months beyond, unless another width was asked for that draws. */
export function grainOf({ from, to, grain }: Pick<FigureQuestion, 'from' | 'to' | 'grain'>): Grain {
  const days = daysOf({ from, to });
  let chosen = grain ?? (days <= 31 ? 'day' : days <= 366 ? 'week' : 'month');
  if (chosen === 'day' && days > MOST_STEPS) chosen = COARSER[chosen];
  return chosen;
}

/** Last day of the step that a day lies in; weeks begin on Monday. */
function lastOf(day: Day, grain: Grain): Day {
  if (grain === 'day') return day;
  if (grain === 'week') return addDays(day, 6 - weekdayOf(day));
  if (grain === 'year') return `${day.slice(0, 4)}-12-31`;
  return addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1);
}

/** The first and the last step may be cut off by the period. */
export function stepsOf({ from, to }: Span, grain: Grain): Span[] {
  const steps: Span[] = [];
  for (let day = from; day <= to;) {
    const last = lastOf(day, grain);
    steps.push({ from: day, to: last < to ? last : to });
    day = addDays(last, 1);
  }
  return steps;
}

/** The same day so many months later or earlier; the first of the month after where there is none (30 February). */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1] = day.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const first = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`;
  const moved = addDays(first, Number(day.slice(8)) - 1);
  return moved.slice(0, 7) === first.slice(0, 7) ? moved : `${moved.slice(0, 8)}01`;
}

function isWholeMonths({ from, to }: Span): boolean {
  return from.endsWith('-01') && addDays(to, 1).endsWith('-01') && from <= to;
}

function monthsBetween(from: Day, to: Day): number {
  const index = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return index(to) - index(from);
}

/** How a day moves into the comparison: by years, by whole months where the period is some, else by as many days as it has. */
function mover(span: Span, compare: 'before' | 'year'): (day: Day) => Day {
  if (compare === 'year') return (day) => addMonths(day, -12);
  const after = addDays(span.to, 1);
  if (isWholeMonths(span)) {
    const months = monthsBetween(span.from, after);
    return (day) => addMonths(day, -months);
  }
  const days = daysOf(span);
  return (day) => addDays(day, -days);
}

/**
 * The steps of the comparison, as many as the period has and each beside its own. A step without days of its own
 * (29 February a year before) ends before it begins.
 */
export function stepsBefore(
  span: Span,
  steps: readonly Span[],
  compare: 'before' | 'year',
): Span[] {
  const move = mover(span, compare);
  return steps.map((step) => ({
    from: move(step.from),
    to: addDays(move(addDays(step.to, 1)), -1),
  }));
}

/** The whole of the comparison. */
export function spanBefore(span: Span, compare: 'before' | 'year'): Span {
  const move = mover(span, compare);
  return { from: move(span.from), to: addDays(move(addDays(span.to, 1)), -1) };
}
