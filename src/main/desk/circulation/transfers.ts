// Loans passed from reader to reader: what is offered and what became of it, and who had a copy one after the other.

import type { TransferLine } from '../../../shared/desk-contract/transfer-line.ts';
import { fromStored } from '../db/columns.ts';
import { columnList, rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { DetailSource } from '../queues/detail.ts';
import { lineById, maskedName } from './books.ts';

/** Transfers on the screen at most: all that are open come first. */
const MOST_TRANSFERS = 200;
/** Loans of a copy that are looked back on. */
const LONGEST_CHAIN = 20;

function newest(statements: Statements, state: `${'=' | '<>'} 'offered'`, limit: number) {
  return statements.all(
    `SELECT ${columnList('transfer')} FROM transfer WHERE state ${state}
     ORDER BY "offeredOn" DESC, id LIMIT ?`,
    limit,
  );
}

/** Transfers, those on offer first and then the newest. */
export function transfersOf({ statements }: Pick<DetailSource, 'statements'>): TransferLine[] {
  const offered = newest(statements, "= 'offered'", MOST_TRANSFERS);
  const ended = newest(statements, "<> 'offered'", MOST_TRANSFERS - offered.length);
  return [...offered, ...ended].flatMap((each) => {
    const transfer = fromStored('transfer', each);
    const book = lineById(statements, transfer.copyId);
    if (!book) return [];
    const loan = rowById(statements, 'loan', transfer.newLoanId ?? transfer.loanId);
    return [
      {
        transfer,
        book,
        from: maskedName(statements, transfer.fromReader),
        to: transfer.toReader === null ? null : maskedName(statements, transfer.toReader),
        dueOn: loan?.dueOn ?? null,
      },
    ];
  });
}

/** Loans of a copy, the newest first, each with the transfer that began it. */
export function chainOf(statements: Statements, copyId: string) {
  const stored = statements.all(
    `SELECT ${columnList('loan')} FROM loan WHERE "copyId" = ?
     ORDER BY "closedOn" IS NOT NULL, "lentOn" DESC LIMIT ${LONGEST_CHAIN}`,
    copyId,
  );
  return stored.map((each) => {
    const loan = fromStored('loan', each);
    const began = statements.one('SELECT id FROM transfer WHERE "newLoanId" = ?', loan.id);
    const transferId = typeof began?.['id'] === 'string' ? began['id'] : null;
    return { loan, reader: maskedName(statements, loan.readerId), transferId };
  });
}

/** How many are on offer. */
export function countOffered({ statements }: { statements: Statements }): number {
  const counted = statements.one(`SELECT count(*) AS n FROM transfer WHERE state = 'offered'`);
  return Number(counted?.['n'] ?? 0);
}
