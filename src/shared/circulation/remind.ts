// The system reminds a reader of a loan or of a copy on the hold shelf: one notice for each name of a reminder.

import { refuse } from '../lib/result.ts';
import type { Facts, Refusal } from '../lib/result.ts';
import type { Hold, Loan } from '../library/entities.ts';
import { uuidOf } from '../queues/timers.ts';
import type { Run } from '../queues/run.ts';
import { dueOf, reminderName, reminderNow, remindersOf } from './reminders.ts';

async function loanFacts(run: Run, loan: Loan): Promise<Facts> {
  const copy = await run.world.get('copy', loan.copyId);
  const title = copy && (await run.world.get('title', copy.titleId));
  return { loanId: loan.id, title: title?.title ?? '', barcode: copy?.barcode ?? '' };
}

async function holdFacts(run: Run, hold: Hold): Promise<Facts> {
  const title = await run.world.get('title', hold.titleId);
  return { holdId: hold.id, title: title?.title ?? '', campus: hold.pickupCampus };
}

/** Carries out `loan.remind` and `hold.remind` of the system: what is due now, once. */
async function remind(
  run: Run,
  kind: 'loan' | 'hold',
  row: Loan | Hold | undefined,
  factsOf: () => Promise<Facts>,
): Promise<Refusal | null> {
  if (run.actor.id !== 'system') {
    return refuse('forbidden', { action: 'remind', roles: 'system', reach: null });
  }
  if (!row) return refuse('not_found', { kind });
  const { code } = run.command.input;
  const { settings } = run.env;
  const due = dueOf(kind, row);
  const reminder = reminderNow(remindersOf(kind, row, settings), due, run.at);
  if (reminder === null || reminder.code !== code || row.readerId === '') {
    return refuse('not_due', { action: 'remind', at: run.at });
  }
  const id = uuidOf(run.env, `${reminderName(row.id, reminder, due)}/notice`);
  if (await run.world.get('notice', id)) {
    return refuse('not_due', { action: 'remind', at: run.at });
  }
  const facts = { ...(await factsOf()), due, day: settings.calendars.dayOf(due) };
  const about = { readerId: row.readerId, code: reminder.code, facts };
  const rest = { requestId: null, text: null, at: run.at, corrects: null };
  run.world.put('notice', { id, ver: 0, ...about, ...rest });
  return null;
}

/** Commands that remind. */
export const REMINDING: Readonly<Record<string, (run: Run) => Promise<Refusal | null>>> = {
  'loan.remind': async (run) => {
    const loan = await run.world.get('loan', run.command.entity);
    return remind(run, 'loan', loan, async () => (loan ? loanFacts(run, loan) : {}));
  },
  'hold.remind': async (run) => {
    const hold = await run.world.get('hold', run.command.entity);
    return remind(run, 'hold', hold, async () => (hold ? holdFacts(run, hold) : {}));
  },
};
