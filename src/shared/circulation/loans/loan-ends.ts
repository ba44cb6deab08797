// Loans whose copy does not simply come back: said to be back, lost, and what is owed for them.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Copy, Loan } from '../../library/entities.ts';
import { numberOrNull } from '../../queues/parts/input.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { reasonRefusal } from '../input.ts';
import { lateness } from './loan-back.ts';
import { endLoan } from './lend.ts';
import { loanScene } from './loan-renew.ts';
import { overtakeOffer } from '../transfers/transfer-end.ts';
import { rightRefusal } from '../../queues/rights.ts';

/** More than any book costs, in fen. */
const DEAREST = 10_000_000;

/**
 * Carries out `loan.claim` on the loan that is the entity: the reader says that the copy was brought back. The days late
 * stop counting; the loan stays until the copy turns up or is taken for lost.
 */
export async function claimReturned(run: Run): Promise<Refusal | null> {
  const scene = await loanScene(run);
  if ('ok' in scene) return scene;
  const { loan, copy } = scene;
  const own = run.actor.id === loan.readerId;
  const right = own ? null : rightRefusal(run, 'loan.take_back', 'take_back');
  if (right) return right;
  if (copy.status === 'lost') return refuse('copy_lost', { barcode: copy.barcode });
  if (loan.claimedOn !== undefined) return refuse('claimed_already', { barcode: copy.barcode });
  await overtakeOffer(run, loan.id);
  run.world.put('loan', { ...loan, claimedOn: run.at });
  return null;
}

/**
 * Carries out `loan.unclaim` on the loan that is the entity: the copy was never brought back, or the wrong row was marked.
 * The days late count on from the day on which it was due.
 */
export async function takeClaimBack(run: Run): Promise<Refusal | null> {
  const right = rightRefusal(run, 'loan.take_back', 'take_back');
  if (right) return right;
  const scene = await loanScene(run);
  if ('ok' in scene) return scene;
  const { claimedOn, ...loan } = scene.loan;
  if (claimedOn === undefined) return refuse('not_claimed', { barcode: scene.copy.barcode });
  run.world.put('loan', loan);
  return null;
}

/** What a lost copy costs: as the person says, else the title's price. */
async function priceOf(run: Run, copy: Copy): Promise<number | Refusal> {
  const named = numberOrNull(run.command.input, 'price');
  if (named === null) return (await run.world.get('title', copy.titleId))?.price ?? 0;
  const fits = Number.isInteger(named) && named >= 0 && named <= DEAREST;
  return fits ? named : refuse('bad_input', { field: 'price', problem: 'range' });
}

/**
 * Carries out `loan.lost` on the loan that is the entity: the copy is lost, its price (`price` in fen, else the title's)
 * and the days late are owed. The loan goes on until that is settled, so that a copy which turns up ends it as a return.
 */
export async function declareLost(run: Run): Promise<Refusal | null> {
  const right = rightRefusal(run, 'loan.settle', 'declare_lost');
  if (right) return right;
  const scene = await loanScene(run);
  if ('ok' in scene) return scene;
  const { loan, copy } = scene;
  if (copy.status === 'lost') return refuse('copy_lost', { barcode: copy.barcode });
  const price = await priceOf(run, copy);
  if (typeof price !== 'number') return price;
  const { fine } = await lateness(run, loan, copy, run.at);
  await overtakeOffer(run, loan.id);
  const lost: Loan = { ...loan, charge: price, fine: fine + price };
  if (fine + price > 0) run.world.put('loan', lost);
  else await endLoan(run, loan, { closedOn: run.at, ended: 'lost' });
  run.world.put('copy', { ...copy, status: 'lost' });
  return null;
}

/** Who may say that it is paid, or that it need not be, and why. */
function settleRefusal(run: Run): Refusal | null {
  const { how } = run.command.input;
  if (how === 'paid') return rightRefusal(run, 'loan.settle', 'settle_fine');
  if (how === 'waived') return rightRefusal(run, 'loan.waive', 'waive_fine') ?? reasonRefusal(run);
  return refuse('bad_input', { field: 'how', problem: 'options' });
}

/**
 * Carries out `loan.settle` on the loan that is the entity, open or ended: `how` is `paid` or `waived` (with `reason`).
 * The loan of a lost copy ends with it.
 */
export async function settleFine(run: Run): Promise<Refusal | null> {
  const refused = settleRefusal(run);
  if (refused) return refused;
  const loan = await run.world.get('loan', run.command.entity);
  if (!loan) return refuse('not_found', { kind: 'loan' });
  const copy = await run.world.get('copy', loan.copyId);
  const barcode = copy?.barcode ?? null;
  if ((loan.fine ?? 0) === 0 || loan.settledOn !== undefined)
    return refuse('nothing_owed', { barcode });
  const settled = run.command.input['how'] === 'waived' ? 'waived' : 'paid';
  const after: Loan = { ...loan, settledOn: run.at, settled };
  if (loan.closedOn === null) await endLoan(run, after, { closedOn: run.at, ended: 'lost' });
  else run.world.put('loan', after);
  remark(run, 'fine_settled', { amount: loan.fine ?? 0 });
  return null;
}
