// A promise of a copy that cannot be kept: its reader waits again, and another copy is looked for.

import type { Instant } from '../lib/time.ts';
import type { Copy, Hold } from '../library/entities.ts';
import type { Run } from '../queues/run.ts';
import { isFree, isUnusable } from './free-copy.ts';
import { keepForHold, waitAgain } from './queue-of-holds.ts';

/**
 * Until when a ready hold is kept: what lies in its slot until its last day of collecting, what does not lie there yet
 * so many open days after it was promised.
 */
export function keptUntil({ env }: Pick<Run, 'env'>, hold: Hold): Instant {
  const { calendars, policies } = env.settings;
  const since = hold.readyOn ?? hold.placedOn;
  if (hold.slot !== undefined) return hold.readyUntil ?? since;
  const days = policies.number('hold.shelve_days');
  return calendars.addOpenDays(calendars.ofCampus(hold.pickupCampus), since, days);
}

/** Takes back the promise of a copy; one that is free where the reader collects is kept for whoever is first instead. */
export async function takeBackPromise(run: Run, hold: Hold): Promise<void> {
  await waitAgain(run, hold);
  const { place } = run.env.settings;
  for (const copy of await run.world.list('copiesOfTitle', hold.titleId)) {
    if (copy.id === hold.copyId || place(copy.holding)?.campus !== hold.pickupCampus) continue;
    if ((await isFree(run, copy)) && (await keepForHold(run, copy))) return;
  }
}

/**
 * Takes back the promises of copies that the command made unusable; called once all is decided, so that no action of a
 * queue can forget it.
 */
export async function freePromises(run: Run): Promise<void> {
  for (const { kind, before, after } of await run.world.changes()) {
    if (kind !== 'copy') continue;
    const copy = after as Copy;
    if (!isUnusable(copy) || (before as Copy | undefined)?.status === copy.status) continue;
    for (const hold of await run.world.list('readyHoldOf', copy.id)) {
      await takeBackPromise(run, hold);
    }
  }
}
