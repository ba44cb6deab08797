// Loans as sums of a day, without anybody's history: one row for each campus, collection, channel and category.

import { namedId } from '../lib/ids.ts';
import type { Copy, Loan, Reader } from '../library/entities.ts';
import type { Run } from '../queues/run.ts';

/** Adds a loan that begins now to its day; with -1 takes one back that was undone. */
export async function countLoan(
  run: Run,
  copy: Pick<Copy, 'home'>,
  category: Reader['category'],
  channel: Loan['channel'],
  by: 1 | -1 = 1,
): Promise<void> {
  const home = run.env.settings.place(copy.home);
  const dimensions = {
    day: run.today,
    measure: 'loans' as const,
    campus: home?.campus ?? '',
    collection: copy.home,
    channel,
    category,
  };
  // The id follows from the dimensions, so that desks and service add to the same row.
  const id = namedId('daily', Object.values(dimensions).join('/'), run.env.sha256);
  const row = await run.world.get('daily', id);
  const count = Math.max(0, (row?.count ?? 0) + by);
  run.world.put('daily', row ? { ...row, count } : { id, ver: 0, ...dimensions, count });
}
