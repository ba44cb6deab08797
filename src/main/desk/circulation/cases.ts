// Facts that did not fit where they arrived, each with both sides: what was done here, and who had the copy by then.

import type { CaseLine } from '../../../shared/desk-contract/circulation-views.ts';
import { LENDS } from '../../../shared/circulation/cases.ts';
import { MOST_LISTED } from '../../../shared/desk-contract/circulation-views.ts';
import type { CirculationCase } from '../../../shared/library/circulation-rows.ts';
import { fromStored } from '../db/columns.ts';
import { columnList, rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { DeskContext } from '../desk-context.ts';
import { lineById, maskedName } from './books.ts';

/**
 * The loan of the other side: the copy's newest, open ones first, besides the one that was tried; where there is none, the
 * loan that the case is about.
 */
function otherLoan(statements: Statements, { loanId, copyId, tried }: CirculationCase) {
  const own = loanId === null ? undefined : rowById(statements, 'loan', loanId);
  if (copyId === null) return own;
  const stored = statements.one(
    `SELECT ${columnList('loan')} FROM loan WHERE "copyId" = ? AND id <> ?
     ORDER BY "closedOn" IS NOT NULL, "lentOn" DESC LIMIT 1`,
    copyId,
    LENDS.has(tried) ? (loanId ?? '') : '',
  );
  return stored ? fromStored('loan', stored) : own;
}

/** The scan elsewhere that the case is about, where it names one. */
function otherScan({ facts }: CirculationCase): CaseLine['scan'] {
  const { scannedAt: place, scannedOn: at, returned } = facts;
  if (typeof place !== 'string' || typeof at !== 'string') return null;
  return { at, place, returned: returned === true };
}

function caseLineOf(context: DeskContext, row: CirculationCase): CaseLine {
  const { statements } = context.store.replica();
  const scan = otherScan(row);
  const other = scan === null ? otherLoan(statements, row) : undefined;
  const names: Record<string, string> = {};
  const by = rowById(statements, 'staff', row.by)?.name;
  if (by !== undefined) names[row.by] = by;
  const desk = context.central.desks().find((each) => each.desk === row.desk);
  if (desk) names[row.desk] = desk.name;
  return {
    row,
    own: row.desk === context.store.deskId,
    book: lineById(statements, row.copyId),
    reader: row.readerId === null ? null : maskedName(statements, row.readerId),
    other: other
      ? {
          reader: maskedName(statements, other.readerId),
          lentOn: other.lentOn,
          dueOn: other.dueOn,
          closedOn: other.closedOn,
        }
      : null,
    scan,
    names,
  };
}

/** Open cases, the oldest first. */
export function openCasesOf(context: DeskContext): CaseLine[] {
  const { statements } = context.store.replica();
  const stored = statements.all(
    `SELECT ${columnList('circulation_case')} FROM circulation_case
     WHERE "closedOn" IS NULL ORDER BY "openedOn", id LIMIT ${MOST_LISTED}`,
  );
  const rows = stored.map((each) => fromStored('circulation_case', each));
  context.central.lookFor(rows.map(({ desk }) => desk).filter((id) => id !== context.store.deskId));
  return rows.map((row) => caseLineOf(context, row));
}

/** How many are open. */
export function countOpenCases({ statements }: { statements: Statements }): number {
  const counted = statements.one(
    'SELECT count(*) AS n FROM circulation_case WHERE "closedOn" IS NULL',
  );
  return Number(counted?.['n'] ?? 0);
}
