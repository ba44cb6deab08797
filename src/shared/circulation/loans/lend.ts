// A loan begins, and a loan ends: the row with everything that follows, whoever lends or takes back.

import type { Instant } from '../../lib/time.ts';
import type { Copy, Hold, Loan, Reader } from '../../library/entities.ts';
import { tellOfLoan } from '../../queues/effects/lent-copy.ts';
import type { Run } from '../../queues/engine/run.ts';
import { countLoan } from './daily.ts';
import { dueAfter } from './due.ts';
import { passKept } from '../holds/next-for-copy.ts';
import { isFor, putHold, waitAgain } from '../holds/queue-of-holds.ts';
import { ruleFor, ruleSubject } from './rules.ts';
import type { LoanRule } from './rules.ts';
import { overtakeOffer } from '../transfers/transfer-end.ts';

/** Calendar of where the person stands, else of where the copy is kept. */
export function calendarFor(run: Pick<Run, 'env' | 'point'>, copy: Pick<Copy, 'holding'>): string {
  const { calendars, place } = run.env.settings;
  return calendars.ofCampus(run.point?.campus ?? place(copy.holding)?.campus ?? '');
}

/** The numbers for a loan of the copy to the reader. */
export function loanRule(run: Pick<Run, 'env'>, reader: Reader | undefined, copy: Copy): LoanRule {
  const { policies, place } = run.env.settings;
  return ruleFor(policies, ruleSubject(reader?.category ?? null, copy, place));
}

/** When a loan of the copy to the reader that begins or is renewed now falls due. */
export function dueFor(run: Run, reader: Reader | undefined, copy: Copy): Instant {
  const { calendars } = run.env.settings;
  return dueAfter(calendars, calendarFor(run, copy), run.today, loanRule(run, reader, copy));
}

/** The hold that the loan ends: the one for which the copy lies ready, else the reader's first for the title. */
async function servedHold(run: Run, readerId: string, copy: Copy): Promise<Hold | undefined> {
  const fits: Hold[] = [];
  for (const hold of await run.world.list('holdsOfReader', readerId)) {
    if (await isFor(run, hold, copy)) fits.push(hold);
  }
  return fits.find((hold) => hold.copyId === copy.id) ?? fits[0];
}

/**
 * What a loan of the copy does to holds: the reader's own is served; somebody else's for whom the copy was kept waits again,
 * at the old place in the queue.
 */
export async function serveHolds(run: Run, readerId: string, copy: Copy): Promise<void> {
  const own = await servedHold(run, readerId, copy);
  if (own) await putHold(run, own, { ...own, status: 'closed', endedOn: run.at, outcome: 'lent' });
  const other = own?.status === 'ready' && own.copyId !== copy.id ? own.copyId : null;
  if (other !== null) await passKept(run, other);
  for (const hold of await run.world.list('readyHoldOf', copy.id)) {
    await waitAgain(run, hold);
  }
}

/** What a loan says besides the copy and the reader. */
interface NewLoan {
  id: string;
  channel: Loan['channel'];
  dueOn: Instant;
  more?: Partial<Loan>;
}

/**
 * Writes the loan: counted in its day, the reader's hold on the title served, the requests for the copy told. The copy
 * must be free for the reader (`borrowing.ts`).
 */
export async function beginLoan(
  run: Run,
  reader: Reader,
  copy: Copy,
  { id, channel, dueOn, more = {} }: NewLoan,
): Promise<Loan> {
  const loan: Loan = {
    id,
    ver: 0,
    copyId: copy.id,
    readerId: reader.id,
    lentOn: run.at,
    dueOn,
    channel,
    requestId: null,
    closedOn: null,
    charge: null,
    ...more,
  };
  run.world.put('loan', loan);
  await countLoan(run, copy, reader.category, channel);
  await serveHolds(run, reader.id, copy);
  await tellOfLoan(run, null, copy.id, reader.id);
  return loan;
}

/** Writes the end of a loan; an offer to pass it on is overtaken. */
export async function endLoan(
  run: Run,
  loan: Loan,
  set: Partial<Loan> & { closedOn: Instant },
): Promise<Loan> {
  const after: Loan = { ...loan, ...set };
  run.world.put('loan', after);
  await overtakeOffer(run, loan.id);
  return after;
}
