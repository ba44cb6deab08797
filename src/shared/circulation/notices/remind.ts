// Readers are reminded of a loan or of a copy on the hold shelf: one notice for each name of a reminder, sent, or told by a person.

import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Instant } from '../../lib/time.ts';
import type { Hold, Loan, Notice } from '../../library/entities.ts';
import { uuidOf } from '../../queues/timers.ts';
import type { Run } from '../../queues/engine/run.ts';
import type { Env, World } from '../../queues/world/world.ts';
import { dueOf, reminderName, reminderNow, remindersOf } from './reminders.ts';

/** What a reminder is made from. */
export interface RemindingScene {
  world: Pick<World, 'get'>;
  env: Env;
  at: Instant;
}

async function loanFacts({ world }: RemindingScene, loan: Loan): Promise<Facts> {
  const copy = await world.get('copy', loan.copyId);
  const title = copy && (await world.get('title', copy.titleId));
  return { loanId: loan.id, title: title?.title ?? '', barcode: copy?.barcode ?? '' };
}

async function holdFacts({ world }: RemindingScene, hold: Hold): Promise<Facts> {
  const title = await world.get('title', hold.titleId);
  return { holdId: hold.id, title: title?.title ?? '', campus: hold.pickupCampus };
}

/** The notice of the reminder that is due now; null where none is, or where it was given. */
export async function reminderNotice(
  scene: RemindingScene,
  kind: 'loan' | 'hold',
  row: Loan | Hold,
): Promise<Notice | null> {
  const { world, env, at } = scene;
  const { settings } = env;
  const due = dueOf(kind, row);
  const reminder = reminderNow(remindersOf(kind, row, settings), due, at);
  if (reminder === null || row.readerId === '') return null;
  const id = uuidOf(env, `${reminderName(row.id, reminder, due)}/notice`);
  if (await world.get('notice', id)) return null;
  const own =
    kind === 'loan' ? await loanFacts(scene, row as Loan) : await holdFacts(scene, row as Hold);
  const facts = { ...own, due, day: settings.calendars.dayOf(due) };
  const about = { readerId: row.readerId, code: reminder.code, facts };
  return { id, ver: 0, ...about, requestId: null, text: null, at, corrects: null };
}

/** Carries out `loan.remind` and `hold.remind` of the system: what is due now, once. */
async function remind(run: Run, kind: 'loan' | 'hold'): Promise<Refusal | null> {
  if (run.actor.id !== 'system') {
    return refuse('forbidden', { action: 'remind', roles: 'system', reach: null });
  }
  const row = await run.world.get(kind, run.command.entity);
  if (!row) return refuse('not_found', { kind });
  const notice = await reminderNotice(run, kind, row);
  if (notice === null || notice.code !== run.command.input['code']) {
    return refuse('not_due', { action: 'remind', at: run.at });
  }
  run.world.put('notice', notice);
  return null;
}

/** Commands that remind. */
export const REMINDING: Readonly<Record<string, (run: Run) => Promise<Refusal | null>>> = {
  'loan.remind': (run) => remind(run, 'loan'),
  'hold.remind': (run) => remind(run, 'hold'),
};
