// Whether a loan may be passed on to another reader (图书转借): holds first, nothing late, nothing owed, not for ever.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Loan } from '../../library/entities.ts';
import { holderOf } from '../../queues/effects/custody.ts';
import { isUnverified } from '../../queues/world/row-lists.ts';
import type { Run } from '../../queues/engine/run.ts';
import type { World } from '../../queues/world/world.ts';
import { owedBy } from '../loans/borrowing.ts';
import { awaitsLedger } from '../loans/ledger.ts';
import { aheadOf } from '../holds/queue-of-holds.ts';
import { standingRefusal } from '../readers/reader-standing.ts';

/** A chain of loans is followed no further back than this. */
const LONGEST_CHAIN = 100;

/** The loan that came before each, newest first: who had the copy before it was passed on. */
export async function chainOf(world: Pick<World, 'get'>, loan: Loan): Promise<Loan[]> {
  const chain: Loan[] = [];
  for (let at: Loan | undefined = loan; at?.fromLoan !== undefined;) {
    at = await world.get('loan', at.fromLoan);
    if (!at || chain.length >= LONGEST_CHAIN) break;
    chain.push(at);
  }
  return chain;
}

function refusalOfLoan(run: Run, loan: Loan): Refusal | null {
  if (awaitsLedger(loan, run.env.settings.policies)) return refuse('loan_unconfirmed');
  if (isUnverified(loan)) return refuse('loan_unverified');
  if (loan.claimedOn !== undefined) return refuse('loan_claimed');
  if (loan.recalledOn !== undefined) return refuse('loan_recalled', { due: loan.dueOn });
  return loan.dueOn < run.at ? refuse('loan_overdue', { due: loan.dueOn }) : null;
}

async function refusalOfGiver(run: Run, readerId: string): Promise<Refusal | null> {
  const reader = await run.world.get('reader', readerId);
  const standing = reader ? standingRefusal(reader, run.today) : null;
  if (standing) return standing;
  const amount = await owedBy(run, readerId);
  const most = run.env.settings.policies.number('loan.block_fines');
  return most > 0 && amount >= most ? refuse('reader_fines', { amount }) : null;
}

/** Why an open loan cannot be passed on now; `to` is who would get it, whose own hold is no obstacle. */
export async function passOnRefusal(
  run: Run,
  loan: Loan,
  to: string | null,
): Promise<Refusal | null> {
  const ofLoan = refusalOfLoan(run, loan);
  if (ofLoan) return ofLoan;
  const copy = await run.world.get('copy', loan.copyId);
  if (copy?.status === 'lost') return refuse('copy_lost', { barcode: copy.barcode });
  const holder = await holderOf(run, loan.copyId);
  if (holder) return refuse('transfer_of_request', { code: holder.code });
  const holds = copy ? await aheadOf(run, copy, to ?? '') : 0;
  if (holds > 0) return refuse('someone_waits', { holds });
  const times = run.env.settings.policies.number('transfer.times');
  if ((await chainOf(run.world, loan)).length >= times) return refuse('transfer_times', { times });
  return refusalOfGiver(run, loan.readerId);
}
