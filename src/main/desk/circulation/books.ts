// Copies, titles and readers as rows of circulation name them, by prepared statements: a scan may not wait for them.

import type { BookLine } from '../../../shared/desk-contract/circulation-views.ts';
import type { Facts } from '../../../shared/lib/result.ts';
import type { Copy } from '../../../shared/library/entities.ts';
import { rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';

/** A copy as a row names it. */
export function lineOf(statements: Statements, copy: Copy): BookLine {
  const { id: copyId, titleId, barcode, callNumber, volume } = copy;
  const title = rowById(statements, 'title', titleId)?.title ?? '';
  return { copyId, titleId, barcode, title, callNumber, volume };
}

/** What a scan says of a copy that was missing until it was scanned. */
export function foundAgain({ status, barcode }: Copy): { code: string; facts: Facts }[] {
  return status === 'missing' ? [{ code: 'found_missing', facts: { barcode } }] : [];
}

/** The line of a copy by its id; null where no such copy is here. */
export function lineById(statements: Statements, copyId: string | null): BookLine | null {
  const copy = copyId === null ? undefined : rowById(statements, 'copy', copyId);
  return copy ? lineOf(statements, copy) : null;
}

/** Who has a copy on loan, and how many wait for its title. */
export async function holderOf(statements: Statements, { id, titleId }: Copy) {
  const world = sqliteWorld(statements);
  const [loan] = await world.list('openLoanOf', id);
  const waiting = await world.list('waitingHolds', titleId);
  const readerId = loan?.readerId ?? null;
  return { readerId, reader: maskedName(statements, readerId), waiting: waiting.length };
}

/** A reader as everybody sees one; empty where no such reader is here. */
export function maskedName(statements: Statements, readerId: string | null): string {
  return (
    (readerId === null ? undefined : rowById(statements, 'reader', readerId))?.nameMasked ?? ''
  );
}
