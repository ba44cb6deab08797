// Loans and in-house use as sums of a day, without anybody's history: a row for each campus, collection, channel, category.

import { namedId } from '../../lib/ids.ts';
import type { Daily } from '../../library/circulation-rows.ts';
import type { Copy, Loan, Reader } from '../../library/entities.ts';
import type { Run } from '../../queues/engine/run.ts';

async function add(
  run: Run,
  copy: Pick<Copy, 'home'>,
  what: Pick<Daily, 'measure' | 'channel' | 'category'>,
  by: 1 | -1,
): Promise<void> {
  const campus = run.env.settings.place(copy.home)?.campus ?? '';
  const { measure, channel, category } = what;
  const day = run.today;
  const row = { day, measure, campus, collection: copy.home, channel, category };
  // The id follows from the dimensions, so that desks and service add to the same row.
  const id = namedId('daily', Object.values(row).join('/'), run.env.sha256);
  const known = await run.world.get('daily', id);
  const count = Math.max(0, (known?.count ?? 0) + by);
  run.world.put('daily', known ? { ...known, count } : { id, ver: 0, ...row, count });
}

/** Adds a loan that begins now to its day; with -1 takes one back that was undone on that day. */
export async function countLoan(
  run: Run,
  copy: Pick<Copy, 'home'>,
  category: Reader['category'],
  channel: Loan['channel'],
  by: 1 | -1 = 1,
): Promise<void> {
  await add(run, copy, { measure: 'loans', channel, category }, by);
}

/** Adds a copy that was read in the library to the day. */
export async function countUse(run: Run, copy: Pick<Copy, 'home'>): Promise<void> {
  await add(run, copy, { measure: 'in_house', channel: 'in_house', category: '' }, 1);
}
