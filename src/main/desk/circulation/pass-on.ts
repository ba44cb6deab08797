// A loan passed on by two readers who stand at the desk: two cards and one scan, in one call each.

import type { PassTake } from '../../../shared/desk-contract/circulation-views.ts';
import { derivedId } from '../../../shared/lib/ids.ts';
import type { Copy, Loan } from '../../../shared/library/entities.ts';
import { sha256 } from '../../../node/env.ts';
import { rowById } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { DeskContext } from '../desk-context.ts';
import { lineOf, maskedName } from './books.ts';
import { mayLend, mayRenew } from './passing.ts';
import { namedReader, refusedTake, runScan, scannedOf, unfitTake } from './scan.ts';
import type { ScanAsked } from './scan.ts';

/** A scan with whoever has the copy and whoever gets it, as far as their cards were scanned. */
export interface PassAsked extends ScanAsked {
  fromReaderId: string | null;
  toReaderId: string | null;
}

/** The loan that came of it where the first of the two has passed the copy on to the second before. */
async function passedBefore(
  { store }: DeskContext,
  { id }: Copy,
  { fromReaderId, toReaderId }: PassAsked,
): Promise<Loan | null> {
  const { statements } = store.replica();
  const [loan] = await sqliteWorld(statements).list('openLoanOf', id);
  if (loan?.fromLoan === undefined || loan.readerId !== toReaderId) return null;
  return rowById(statements, 'loan', loan.fromLoan)?.readerId === fromReaderId ? loan : null;
}

/** Takes a scan: a card names a reader, a copy is passed on once both are named. */
export async function passOnScan(context: DeskContext, ask: PassAsked): Promise<PassTake> {
  const scanned = await scannedOf(context, ask);
  if (scanned.is === 'nothing') return scanned.take;
  const { statements } = context.store.replica();
  if (scanned.is === 'reader') {
    const { id } = scanned.reader;
    return { kind: 'reader', readerId: id, reader: maskedName(statements, id) };
  }
  if (scanned.is !== 'copy') return unfitTake(scanned);
  const { copy } = scanned;
  const { fromReaderId, toReaderId } = ask;
  const book = lineOf(statements, copy);
  if (fromReaderId === null || toReaderId === null) return { kind: 'waits', book };
  const loanId = derivedId(ask.commandId, 0, sha256);
  const outcome = await runScan(context, {
    id: ask.commandId,
    type: 'transfer.desk',
    entity: loanId,
    input: {
      scan: copy.barcode,
      source: ask.source,
      fromReaderId,
      ...namedReader(context, toReaderId),
    },
  });
  const now = context.store.replica().statements;
  if (!outcome.ok) {
    const { code } = outcome;
    const before = code === 'not_of_reader' ? await passedBefore(context, copy, ask) : null;
    if (before) {
      const { dueOn, readerId } = before;
      return { kind: 'passed_already', book, reader: maskedName(now, readerId), dueOn };
    }
    // Rules are passed by a return and a loan: whoever may pass this one is shown that way.
    return refusedTake(context, copy, outcome, mayLend(context, code) || mayRenew(context, code));
  }
  const dueOn = rowById(now, 'loan', loanId)?.dueOn ?? '';
  return { kind: 'passed', book, loanId, reader: maskedName(now, toReaderId), dueOn };
}
