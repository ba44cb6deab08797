// Registered readers and when they came. Unit: readers; a registration is one reader row.

import type { Day, Instant } from '../../../src/shared/lib/time.ts';

/** Registrations up to a day. */
export interface Registrations {
  registered: number;
  /** Month (`2017-12`) with most registrations, the earliest of equals; null without any. */
  bestMonth: string | null;
  bestCount: number;
  /** Every month from the first registration to the last, in order. */
  byMonth: { month: string; count: number }[];
}

function next(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

/** Counts registrations on local days from `since` to `day`, both included; an empty `since` counts all. */
export function registrations(
  registeredOn: Iterable<Instant>,
  since: string,
  day: Day,
  dayOf: (at: Instant) => Day,
): Registrations {
  const months = new Map<string, number>();
  let registered = 0;
  for (const at of registeredOn) {
    const on = dayOf(at);
    if (on < since || on > day) continue;
    registered += 1;
    const month = on.slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + 1);
  }
  const known = [...months.keys()].toSorted();
  const [first] = known;
  const last = known.at(-1);
  const byMonth: Registrations['byMonth'] = [];
  if (first !== undefined && last !== undefined) {
    for (let month = first; month <= last; month = next(month)) {
      byMonth.push({ month, count: months.get(month) ?? 0 });
    }
  }
  const bestCount = Math.max(0, ...months.values());
  const best = byMonth.find((each) => each.count === bestCount);
  return { registered, bestMonth: best?.month ?? null, bestCount, byMonth };
}
