// A loan passed on by two readers who stand at a desk: two cards and one scan, as one return and one loan at once.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Loan } from '../../library/entities.ts';
import { textOf } from '../../queues/parts/input.ts';
import { placeCopy } from '../../queues/effects/last-place.ts';
import type { Run } from '../../queues/engine/run.ts';
import { isRefusal, pointOf, readerOf, scannedCopy, takenRefusal } from '../input.ts';
import { passOnRefusal } from './pass-on.ts';
import { passOn } from './pass-on-loan.ts';
import { readerOfCard } from '../readers/reader-standing.ts';
import { refusalOfSecond } from './transfer.ts';
import { rightRefusal } from '../../queues/rights.ts';

/** The first card, or the reader's id, must be of whoever has the loan. */
async function isGivers(run: Run, loan: Loan): Promise<boolean> {
  const { input } = run.command;
  const card = textOf(input, 'fromCard');
  if (card === '') return textOf(input, 'fromReaderId') === loan.readerId;
  return (await readerOfCard(run.world, run.env.cardHash(card)))?.id === loan.readerId;
}

/**
 * Carries out `transfer.desk`: the entity is the second loan's id; `scan`; `fromCard` (or `fromReaderId`) of whoever has the
 * copy, `card` (or `readerId`) of whoever gets it. Rules are passed by a return and a loan, not here.
 */
export async function transferAtDesk(run: Run): Promise<Refusal | null> {
  const standing = pointOf(run, 'transfer');
  const refused =
    rightRefusal(run, 'loan.lend', 'transfer') ??
    (isRefusal(standing) ? standing : null) ??
    (await takenRefusal(run, 'loan'));
  if (refused) return refused;
  const copy = await scannedCopy(run);
  if (isRefusal(copy)) return copy;
  const reader = await readerOf(run);
  if (isRefusal(reader)) return reader;
  const { barcode } = copy;
  const [loan] = await run.world.list('openLoanOf', copy.id);
  if (!loan) return refuse('no_loan', { barcode });
  if (!(await isGivers(run, loan))) return refuse('not_of_reader', { barcode });
  if (loan.readerId === reader.id) return refuse('own_transfer');
  const stopped =
    (await passOnRefusal(run, loan, reader.id)) ?? (await refusalOfSecond(run, reader, copy));
  if (stopped) return stopped;
  if (run.point !== null) placeCopy(run, copy, run.point.id);
  const next = await passOn(run, { loan, copy, reader, id: run.command.entity });
  run.world.put('transfer', {
    id: run.nextId(),
    ver: 0,
    loanId: loan.id,
    copyId: copy.id,
    fromReader: loan.readerId,
    toReader: reader.id,
    codeHash: '',
    offeredOn: run.at,
    expiresOn: run.at,
    state: 'accepted',
    endedOn: run.at,
    newLoanId: next.id,
  });
  return null;
}
