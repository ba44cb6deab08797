// A loan is renewed, by staff or by its reader.

import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Instant } from '../../lib/time.ts';
import type { Copy, Loan, Reader } from '../../library/entities.ts';
import { mayDo, rightRefusal } from '../../queues/rights.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { lateLoans, owedBy } from './borrowing.ts';
import { keepPassed } from '../cases.ts';
import { dueFor, loanRule } from './lend.ts';
import { lateness } from './loan-back.ts';
import { unpassed } from './passing.ts';
import { waitingFor } from '../holds/queue-of-holds.ts';
import { standingRefusal } from '../readers/reader-standing.ts';
import { copyFacts, tellReader } from '../notices/tell.ts';

/** Refusals of a renewal that can be passed: not a day that is not won, nor a copy or a reader that is gone. */
export const PASSABLE_RENEWAL: ReadonlySet<string> = new Set([
  'reader_blocked',
  'reader_expired',
  'reader_overdue',
  'reader_fines',
  'loan_claimed',
  'loan_overdue',
  'loan_recalled',
  'renewals_used',
  'someone_waits',
]);

/** A loan with its copy and reader. */
interface LoanScene {
  loan: Loan;
  copy: Copy;
  reader: Reader;
}

/** The open loan that the command is about, with copy and reader. `readerOnly`: a reader sees no others' loans. */
export async function loanScene(run: Run): Promise<LoanScene | Refusal> {
  const loan = await run.world.get('loan', run.command.entity);
  const foreign = run.actor.id === run.actor.readerId && loan?.readerId !== run.actor.id;
  const copy = loan && !foreign ? await run.world.get('copy', loan.copyId) : undefined;
  const reader = loan && !foreign ? await run.world.get('reader', loan.readerId) : undefined;
  if (!loan || !copy || !reader) return refuse('not_found', { kind: 'loan' });
  if (loan.closedOn !== null) return refuse('loan_ended', { barcode: copy.barcode });
  return { loan, copy, reader };
}

/** Whether the command comes from the reader whose loan it is. */
export function isOwn(run: Run, loan: Loan): boolean {
  return run.actor.id === loan.readerId;
}

async function waitsRefusal(run: Run, copy: Copy, most: number): Promise<Refusal | null> {
  const holds = (await waitingFor(run, copy)).length;
  return most > 0 && holds >= most ? refuse('someone_waits', { holds }) : null;
}

/** What speaks against renewing, in the order in which it is told. */
async function renewRefusals(run: Run, scene: LoanScene): Promise<Refusal[]> {
  const { loan, copy, reader } = scene;
  const rule = loanRule(run, reader, copy);
  const used = loan.renewals ?? 0;
  const owed = await owedBy(run, reader.id);
  const most = run.env.settings.policies.number('loan.block_fines');
  const others = (await run.world.list('openLoansOfReader', reader.id)).filter(
    ({ id }) => id !== loan.id,
  );
  const late = lateLoans(run, others);
  const day = late[0] ? run.env.settings.calendars.dayOf(late[0].dueOn) : '';
  const all = [
    copy.status === 'lost' ? refuse('copy_lost', { barcode: copy.barcode }) : null,
    standingRefusal(reader, run.today),
    loan.claimedOn === undefined ? null : refuse('loan_claimed'),
    loan.recalledOn === undefined ? null : refuse('loan_recalled', { due: loan.dueOn }),
    await waitsRefusal(run, copy, rule.renewalHolds),
    loan.dueOn < run.at ? refuse('loan_overdue', { due: loan.dueOn }) : null,
    late.length > 0 ? refuse('reader_overdue', { loans: late.length, day }) : null,
    most > 0 && owed >= most ? refuse('reader_fines', { amount: owed }) : null,
    used >= rule.renewals ? refuse('renewals_used', { used, limit: rule.renewals }) : null,
  ];
  return all.filter((each) => each !== null);
}

/** Why a loan cannot be renewed now, and when it would fall due; the refusal is null where it can. */
async function mayRenew(
  run: Run,
  scene: LoanScene,
): Promise<{ refusals: Refusal[]; dueOn: Instant }> {
  const refusals = await renewRefusals(run, scene);
  const dueOn = dueFor(run, scene.reader, scene.copy);
  if (dueOn > scene.loan.dueOn) return { refusals, dueOn };
  const { dueOn: due } = scene.loan;
  return { refusals: [...refusals, refuse('renew_too_early', { due })], dueOn: due };
}

function renewRight(run: Run, loan: Loan): Refusal | null {
  return isOwn(run, loan) ? null : rightRefusal(run, 'loan.lend', 'renew');
}

/**
 * Carries out `loan.renew` on the loan that is the entity, by staff or by the reader whose it is; `override` with `reason`
 * passes the rules. Due anew from today, never earlier than before. What the days late would have cost is waived with it,
 * which takes that right and is kept: who may not waive it takes the copy back, and the fine is owed.
 */
export async function renew(run: Run): Promise<Refusal | null> {
  const scene = await loanScene(run);
  if ('ok' in scene) return scene;
  const { loan, copy, reader } = scene;
  const right = renewRight(run, loan);
  if (right) return right;
  const { refusals, dueOn } = await mayRenew(run, scene);
  const refused = unpassed(run, refusals, PASSABLE_RENEWAL);
  if (refused) return refused;
  const { fine } = await lateness(run, loan, copy, run.at);
  const waiving = fine > 0 ? rightRefusal(run, 'loan.waive', 'waive_fine') : null;
  if (waiving) return waiving;
  const renewals = (loan.renewals ?? 0) + 1;
  // Whoever passes a claim for the reader has seen the copy with them.
  const { recalledOn: _recalled, recalledFrom: _from, claimedOn: _claim, ...rest } = loan;
  run.world.put('loan', { ...rest, renewals, dueOn });
  if (refusals.length > 0) {
    const waived: Facts = fine > 0 ? { waived: fine } : {};
    keepPassed(run, { reader, copy, loanId: loan.id }, refusals, waived);
  }
  if (fine > 0) remark(run, 'fine_waived', { amount: fine });
  if (isOwn(run, loan) || !mayDo('loan.lend', run.actor)) return null;
  const day = run.env.settings.calendars.dayOf(dueOn);
  tellReader(run, reader.id, 'loan.renewed', {
    ...(await copyFacts(run, copy)),
    day,
    loanId: loan.id,
  });
  return null;
}
