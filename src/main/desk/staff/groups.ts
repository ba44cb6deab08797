// Groups of staff by role and campus, from the work that was done in that role there.

import type { StaffRole } from '../../../shared/library/entities.ts';
import { STAFF_ROLES } from '../../../shared/library/entities.ts';
import { accuracyOf, effortOf, isTimed, ratioOf } from '../../../shared/staff/measures.ts';
import { tallyOf, timedCells } from '../../../shared/staff/summing.ts';
import type { WorkSum } from '../../../shared/staff/summing.ts';
import type { StaffSums } from './sums.ts';

/** With fewer people a group says what single persons did: their own pages do, whose opening is recorded. */
export const LEAST_PEOPLE = 3;

function figuresOf(own: readonly WorkSum[], role: StaffRole, { whole, recent }: StaffSums) {
  const cells = timedCells(own);
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  const timed = isTimed(role);
  return {
    effort: timed ? { units: effortOf(cells, recent, whole), n } : null,
    ratio: timed ? ratioOf(cells, whole) : null,
    ...accuracyOf(tallyOf(own)),
  };
}

const UNTOLD = { effort: null, ratio: null, scans: null, found: null, first: null };

/** The groups at the campuses (null = all), by campus and role: a fixed order. */
export function groupsOf(sums: StaffSums, campuses: readonly string[] | null) {
  const people = [...sums.people.values()];
  const known = [...new Set(people.map(({ campus }) => campus))].toSorted();
  const seen = known.filter((campus) => campuses === null || campuses.includes(campus));
  return seen.flatMap((campus) =>
    STAFF_ROLES.flatMap((role) => {
      const count = sums.people.get(`${role}/${campus}`)?.people;
      if (count === undefined) return [];
      const small = count < LEAST_PEOPLE;
      const own = sums.everybody.filter((sum) => sum.campus === campus && sum.role === role);
      const figures = small ? UNTOLD : figuresOf(own, role, sums);
      return [{ role, campus, people: count, small, ...figures }];
    }),
  );
}
