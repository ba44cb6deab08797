// One person's page: figures from sums, with remarks, openings and the learning curve beside them.

import type { Staff } from '../../../shared/library/entities.ts';
import type { StaffRemark } from '../../../shared/library/staff-page.ts';
import type { Curve, PassMark } from '../../../shared/shelving/practice.ts';
import { curveOf } from '../../../shared/shelving/practice.ts';
import { accuracyOf, effortOf, ratioOf } from '../../../shared/staff/measures.ts';
import { othersThan } from '../../../shared/staff/others.ts';
import { taskLines, tallyOf, timedCells, weeksOf } from '../../../shared/staff/summing.ts';
import type { Period } from '../../../shared/staff/summing.ts';
import { fromStored } from '../db/columns.ts';
import { personSums } from '../db/staff-sums.ts';
import { columnList } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import { passMark, sittingsOf } from '../shelving/practice.ts';
import type { Policies } from '../../../shared/library/policies.ts';
import type { StaffSums } from './sums.ts';

/** Days of openings that a page shows. */
const OPENINGS = 50;

/** Remarks on a period that meets this one, and the answers to them, oldest first. */
function remarksOf(statements: Statements, staffId: string, { from, to }: Period): StaffRemark[] {
  return statements
    .all(
      `SELECT ${columnList('staff_remark')} FROM staff_remark
       WHERE "staffId" = ? AND "from" <= ? AND "to" >= ? ORDER BY "at", id`,
      staffId,
      to,
      from,
    )
    .map((stored) => fromStored('staff_remark', stored));
}

/** Openings by person and day, the latest first: coming back to a page on the same day is no news. */
function openingsOf(statements: Statements, staffId: string) {
  return statements
    .all(
      `SELECT "by", "day", max("at") AS "at", count(*) AS n FROM staff_opening
       WHERE "staffId" = ? GROUP BY "by", "day" ORDER BY "at" DESC, "by" LIMIT ${OPENINGS}`,
      staffId,
    )
    .map((stored) => ({
      by: String(stored['by']),
      day: String(stored['day']),
      at: String(stored['at']),
      n: Number(stored['n']),
    }));
}

/** How practice of shelf order is going. */
function practiceOf(
  statements: Statements,
  policies: Policies,
  staffId: string,
): { curve: Curve; mark: PassMark } {
  const mark = passMark(policies);
  return { curve: curveOf(sittingsOf(statements, staffId), mark), mark };
}

/** What of a page follows from the rows; `isTimed` is false for a student assistant. */
export function personFigures(
  { statements, sums, policies }: { statements: Statements; sums: StaffSums; policies: Policies },
  { id }: Pick<Staff, 'id'>,
  period: Period,
  isTimed: boolean,
) {
  const own = personSums(statements, id, period);
  const { recent, whole, workers } = sums;
  const othersOf = othersThan(workers, new Set([id]));
  const cells = timedCells(own);
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  const tally = tallyOf(own);
  const timed = {
    effort: { units: effortOf(cells, recent, whole), n },
    ratio: ratioOf(cells, whole, othersOf),
    weeks: weeksOf(cells, period, recent, whole),
    tasks: taskLines(cells, { recent, whole }, othersOf),
  };
  return {
    timed: isTimed ? timed : null,
    accuracy: accuracyOf(tally),
    everybody: sums.accuracy,
    searches: tally.searches,
    practice: practiceOf(statements, policies, id),
    remarks: remarksOf(statements, id, period),
    openings: openingsOf(statements, id),
  };
}
