// Open cases of rule 14 that concern this desk: what it did itself, and what any desk did to a request of its campus.

import type { ExceptionCase } from '../../../shared/queues/request.ts';
import { holdsText } from '../../../shared/sync/holds-text.ts';
import { fromStored } from '../db/columns.ts';
import { rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { Placed } from '../outbox/placed.ts';

/** What is looked into. */
export interface CaseSource {
  statements: Statements;
  outbox: { byId(commandId: string): Placed | undefined };
  /** Campus of the desk; null where it has none, and then every case concerns it. */
  campus: string | null;
}

/** A case that no supervisor has closed yet. */
export interface OpenCase {
  row: ExceptionCase;
  /** The command of this desk that it is about; null where it was done at another one. */
  own: Placed | null;
  /** Desk and service point where it was done; null while the event is not here yet. */
  desk: string | null;
  point: string | null;
}

function concerns(campus: string | null, { row }: OpenCase, at: unknown, statements: Statements) {
  if (campus === null || at === campus) return true;
  const request = rowById(statements, 'request', row.requestId);
  return request !== undefined && holdsText(campus, { ...request, endedOn: null });
}

/** Open cases that concern the desk, the newest first. */
export function openCases({ statements, outbox, campus }: CaseSource): OpenCase[] {
  const rows = statements.all(
    `SELECT exception_case.*, event.desk AS "caseDesk", event.point AS "casePoint", event.campus AS "caseCampus"
     FROM exception_case
     LEFT JOIN event ON event."requestId" = exception_case."requestId"
       AND event."commandId" = exception_case."commandId" AND event.action = 'out_of_order'
     WHERE "closedOn" IS NULL ORDER BY "openedOn" DESC, exception_case.id`,
  );
  const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
  return rows.flatMap((stored) => {
    const row = fromStored('exception_case', stored);
    const own = outbox.byId(row.commandId) ?? null;
    const open: OpenCase = {
      row,
      own,
      desk: textOf(stored['caseDesk']),
      point: textOf(stored['casePoint']),
    };
    const here = own !== null || concerns(campus, open, stored['caseCampus'], statements);
    return here ? [open] : [];
  });
}
