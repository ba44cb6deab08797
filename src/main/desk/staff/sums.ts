// Everybody's sums and norms of a period, kept until days that are over change.

import { addDays } from '../../../shared/library/zone.ts';
import { WEIGHT_DAYS, normsOf } from '../../../shared/staff/measures.ts';
import type { Norms } from '../../../shared/staff/measures.ts';
import type { Period, WorkSum } from '../../../shared/staff/summing.ts';
import { allSums, minuteCounts, peopleCounts } from '../db/staff-sums.ts';
import type { Statements } from '../db/statements.ts';

/** What a page compares with. */
export interface StaffSums {
  /** Norms of the period. */
  whole(period: Period): Norms;
  /** Norms of the 90 days up to its end: the weights. */
  recent(period: Period): Norms;
  everybody(period: Period): WorkSum[];
  people(period: Period): { role: string; campus: string; people: number }[];
}

/** Makes it; `epoch` tells when what is kept no longer holds. */
export function createStaffSums(statements: () => Statements, epoch: () => number): StaffSums {
  const kept = new Map<string, unknown>();
  let keptFor = -1;
  const keep = <T>(name: string, { from, to }: Period, make: (of: Statements) => T): T => {
    if (keptFor !== epoch()) kept.clear();
    keptFor = epoch();
    const key = `${name}/${from}/${to}`;
    if (!kept.has(key)) kept.set(key, make(statements()));
    return kept.get(key) as T;
  };
  const norms = (period: Period): Norms =>
    keep('norms', period, (of) => normsOf(minuteCounts(of, period)));
  return {
    whole: norms,
    recent: ({ to }) => norms({ from: addDays(to, 1 - WEIGHT_DAYS), to }),
    everybody: (period) => keep('sums', period, (of) => allSums(of, period)),
    people: (period) => keep('people', period, (of) => peopleCounts(of, period)),
  };
}
