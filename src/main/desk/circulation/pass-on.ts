// A loan passed on by two readers who stand at the desk: two cards and one scan, in one call each.

import type { PassTake } from '../../../shared/desk-contract/circulation-views.ts';
import { derivedId } from '../../../shared/lib/ids.ts';
import { sha256 } from '../../../node/env.ts';
import { rowById } from '../db/statements.ts';
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
  // Rules are passed by a return and a loan: whoever may pass this one is shown that way.
  const { code } = outcome.ok ? { code: '' } : outcome;
  if (!outcome.ok)
    return refusedTake(context, copy, outcome, mayLend(context, code) || mayRenew(context, code));
  const now = context.store.replica().statements;
  const dueOn = rowById(now, 'loan', loanId)?.dueOn ?? '';
  return { kind: 'passed', book, loanId, reader: maskedName(now, toReaderId), dueOn };
}
