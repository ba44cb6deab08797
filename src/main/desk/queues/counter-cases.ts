// Open cases of the counter that concern this desk: what it did itself, and what was scanned on its campus.

import type { SyncRow } from '../../../shared/desk-contract/sync.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Command } from '../../../shared/queues/command.ts';
import type { Copy } from '../../../shared/library/entities.ts';
import type { CirculationCase } from '../../../shared/library/circulation-rows.ts';
import { fromStored } from '../db/columns.ts';
import { columnList, rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { Placed } from '../outbox/placed.ts';
import type { CaseSource } from './open-cases.ts';

/** A case of the counter that nobody has closed yet. */
export interface CounterCase {
  row: CirculationCase;
  /** The command of this desk that it is about; null where it was done at another one. */
  own: Placed | null;
}

/** Service point where it was done, as the case says. */
function pointOf({ facts }: CirculationCase): string | null {
  return typeof facts['point'] === 'string' ? facts['point'] : null;
}

/** Open cases of loans, returns and the hold shelf that concern the desk, the newest first. */
export function counterCases({ statements, outbox, campus }: CaseSource): CounterCase[] {
  const stored = statements.all(
    `SELECT ${columnList('circulation_case')} FROM circulation_case
     WHERE "closedOn" IS NULL ORDER BY "openedOn" DESC, id`,
  );
  return stored.flatMap((each) => {
    const row = fromStored('circulation_case', each);
    const own = outbox.byId(row.commandId) ?? null;
    const point = pointOf(row);
    const there = point === null ? undefined : rowById(statements, 'place', point)?.campus;
    return own !== null || campus === null || there === campus ? [{ row, own }] : [];
  });
}

/** Title and barcode of the case's copy. */
function bookOf(statements: Statements, { copyId, facts }: CirculationCase) {
  const copy = copyId === null ? undefined : rowById(statements, 'copy', copyId);
  const scan = facts['scan'];
  return {
    title: copy ? (rowById(statements, 'title', copy.titleId)?.title ?? null) : null,
    barcode: copy?.barcode ?? (typeof scan === 'string' ? scan : null),
  };
}

interface Book {
  title: string | null;
  barcode: string | null;
}
const NO_BOOK: Book = { title: null, barcode: null };

function bookOfCopy(statements: Statements, copy: Copy | undefined): Book {
  if (!copy) return NO_BOOK;
  const { titleId, barcode } = copy;
  return { title: rowById(statements, 'title', titleId)?.title ?? null, barcode };
}

/** Title and barcode of the copy, the loan or the hold that is the command's entity; a hold for any copy has no barcode. */
function bookOfEntity(
  statements: Statements,
  { type, entity }: Pick<Command, 'type' | 'entity'>,
): Book {
  const [kind] = type.split('.');
  if (kind === 'copy') return bookOfCopy(statements, rowById(statements, 'copy', entity));
  if (kind !== 'loan' && kind !== 'hold') return NO_BOOK;
  const row = rowById(statements, kind, entity);
  if (!row) return NO_BOOK;
  const copy = row.copyId === null ? undefined : rowById(statements, 'copy', row.copyId);
  const titleId = 'titleId' in row ? row.titleId : copy?.titleId;
  const title = titleId === undefined ? undefined : rowById(statements, 'title', titleId);
  return { title: title?.title ?? null, barcode: copy?.barcode ?? null };
}

/** Title and barcode of the copy that a command scanned, or of the loan or hold that it is about; nulls where it is about none. */
export function commandBook(
  statements: Statements,
  command: Pick<Command, 'type' | 'entity' | 'input'>,
): Book {
  const { input } = command;
  const scan = typeof input['scan'] === 'string' ? input['scan'].trim() : '';
  if (scan === '') return bookOfEntity(statements, command);
  const stored = statements.one('SELECT "titleId" FROM copy WHERE barcode = ?', scan);
  const titleId = stored?.['titleId'];
  const title = typeof titleId === 'string' ? rowById(statements, 'title', titleId) : undefined;
  return { title: title?.title ?? null, barcode: scan };
}

/** The row of a case of the counter, which is settled on the page of circulation. */
export function counterRow(statements: Statements, { row, own }: CounterCase): SyncRow {
  const { at } = row.facts;
  return {
    commandId: row.commandId,
    cseq: own?.command.cseq ?? null,
    desk: own === null ? row.desk : null,
    at: typeof at === 'string' ? at : row.openedOn,
    actor: row.by,
    point: pointOf(row),
    type: row.tried,
    queue: null,
    action: row.tried.split('.')[1] ?? '',
    requestId: null,
    code: null,
    ...bookOf(statements, row),
    state: 'exception',
    refusal: refuse(row.code, row.facts),
    decidedAt: row.openedOn,
    dismissed: false,
    chain: [],
    mayCorrect: false,
    atCounter: true,
  };
}
