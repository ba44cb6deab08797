// Holds that nobody collected in time end by themselves, and whoever waits next is served.

import { dueHolds } from '../../shared/circulation/timers.ts';
import { runWhole } from './run-due.ts';
import type { DueParts } from './run-due.ts';

/** Ends the holds whose last day of collecting is over; gives how many. The hold shelf is small: it is read whole. */
export function runHolds(parts: DueParts): Promise<number> {
  return runWhole(parts, async (world, env, now) =>
    dueHolds(await world.list('readyHolds'), env, now),
  );
}
