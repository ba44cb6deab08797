// May this reader borrow this copy now: every check with its code, in one order, at a desk, by phone and by transfer alike.

import type { Fen } from '../../lib/money.ts';
import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { daysAfter } from '../../lib/time.ts';
import type { Copy, Loan, Reader } from '../../library/entities.ts';
import { holderOf } from '../../queues/effects/custody.ts';
import { definitionOf } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { isFetching } from '../holds/fetching.ts';
import { isLendable } from '../holds/free-copy.ts';
import { aheadOf } from '../holds/queue-of-holds.ts';
import { standingRefusal } from '../readers/reader-standing.ts';
import type { RuleLine } from '../../library/loan-rules.ts';
import type { Policies } from '../../library/policies.ts';
import { isAbout, ruleFor, ruleLines, ruleSubject } from './rules.ts';
import type { RuleSubject } from './rules.ts';

/** Refusals that whoever has `loan.override` may pass with a reason; all others no word can pass. */
export const PASSABLE: ReadonlySet<string> = new Set([
  'reader_blocked',
  'reader_expired',
  'loan_limit',
  'reader_overdue',
  'reader_fines',
  'not_lendable',
  'on_hold_shelf',
  'earlier_hold',
  'copy_in_custody',
]);

/** What the unsettled fines of a reader come to, of ended and of lost loans. */
export async function owedBy(run: Pick<Run, 'world'>, readerId: string): Promise<Fen> {
  const loans = await run.world.list('unsettledLoansOf', readerId);
  return loans.reduce((sum, loan) => sum + (loan.fine ?? 0), 0);
}

/** Loans that are late by more than the library lets pass; what is said to be back already is not counted. */
export function lateLoans(run: Pick<Run, 'env' | 'at'>, loans: readonly Loan[]): Loan[] {
  const days = run.env.settings.policies.number('loan.block_overdue_days');
  const since = daysAfter(run.at, -days);
  return loans.filter((loan) => loan.dueOn < since && loan.claimedOn === undefined);
}

async function countAbout(run: Run, reader: Reader, loans: readonly Loan[], about: RuleSubject) {
  let count = 0;
  for (const loan of loans) {
    const copy = await run.world.get('copy', loan.copyId);
    if (!copy) continue;
    const subject = ruleSubject(reader.category, copy, run.env.settings.place);
    if (
      Object.entries(about).every(([name, value]) => subject[name as keyof RuleSubject] === value)
    )
      count += 1;
  }
  return count;
}

/** Lines that limit a kind or a collection by itself, about the subject: of several for one of these the later one. */
function partLimits(policies: Policies, subject: RuleSubject): RuleLine[] {
  const parts = new Map<string, RuleLine>();
  for (const line of ruleLines(policies)) {
    const { collection, kind } = line.when;
    const isOfPart = collection !== undefined || kind !== undefined;
    const limits = isOfPart && line.set.limit !== undefined && isAbout(line, subject);
    if (limits) parts.set(`${collection ?? ''}/${kind ?? ''}`, line);
  }
  return [...parts.values()];
}

/** Limits: of all loans by the category, and of each kind or collection that a line limits by itself. */
async function limitRefusal(
  run: Run,
  reader: Reader,
  copy: Copy,
  loans: readonly Loan[],
): Promise<Refusal | null> {
  const { policies, place } = run.env.settings;
  const { limit } = ruleFor(policies, { category: reader.category });
  if (loans.length >= limit) return refuse('loan_limit', { used: loans.length, limit });
  const subject = ruleSubject(reader.category, copy, place);
  for (const { when, set } of partLimits(policies, subject)) {
    const used = await countAbout(run, reader, loans, when);
    if (set.limit !== undefined && used >= set.limit)
      return refuse('loan_limit', { used, limit: set.limit });
  }
  return null;
}

/** What speaks against lending this reader anything more. */
async function readerRefusals(run: Run, reader: Reader, copy: Copy): Promise<(Refusal | null)[]> {
  const { policies, calendars } = run.env.settings;
  const loans = await run.world.list('openLoansOfReader', reader.id);
  const late = lateLoans(run, loans);
  const [first] = late;
  const owed = await owedBy(run, reader.id);
  const most = policies.number('loan.block_fines');
  return [
    standingRefusal(reader, run.today),
    await limitRefusal(run, reader, copy, loans),
    first
      ? refuse('reader_overdue', { loans: late.length, day: calendars.dayOf(first.dueOn) })
      : null,
    most > 0 && owed >= most ? refuse('reader_fines', { amount: owed }) : null,
  ];
}

function statusRefusal(run: Run, copy: Copy): Refusal | null {
  const { barcode } = copy;
  switch (copy.status) {
    case 'withdrawn':
      return refuse('withdrawn_copy', { barcode });
    case 'lost':
      return refuse('copy_lost', { barcode });
    case 'in_repair':
      return refuse('copy_in_repair', { barcode });
    case 'provisional':
      return refuse('copy_provisional', { barcode });
    default:
      return isLendable(run, copy) ? null : refuse('not_lendable', { barcode });
  }
}

async function loanRefusal(run: Run, reader: Reader, copy: Copy): Promise<Refusal | null> {
  const [loan] = await run.world.list('openLoanOf', copy.id);
  if (!loan) return null;
  const code = loan.readerId === reader.id ? 'on_loan_to_reader' : 'on_loan';
  return refuse(code, { barcode: copy.barcode, due: loan.dueOn });
}

/** Whether a loan to the reader completes the request that has the copy in its hands (rule 11). */
function completes(run: Run, holder: { queue: string; readerId: string | null }, reader: Reader) {
  if (holder.readerId !== reader.id) return false;
  return definitionOf(run, holder.queue).actions['lent'] !== undefined;
}

/** What speaks against lending this copy to the reader: others come first, or have it. */
async function claimRefusals(run: Run, reader: Reader, copy: Copy): Promise<(Refusal | null)[]> {
  const { barcode } = copy;
  const [ready] = await run.world.list('readyHoldOf', copy.id);
  const own = ready?.readerId === reader.id;
  const holds = own ? 0 : await aheadOf(run, copy, reader.id);
  const holder = await holderOf(run, copy.id);
  // Whoever asked for it through a queue was chosen there, holds and all.
  const chosen = holder !== null && completes(run, holder, reader);
  // An errand has it for a hold, which counts by itself: its own reader may take it on the way.
  const held = holder === null || chosen || isFetching(holder) ? null : holder;
  return [
    ready && !own ? refuse('on_hold_shelf', { barcode }) : null,
    holds > 0 && !chosen ? refuse('earlier_hold', { holds, barcode }) : null,
    held ? refuse('copy_in_custody', { barcode, code: held.code, queue: held.queue }) : null,
  ];
}

/** Everything that speaks against the loan, in the order in which it is told; empty where nothing does. */
export async function borrowRefusals(run: Run, reader: Reader, copy: Copy): Promise<Refusal[]> {
  const loan = await loanRefusal(run, reader, copy);
  // Whoever brings a book that they have on loan wants to renew it, whatever else is the matter.
  const own = loan?.code === 'on_loan_to_reader';
  const all = [
    own ? loan : null,
    ...(await readerRefusals(run, reader, copy)),
    statusRefusal(run, copy),
    own ? null : loan,
    ...(await claimRefusals(run, reader, copy)),
  ];
  return all.filter((each) => each !== null);
}

/**
 * Whether something still has the copy once the loan is written: a request of the same reader has ended with it, an errand
 * ends after it.
 */
export async function stillHeld(run: Run, { id, barcode }: Copy): Promise<Refusal | null> {
  const holder = await holderOf(run, id);
  if (!holder || isFetching(holder)) return null;
  return refuse('copy_in_custody', { barcode, code: holder.code, queue: holder.queue });
}
