// A hold ends without a loan: the row, the count that its title keeps, and the copy that lay there for it.

import type { Run } from '../../queues/engine/run.ts';
import { passKept } from './next-for-copy.ts';
import { putHold } from './queue-of-holds.ts';

/**
 * Ends it. A copy that was kept for it is kept for the next who waits; where nobody does, it stands in the clearance list
 * as long as its slot is the place of its last scan.
 */
export async function closeHold(
  run: Run,
  id: string,
  outcome: 'cancelled' | 'expired' | 'refused',
): Promise<void> {
  const hold = await run.world.get('hold', id);
  if (!hold || hold.status === 'closed') return;
  await putHold(run, hold, { ...hold, status: 'closed', outcome, endedOn: run.at });
  if (hold.status === 'ready' && hold.copyId !== null) await passKept(run, hold.copyId);
}
