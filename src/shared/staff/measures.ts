// The figures of staff pages: effort units, observed-to-expected, scan compliance, searches; formulas, units, sources.

import type { Day } from '../lib/time.ts';
import type { StaffRole } from '../library/entities.ts';
import { ratioEstimate, shareEstimate } from './intervals.ts';
import type { Estimate } from './intervals.ts';
import { LEAST_CASES, isCompared } from './others.ts';
import type { OthersOf } from './others.ts';
import type { SearchResult } from './work.ts';

/** Fewer days give an interval nothing to vary over. */
const LEAST_DAYS = 5;

/** Whole days; spans that a page offers. */
export const SPANS = [30, 90, 365] as const;
/** Days before the end of a period whose work makes the weights. */
export const WEIGHT_DAYS = 90;

/** Stages of one kind that were ended on one day: how many, and Σ of their open minutes. */
export interface TaskCell {
  day: Day;
  task: string;
  n: number;
  minutes: number;
}

/** What a kind of task takes with all staff of the library: number, median and mean, in open minutes. */
export interface Norm {
  n: number;
  median: number;
  mean: number;
}
/** Norms by task. */
export type Norms = ReadonlyMap<string, Norm>;

/** Norms from how often each number of minutes occurred. The median of an even number is the mean of the middle two. */
export function normsOf(
  rows: Iterable<{ task: string; minutes: number; n: number }>,
): Map<string, Norm> {
  const byTask = new Map<string, { minutes: number; n: number }[]>();
  for (const { task, minutes, n } of rows) {
    const known = byTask.get(task);
    if (known) known.push({ minutes, n });
    else byTask.set(task, [{ minutes, n }]);
  }
  return new Map([...byTask].map(([task, counts]) => [task, normOf(counts)]));
}

function normOf(counts: { minutes: number; n: number }[]): Norm {
  const sorted = counts.toSorted((a, b) => a.minutes - b.minutes);
  const n = sorted.reduce((sum, each) => sum + each.n, 0);
  const total = sorted.reduce((sum, each) => sum + each.n * each.minutes, 0);
  const nth = (place: number): number => {
    let before = 0;
    for (const each of sorted) {
      before += each.n;
      if (before > place) return each.minutes;
    }
    return 0;
  };
  const median = (nth(Math.floor((n - 1) / 2)) + nth(Math.floor(n / 2))) / 2;
  return { n, median, mean: total / n };
}

/**
 * Weight of a kind of task in open minutes: the median over all staff in the 90 days up to the period's end; where it
 * did not occur in them, over the whole period.
 */
export function weightOf(task: string, recent: Norms, whole: Norms): number {
  return recent.get(task)?.median ?? whole.get(task)?.median ?? 0;
}

/** Effort units: Σ w(queue, kind, stage) over the stages ended. Unit: minutes of the median. */
export function effortOf(cells: Iterable<TaskCell>, recent: Norms, whole: Norms): number {
  let sum = 0;
  for (const { task, n } of cells) sum += n * weightOf(task, recent, whole);
  return Math.round(sum * 10) / 10;
}

/** Why a comparison is not shown. */
export type Hidden = 'few' | 'few_days' | 'alone' | 'no_time';

/** Observed-to-expected; `estimate` is null where `hidden` says why. Minutes are open minutes. */
export interface Ratio {
  /** Stages that are compared, and those that are left out because too little of their kind was done by others. */
  n: number;
  left: number;
  actual: number;
  expected: number;
  estimate: Estimate | null;
  hidden: Hidden | null;
}

function ratioHidden(
  { n, left, actual, expected }: Omit<Ratio, 'estimate' | 'hidden'>,
  days: number,
) {
  if (n + left < LEAST_CASES) return 'few';
  if (n < LEAST_CASES) return 'alone';
  if (days < LEAST_DAYS) return 'few_days';
  return expected > 0 && actual > 0 ? null : 'no_time';
}

/**
 * Σ actual ÷ Σ expected, where a stage is expected to take the mean of its kind over all staff in the same period:
 * indirect standardization, so that only the same mix of tasks is compared (mean and not median: then all staff together
 * give exactly 1). Kinds that too few others did are left out: their mean is the person's own and would draw the ratio
 * to 1. Not shown below 30 stages or 5 days of what is left.
 */
export function ratioOf(cells: Iterable<TaskCell>, whole: Norms, othersOf: OthersOf): Ratio {
  const days = new Map<Day, { actual: number; expected: number }>();
  const sums = { n: 0, left: 0, actual: 0, expected: 0 };
  for (const { day, task, n, minutes } of cells) {
    if (!isCompared(task, othersOf)) {
      sums.left += n;
      continue;
    }
    const expected = n * (whole.get(task)?.mean ?? 0);
    const known = days.get(day) ?? { actual: 0, expected: 0 };
    days.set(day, { actual: known.actual + minutes, expected: known.expected + expected });
    sums.n += n;
    sums.actual += minutes;
    sums.expected += expected;
  }
  const hidden = ratioHidden(sums, days.size);
  return { ...sums, estimate: hidden === null ? ratioEstimate([...days.values()]) : null, hidden };
}

/** A share of cases; `estimate` is null below 30 cases. */
export interface Rate {
  good: number;
  of: number;
  estimate: Estimate | null;
  hidden: Hidden | null;
}

/** A share of counted cases with its interval. */
export function rateOf(good: number, of: number): Rate {
  const hidden = of < LEAST_CASES ? 'few' : null;
  return { good, of, estimate: hidden === null ? shareEstimate(good, of) : null, hidden };
}

/** What was scanned and searched, counted. */
export interface Tally {
  scanned: number;
  typed: number;
  /** Searches by result; `first` those that were the first of their case. */
  searches: Record<SearchResult, number>;
  first: Record<SearchResult, number>;
}

/** Nothing counted yet. */
export function emptyTally(): Tally {
  const none = () => ({ found: 0, in_place: 0, overlooked: 0, not_charged: 0 });
  return { scanned: 0, typed: 0, searches: none(), first: none() };
}

/** The three shares of accuracy. */
export interface Accuracy {
  /** Copies read by a scanner ÷ copies proved at all (typed by hand is accepted, and counts as not read). */
  scans: Rate;
  /** Searches that found ÷ searches of books that were there to be found (`overlooked` is the rest). */
  found: Rate;
  /** The same of first searches. */
  first: Rate;
}

/**
 * The shares of a tally. A search counts only where it found the book or the next person's search proved that it could
 * have: a book that is not there, and a reader's error, are never charged to whoever searched.
 */
export function accuracyOf({ scanned, typed, searches, first }: Tally): Accuracy {
  return {
    scans: rateOf(scanned, scanned + typed),
    found: rateOf(searches.found, searches.found + searches.overlooked),
    first: rateOf(first.found, first.found + first.overlooked),
  };
}

/** Work in these roles is never timed: a student assistant is shown accuracy and a learning curve. */
export function isTimed(role: StaffRole): boolean {
  return role !== 'assistant';
}
