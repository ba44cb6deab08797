// Loans by phone that nobody has seen yet, and the exit check that releases one.

import type { ExitTake, PhoneLine } from '../../../shared/desk-contract/circulation-views.ts';
import { rowById } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { DeskContext } from '../desk-context.ts';
import type { DetailSource } from '../queues/detail.ts';
import { lineById, lineOf, maskedName } from './books.ts';
import { refusedTake, runScan, scannedOf, unfitTake } from './scan.ts';
import type { ScanAsked } from './scan.ts';

/** Loans by phone that wait, the most urgent first. */
export async function phoneLoans(source: DetailSource): Promise<PhoneLine[]> {
  const { statements, looker } = source;
  const loans = await sqliteWorld(statements).list('unverifiedLoans');
  return loans.flatMap((loan) => {
    const book = lineById(statements, loan.copyId);
    if (!book) return [];
    const late = (loan.verifyBy ?? looker.now) < looker.now;
    return [{ loan, book, reader: maskedName(statements, loan.readerId), late }];
  });
}

/** Takes a scan at the exit: the copy is released, or it is on loan to nobody. */
export async function verifyScan(context: DeskContext, ask: ScanAsked): Promise<ExitTake> {
  const scanned = await scannedOf(context, ask);
  if (scanned.is === 'nothing') return scanned.take;
  if (scanned.is !== 'copy') return unfitTake(scanned);
  const { copy } = scanned;
  const { statements } = context.store.replica();
  const [before] = await sqliteWorld(statements).list('openLoanOf', copy.id);
  const outcome = await runScan(context, {
    id: ask.commandId,
    type: 'loan.verify',
    entity: copy.id,
    input: { scan: copy.barcode, source: ask.source },
  });
  if (!outcome.ok) return refusedTake(context, copy, outcome, false);
  const loan = before && (rowById(context.store.replica().statements, 'loan', before.id) ?? before);
  return {
    kind: 'released',
    book: lineOf(statements, copy),
    loanId: loan?.id ?? '',
    reader: maskedName(statements, loan?.readerId ?? null),
    dueOn: loan?.dueOn ?? '',
    again: before?.verifyBy === undefined || before.verifiedOn !== undefined,
  };
}
