// Loans by phone (手机借书): the reader scans the copy, the service decides, and somebody at a desk or gate sees it within minutes.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { addMinutes, daysAfter } from '../../lib/time.ts';
import type { Instant } from '../../lib/time.ts';
import type { Copy, Loan } from '../../library/entities.ts';
import { textOrNull } from '../../queues/parts/input.ts';
import { isUnverified } from '../../queues/world/row-lists.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { noteSighting } from '../../queues/commands/sighting.ts';
import { borrowRefusals, stillHeld } from '../loans/borrowing.ts';
import { isRefusal, pointOf, scannedCopy, takenRefusal } from '../input.ts';
import { beginLoan, dueFor } from '../loans/lend.ts';
import { copyFacts, tellReader } from '../notices/tell.ts';
import { actingReader } from './transfer.ts';
import { wallTime } from '../notices/wall-time.ts';
import { rightRefusal } from '../../queues/rights.ts';

/** Whether a loan by phone was not shown in time: nobody saw it, or somebody later than that. */
function hasLapsed({ verifyBy, verifiedOn, closedOn }: Loan, now: Instant): boolean {
  if (verifyBy === undefined || verifyBy > now) return false;
  const seen = verifiedOn ?? closedOn;
  return seen === null || seen > verifyBy;
}

/** Limits on what a phone alone may do; what a reader did at desks is not counted. */
export async function phoneRefusal(run: Run, readerId: string): Promise<Refusal | null> {
  const { policies, calendars } = run.env.settings;
  const loans = await run.world.list('phoneLoansOf', readerId);
  const days = policies.number('phone_loan.lapse_days');
  const since = daysAfter(run.at, -days);
  const times = loans.filter((loan) => loan.lentOn >= since && hasLapsed(loan, run.at)).length;
  const lapses = policies.number('phone_loan.lapses');
  if (lapses > 0 && times >= lapses) return refuse('phone_lapsed', { times, days });
  const open = loans.filter(isUnverified).length;
  const most = policies.number('phone_loan.unverified');
  if (open >= most) return refuse('phone_unverified', { count: open, most });
  const today = loans.filter((loan) => calendars.dayOf(loan.lentOn) === run.today).length;
  const aDay = policies.number('phone_loan.per_day');
  return today >= aDay ? refuse('phone_today', { count: today, most: aDay }) : null;
}

/** The place that was scanned besides, if one was, has to be one of the library's. */
function placeRefusal(run: Run): Refusal | null {
  const code = textOrNull(run.command.input, 'place');
  if (code === null || run.env.settings.placeByCode(code)?.active) return null;
  return refuse('bad_input', { field: 'place', problem: 'unknown' });
}

/**
 * Carries out `loan.phone` of the reader: the entity is the new loan's id, `scan` the copy's barcode. The rules are those
 * of a desk, and nobody passes them.
 */
export async function lendByPhone(run: Run): Promise<Refusal | null> {
  const readerId = actingReader(run);
  if (typeof readerId !== 'string') return readerId;
  const taken = (await takenRefusal(run, 'loan')) ?? placeRefusal(run);
  if (taken) return taken;
  const copy = await scannedCopy(run);
  if (isRefusal(copy)) return copy;
  const reader = await run.world.get('reader', readerId);
  if (!reader) return refuse('not_found', { kind: 'reader' });
  const [refused] = await borrowRefusals(run, reader, copy);
  const stopped = refused ?? (await phoneRefusal(run, readerId));
  if (stopped) return stopped;
  const minutes = run.env.settings.policies.number('phone_loan.verify_minutes');
  await beginLoan(run, reader, copy, {
    id: run.command.entity,
    channel: 'mobile',
    dueOn: dueFor(run, reader, copy),
    more: { verifyBy: addMinutes(run.at, minutes) },
  });
  return stillHeld(run, copy);
}

async function sayVerified(run: Run, loan: Loan, { barcode }: Copy): Promise<void> {
  const reader = (await run.world.get('reader', loan.readerId))?.nameMasked ?? null;
  if (!isUnverified(loan)) {
    remark(run, 'loan_released', { barcode, reader, due: loan.dueOn });
    return;
  }
  const late = loan.verifyBy !== undefined && loan.verifyBy < run.at;
  const time = wallTime(loan.verifyBy ?? run.at, run.env.settings);
  if (late) remark(run, 'loan_verified_late', { barcode, reader, time });
  else remark(run, 'loan_verified', { barcode, reader, due: loan.dueOn });
}

/**
 * Carries out `loan.verify` at a desk or an exit gate, by the scan of the copy: it may go out, since somebody has borrowed
 * it, or `no_loan`. Verified late is a `verifiedOn` after `verifyBy`.
 */
export async function verifyLoan(run: Run): Promise<Refusal | null> {
  const standing = pointOf(run, 'verify_loan');
  const refused = rightRefusal(run, 'loan.verify', 'verify_loan');
  if (refused) return refused;
  if (isRefusal(standing)) return standing;
  const copy = await scannedCopy(run);
  if (isRefusal(copy)) return copy;
  const [loan] = await run.world.list('openLoanOf', copy.id);
  if (!loan) return refuse('no_loan', { barcode: copy.barcode });
  await noteSighting(run, copy, { place: standing, find: null });
  await sayVerified(run, loan, copy);
  if (isUnverified(loan)) run.world.put('loan', { ...loan, verifiedOn: run.at });
  return null;
}

/** Carries out `loan.lapse` of a loan by phone that nobody saw in time: it stays one, and its reader is told. */
export async function lapseLoan(run: Run): Promise<Refusal | null> {
  if (run.actor.id !== 'system') {
    return refuse('forbidden', { action: 'verify_loan', roles: 'system', reach: null });
  }
  const loan = await run.world.get('loan', run.command.entity);
  if (!loan) return refuse('not_found', { kind: 'loan' });
  const { verifyBy } = loan;
  if (verifyBy === undefined || !isUnverified(loan) || verifyBy > run.at) {
    return refuse('not_due', { action: 'verify_loan', at: verifyBy ?? run.at });
  }
  const copy = await run.world.get('copy', loan.copyId);
  const facts = copy ? await copyFacts(run, copy) : {};
  tellReader(run, loan.readerId, 'loan.unverified', { ...facts, loanId: loan.id });
  return null;
}
