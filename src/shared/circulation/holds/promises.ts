// A promise of a copy that cannot be kept: its reader waits again, and another copy is looked for.

import type { Instant } from '../../lib/time.ts';
import type { Copy, Hold } from '../../library/entities.ts';
import type { Run } from '../../queues/engine/run.ts';
import { isFree, isUnusable } from './free-copy.ts';
import { keepForHold, waitAgain } from './queue-of-holds.ts';
import { widenHolds } from './widen-holds.ts';

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

/** Whether a copy that stands free is fetched for whoever collects there: always on the very campus. */
export function mayFetch({ env }: Pick<Run, 'env'>, copy: Copy, campus: string): boolean {
  const { policies, place } = env.settings;
  return place(copy.holding)?.campus === campus || policies.flag('hold.fetch');
}

/** Keeps copies that stand free for whoever waits, those of the campus first. Gives how many are kept. */
export async function keepFree(run: Run, free: readonly Copy[], campus: string): Promise<number> {
  const { place } = run.env.settings;
  const far = (copy: Copy) => (place(copy.holding)?.campus === campus ? 0 : 1);
  let kept = 0;
  for (const copy of free.toSorted((a, b) => far(a) - far(b))) {
    if (mayFetch(run, copy, campus) && (await keepForHold(run, copy))) kept += 1;
  }
  return kept;
}

/** Takes back the promise of a copy; another one that stands free is kept for whoever is first instead. */
export async function takeBackPromise(run: Run, hold: Hold): Promise<void> {
  await waitAgain(run, hold);
  const free: Copy[] = [];
  for (const copy of await run.world.list('copiesOfTitle', hold.titleId)) {
    if (copy.id !== hold.copyId && (await isFree(run, copy))) free.push(copy);
  }
  await keepFree(run, free, hold.pickupCampus);
}

/**
 * Takes back the promises of copies that the command made unusable, and lets those who wait for a copy that is gone wait for
 * another; called once all is decided, so that no action of a queue can forget it.
 */
export async function freePromises(run: Run): Promise<void> {
  for (const { kind, before, after } of await run.world.changes()) {
    if (kind !== 'copy') continue;
    const copy = after as Copy;
    if (!isUnusable(copy) || (before as Copy | undefined)?.status === copy.status) continue;
    for (const hold of await run.world.list('readyHoldOf', copy.id)) {
      await takeBackPromise(run, hold);
    }
    await widenHolds(run, copy);
  }
}
