// Loans by year from daily rows. Unit: loans.

import type { Daily } from '../../../src/shared/library/circulation-rows.ts';
import type { Day } from '../../../src/shared/lib/time.ts';

/** Σ count of the days of each year up to and including `day`, oldest year first. */
export function loansByYear(
  rows: Iterable<Pick<Daily, 'day' | 'measure' | 'count'>>,
  day: Day,
): { year: string; count: number }[] {
  const years = new Map<string, number>();
  for (const row of rows) {
    if (row.measure !== 'loans' || row.day > day) continue;
    const year = row.day.slice(0, 4);
    years.set(year, (years.get(year) ?? 0) + row.count);
  }
  return [...years].toSorted().map(([year, count]) => ({ year, count }));
}
