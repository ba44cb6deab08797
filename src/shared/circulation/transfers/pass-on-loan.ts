// One loan ends and the next begins with the copy in the second reader's hands: both rows, both told.

import type { Copy, Loan, Reader } from '../../library/entities.ts';
import type { Run } from '../../queues/engine/run.ts';
import { beginLoan, dueFor, endLoan } from '../loans/lend.ts';
import { copyFacts, tellReader } from '../notices/tell.ts';

/** What is passed on, to whom, and the id of the loan that comes of it. */
export interface PassingOn {
  loan: Loan;
  copy: Copy;
  reader: Reader;
  id: string;
}

/** Passes it on; that it may be was asked before. The second loan falls due by the second reader's rule, from today. */
export async function passOn(run: Run, { loan, copy, reader, id }: PassingOn): Promise<Loan> {
  await endLoan(run, loan, { closedOn: run.at, ended: 'transfer' });
  const next = await beginLoan(run, reader, copy, {
    id,
    channel: 'transfer',
    dueOn: dueFor(run, reader, copy),
    more: { fromLoan: loan.id },
  });
  const facts = await copyFacts(run, copy);
  const day = run.env.settings.calendars.dayOf(next.dueOn);
  tellReader(run, loan.readerId, 'transfer.accepted', { ...facts, loanId: loan.id });
  tellReader(run, reader.id, 'transfer.received', { ...facts, day, loanId: next.id });
  return next;
}
