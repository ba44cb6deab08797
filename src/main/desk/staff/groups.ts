// Groups of staff by role and campus, from the work that was done in that role there.

import { STAFF_ROLES } from '../../../shared/library/entities.ts';
import { accuracyOf, effortOf, isTimed, ratioOf } from '../../../shared/staff/measures.ts';
import { othersThan } from '../../../shared/staff/others.ts';
import { tallyOf, timedCells } from '../../../shared/staff/summing.ts';
import type { WorkSum } from '../../../shared/staff/summing.ts';
import { comparedPeople } from './contributors.ts';
import type { GroupPeople } from './contributors.ts';
import type { StaffSums } from './sums.ts';

/**
 * With fewer people a group, or one of its figures, says what single persons did: their own pages do, whose opening is
 * recorded. A figure that nobody stands behind is empty and tells of nobody.
 */
const LEAST_PEOPLE = 3;

const isTold = (people: number): boolean => people === 0 || people >= LEAST_PEOPLE;

function timedOf(own: readonly WorkSum[], group: GroupPeople, sums: StaffSums) {
  if (!isTimed(group.role)) return { effort: null, ratio: null };
  const { whole, recent, workers } = sums;
  const cells = timedCells(own);
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  const othersOf = othersThan(workers, group.all);
  return {
    effort: isTold(group.figures.effort.size) ? { units: effortOf(cells, recent, whole), n } : null,
    ratio: isTold(comparedPeople(group, othersOf)) ? ratioOf(cells, whole, othersOf) : null,
  };
}

function figuresOf(own: readonly WorkSum[], group: GroupPeople, sums: StaffSums) {
  const { scans, found, first } = accuracyOf(tallyOf(own));
  const { figures } = group;
  return {
    ...timedOf(own, group, sums),
    scans: isTold(figures.scans.size) ? scans : null,
    found: isTold(figures.found.size) ? found : null,
    first: isTold(figures.first.size) ? first : null,
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
      const group = sums.people.get(`${role}/${campus}`);
      if (group === undefined) return [];
      const small = group.all.size < LEAST_PEOPLE;
      const own = sums.everybody.filter((sum) => sum.campus === campus && sum.role === role);
      const figures = small ? UNTOLD : figuresOf(own, group, sums);
      return [{ role, campus, people: group.all.size, small, timed: isTimed(role), ...figures }];
    }),
  );
}
