// From sums of work that is alike to what the figures are made of: cells of timed work, tallies, weeks, kinds of task.

import type { StaffRole } from '../library/entities.ts';
import { addDays, weekdayOf } from '../library/zone.ts';
import type { Day } from '../lib/time.ts';
import { effortOf, emptyTally, isTimed, weightOf } from './measures.ts';
import type { Norms, Tally, TaskCell } from './measures.ts';
import { LEAST_CASES, isCompared } from './others.ts';
import type { OthersOf } from './others.ts';
import type { SearchResult } from './work.ts';

/** Local days, both counted. */
export interface Period {
  from: Day;
  to: Day;
}

/** Work that is alike in everything that is summed by. */
export interface WorkSum {
  day: Day;
  role: StaffRole;
  /** Id of the campus; '' where it was not asked by. */
  campus: string;
  task: string | null;
  search: SearchResult | null;
  first: boolean;
  scan: 'scanned' | 'typed' | null;
  n: number;
  /** Σ open minutes. */
  minutes: number;
}

/** So many whole days up to the day before `today`: what is done today counts tomorrow. */
export function periodOf(today: Day, days: number): Period {
  return { from: addDays(today, -days), to: addDays(today, -1) };
}

/** Stages that were ended in roles whose work is timed. */
export function timedCells(sums: readonly WorkSum[]): TaskCell[] {
  return sums.flatMap(({ day, role, task, n, minutes }) =>
    task === null || !isTimed(role) ? [] : [{ day, task, n, minutes }],
  );
}

/** Scans and searches, counted. */
export function tallyOf(sums: readonly WorkSum[]): Tally {
  const tally = emptyTally();
  for (const { search, first, scan, n } of sums) {
    if (scan !== null) tally[scan] += n;
    if (search === null) continue;
    tally.searches[search] += n;
    if (first) tally.first[search] += n;
  }
  return tally;
}

/** Effort by week, Monday to Sunday, the first and last cut to the period; weeks without work are there too. */
export function weeksOf(
  cells: readonly TaskCell[],
  { from, to }: Period,
  recent: Norms,
  whole: Norms,
): { from: Day; to: Day; n: number; units: number }[] {
  const weeks = [];
  for (let day = from; day <= to;) {
    const sunday = addDays(day, 6 - weekdayOf(day));
    const end = sunday < to ? sunday : to;
    const own = cells.filter((cell) => day <= cell.day && cell.day <= end);
    const n = own.reduce((sum, cell) => sum + cell.n, 0);
    weeks.push({ from: day, to: end, n, units: effortOf(own, recent, whole) });
    day = addDays(end, 1);
  }
  return weeks;
}

/**
 * Work by kind, most effort first: an order of tasks, never of people. Nothing is expected of fewer than 30 stages, nor
 * of what is not compared.
 */
export function taskLines(
  cells: readonly TaskCell[],
  { recent, whole }: { recent: Norms; whole: Norms },
  othersOf: OthersOf,
) {
  const byTask = new Map<string, { n: number; actual: number }>();
  for (const { task, n, minutes } of cells) {
    const line = byTask.get(task) ?? { n: 0, actual: 0 };
    line.n += n;
    line.actual += minutes;
    byTask.set(task, line);
  }
  return [...byTask]
    .map(([task, { n, actual }]) => {
      const weight = weightOf(task, recent, whole);
      const isExpected = n >= LEAST_CASES && isCompared(task, othersOf);
      const expected = isExpected ? n * (whole.get(task)?.mean ?? 0) : null;
      return { task, n, weight, units: n * weight, actual, expected };
    })
    .toSorted((a, b) => b.units - a.units || (a.task < b.task ? -1 : 1));
}
