// Loans and in-house use as sums of a day, without anybody's history: a row for each campus, collection, channel, category.

import { namedId } from '../../lib/ids.ts';
import type { Daily } from '../../library/circulation-rows.ts';
import type { Copy, Loan, Reader } from '../../library/entities.ts';
import type { Run } from '../../queues/engine/run.ts';

async function add(
  run: Run,
  copy: Pick<Copy, 'home'>,
  what: Pick<Daily, 'day' | 'measure' | 'channel' | 'category'>,
  by: 1 | -1,
): Promise<void> {
  const campus = run.env.settings.place(copy.home)?.campus ?? '';
  const { day, measure, channel, category } = what;
  const row = { day, measure, campus, collection: copy.home, channel, category };
  // The id follows from the dimensions, so that desks and service add to the same row.
  const id = namedId('daily', Object.values(row).join('/'), run.env.sha256);
  const known = await run.world.get('daily', id);
  if (!known && by < 0) return;
  const count = Math.max(0, (known?.count ?? 0) + by);
  run.world.put('daily', known ? { ...known, count } : { id, ver: 0, ...row, count });
}

/** Adds a loan that begins now to its day. */
export async function countLoan(
  run: Run,
  copy: Pick<Copy, 'home'>,
  category: Reader['category'],
  channel: Loan['channel'],
): Promise<void> {
  await add(run, copy, { day: run.today, measure: 'loans', channel, category }, 1);
}

/** Takes a loan that was none, undone or refused by the ledger, back from the day on which it began. */
export async function uncountLoan(run: Run, { copyId, readerId, lentOn, channel }: Loan) {
  const copy = await run.world.get('copy', copyId);
  if (!copy) return;
  const day = run.env.settings.calendars.dayOf(lentOn);
  const category = (await run.world.get('reader', readerId))?.category ?? '';
  await add(run, copy, { day, measure: 'loans', channel, category }, -1);
}

/** Adds a copy that was read in the library to the day. */
export async function countUse(run: Run, copy: Pick<Copy, 'home'>): Promise<void> {
  const what = { measure: 'in_house', channel: 'in_house', category: '' } as const;
  await add(run, copy, { day: run.today, ...what }, 1);
}
