// A copy is brought back: its loan ends now or at an earlier closing, its place is known, and whoever is next gets it.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Instant } from '../../lib/time.ts';
import type { Copy, Loan, Place } from '../../library/entities.ts';
import { addDays, isDay } from '../../library/zone.ts';
import { holderOf } from '../../queues/effects/custody.ts';
import { flagOf, textOf, textOrNull } from '../../queues/parts/input.ts';
import { isLatest } from '../../queues/effects/last-place.ts';
import { mayDo, rightRefusal } from '../../queues/rights.ts';
import { remark } from '../../queues/engine/run.ts';
import type { Run } from '../../queues/engine/run.ts';
import { noteSighting } from '../../queues/commands/sighting.ts';
import type { World } from '../../queues/world/world.ts';
import { caseOfReturn, doubtOrder, keepPassed, keepStatus } from '../cases.ts';
import { tellBack } from './back-ledger.ts';
import { daysLate, fineFor, lastClosing } from './due.ts';
import { isRefusal, pointOf, reasonRefusal, scannedCopy } from '../input.ts';
import { calendarFor, endLoan, loanRule } from './lend.ts';
import { serveNext } from '../holds/next-for-copy.ts';

/** When the return counts: now, or for a book drop the closing of the day that is named, else of the last open one. */
function countsAt(run: Run, copy: Copy): Instant | Refusal {
  const { input } = run.command;
  const day = textOrNull(input, 'day');
  if (day !== null && (!isDay(day) || day > run.today))
    return refuse('bad_input', { field: 'day', problem: 'range' });
  if (day === run.today || (day === null && !flagOf(input, 'drop'))) return run.at;
  const { calendars } = run.env.settings;
  const calendar = calendarFor(run, copy);
  const closing = lastClosing(calendars, calendar, day ?? run.today);
  // Today's closing is yet to come: what lies in the drop in the morning came by the one before.
  return closing <= run.at ? closing : lastClosing(calendars, calendar, addDays(run.today, -1));
}

/** What an ended loan says of its lateness: nothing where it was in time. What is said to be back stops counting. */
export async function lateness(
  run: Pick<Run, 'env' | 'point'> & { world: Pick<World, 'get'> },
  loan: Loan,
  copy: Copy,
  at: Instant,
): Promise<{ days: number; fine: number }> {
  const { calendars } = run.env.settings;
  const until = loan.claimedOn !== undefined && loan.claimedOn < at ? loan.claimedOn : at;
  const days = daysLate(calendars, calendarFor(run, copy), loan.dueOn, until);
  const reader = await run.world.get('reader', loan.readerId);
  return { days, fine: fineFor(loanRule(run, reader, copy), days) };
}

/**
 * Dating a return further back than the library lets anybody is waiving the fine that it spares: it takes that right and a
 * reason, which are kept. Null where the return may go on.
 */
async function backDated(
  run: Run,
  loan: Loan,
  copy: Copy,
  counts: Instant,
): Promise<Refusal | null> {
  const { calendars, policies } = run.env.settings;
  const limit = policies.number('loan.back_days');
  const days = calendars.openDaysBetween(calendarFor(run, copy), counts, run.at);
  if (days <= limit) return null;
  const now = await lateness(run, loan, copy, run.at);
  if ((await lateness(run, loan, copy, counts)).fine >= now.fine) return null;
  const refusal = refuse('back_dated', { days, limit });
  if (!flagOf(run.command.input, 'override')) return refusal;
  const stopped = rightRefusal(run, 'loan.waive', 'waive_fine') ?? reasonRefusal(run);
  if (stopped) return stopped;
  keepPassed(run, { reader: { id: loan.readerId }, copy, loanId: loan.id }, [refusal]);
  return null;
}

/** A loan without the fine and price that it had while the copy was taken for lost. */
function withoutPrice(loan: Loan): Loan {
  const { fine: _fine, ...rest } = loan;
  return { ...rest, charge: null };
}

/** Ends the loan; gives when. */
async function close(run: Run, loan: Loan, copy: Copy, counts: Instant): Promise<Instant> {
  // Nothing comes back before it was lent.
  const closedOn = counts < loan.lentOn ? loan.lentOn : counts;
  const { days, fine } = await lateness(run, loan, copy, closedOn);
  const { input } = run.command;
  const offline = flagOf(input, 'offline');
  const dropped = flagOf(input, 'drop') || closedOn !== run.at;
  const both = loan.offline === 'out' ? ('both' as const) : ('back' as const);
  await endLoan(run, copy.status === 'lost' ? withoutPrice(loan) : loan, {
    closedOn,
    ended: dropped ? 'drop' : 'desk',
    ...(fine > 0 ? { fine } : {}),
    ...(offline ? { offline: both } : {}),
  });
  if (days > 0) remark(run, 'back_late', { days, amount: fine });
  return closedOn;
}

/** A copy lent by a request that has it in its hands is taken back there: the request says what becomes of it. */
async function requestRefusal(run: Run, loan: Loan, copy: Copy): Promise<Refusal | null> {
  const holder = loan.requestId === null ? null : await holderOf(run, copy.id);
  if (!holder || holder.id !== loan.requestId) return null;
  const { code, queue } = holder;
  return refuse('copy_in_custody', { barcode: copy.barcode, code, queue });
}

/**
 * The loan of a return whose desk knew of none: what was lent after this scan is not brought back by it. Which was first, only
 * the clocks of two desks say, so that a person looks where the copy is.
 */
function unnamedLoan(run: Run, copy: Copy, open: readonly Loan[]): Loan | null {
  const loan = open.find((each) => each.lentOn <= run.at);
  if (loan) return loan;
  const [later] = open;
  if (later) doubtOrder(run, copy, later);
  remark(run, 'not_on_loan', { barcode: copy.barcode });
  return null;
}

/** The loan that the return ends; null where it belongs to one that became a case, or to none. */
async function loanOf(run: Run, copy: Copy): Promise<Loan | null> {
  const named = textOrNull(run.command.input, 'loanId');
  const open = await run.world.list('openLoanOf', copy.id);
  const own = open.find((loan) => loan.id === named);
  if (own) return own;
  const lost = await caseOfReturn(run, copy.id, named);
  if (lost) {
    run.world.put('circulation_case', { ...lost, facts: { ...lost.facts, backOn: run.at } });
  }
  // A loan that is no row has never counted, though its case may be closed: it is nobody else's that came back.
  const counted = named === null || (await run.world.get('loan', named)) !== undefined;
  if (lost || !counted) {
    remark(run, 'back_of_case', { barcode: copy.barcode });
    return null;
  }
  return unnamedLoan(run, copy, open);
}

async function settleCopy(
  run: Run,
  copyId: string,
  returned: Instant | null,
): Promise<Copy | null> {
  const copy = await run.world.get('copy', copyId);
  if (!copy) return null;
  const damaged = textOf(run.command.input, 'condition') === 'damaged';
  const found = copy.status === 'lost';
  const turnedUp = found || (copy.status === 'missing' && isLatest(copy, run.at));
  const usable = turnedUp ? 'available' : copy.status;
  const breaks = damaged && usable === 'available';
  const after: Copy = {
    ...copy,
    status: breaks ? 'in_repair' : usable,
    ...(returned === null ? {} : { lastReturnedOn: returned }),
  };
  run.world.put('copy', after);
  if (found) remark(run, 'found_after_lost', { barcode: copy.barcode });
  if (breaks) keepStatus(run, copy, 'in_repair', 'damaged');
  if (damaged) remark(run, 'copy_damaged', { barcode: copy.barcode });
  return after;
}

/** The copy is here: whoever looks for it is told, and whoever is next gets it. */
async function takeIn(run: Run, copy: Copy, point: Place, returned: Instant | null): Promise<void> {
  const find = mayDo('copy.sighting', run.actor)
    ? { cause: 'elsewhere', bySystem: point.kind === 'point' }
    : null;
  const settled = await settleCopy(run, copy.id, returned);
  if (!settled) return;
  await noteSighting(run, settled, { place: point, find });
  const stillLent = (await run.world.list('openLoanOf', copy.id)).length > 0;
  const now = await run.world.get('copy', copy.id);
  if (now && !stillLent) await serveNext(run, now);
}

/**
 * Carries out `loan.back`: the entity is the copy, `scan` its barcode; `loanId` the loan that the desk saw; `day` or
 * `drop` for the book drop; `condition: 'damaged'`; `override` with `reason` and `note` dates it back further. A copy that is on no loan is no error: it was seen.
 */
export async function takeBack(run: Run): Promise<Refusal | null> {
  const point = pointOf(run, 'take_back');
  const refused = rightRefusal(run, 'loan.take_back', 'take_back');
  if (refused) return refused;
  if (isRefusal(point)) return point;
  const copy = await scannedCopy(run);
  if (isRefusal(copy)) return copy;
  if (copy.status === 'withdrawn') return refuse('withdrawn_copy', { barcode: copy.barcode });
  const counts = countsAt(run, copy);
  if (typeof counts !== 'string') return counts;
  const loan = await loanOf(run, copy);
  const held = loan
    ? ((await requestRefusal(run, loan, copy)) ?? (await backDated(run, loan, copy, counts)))
    : null;
  if (held) return held;
  const returned = loan ? await close(run, loan, copy, counts) : null;
  await takeIn(run, copy, point, returned);
  if (!loan) await tellBack(run, copy, counts);
  return null;
}
