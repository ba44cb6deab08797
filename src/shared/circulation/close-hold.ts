// A hold ends without a loan: the row, and the count that its title keeps.

import type { Run } from '../queues/run.ts';

/** Ends it; a copy that lies on the hold shelf for it stands in the clearance list from then on. */
export async function closeHold(
  run: Run,
  id: string,
  outcome: 'cancelled' | 'expired',
): Promise<void> {
  const hold = await run.world.get('hold', id);
  if (!hold || hold.status === 'closed') return;
  run.world.put('hold', { ...hold, status: 'closed', outcome, endedOn: run.at });
  const title = hold.status === 'waiting' ? await run.world.get('title', hold.titleId) : undefined;
  if (!title) return;
  run.world.put('title', { ...title, holdsWaiting: Math.max(title.holdsWaiting - 1, 0) });
}
