// Offers of loans run out by themselves, and readers of loans by phone that nobody has seen in time are told.

import { duePhones } from '../../shared/circulation/transfers/transfer-timers.ts';
import { runWhole } from './run-due.ts';
import type { DueParts } from './run-due.ts';

/** Ends and tells; gives how many. Both lists hold what is open, and are read whole. */
export function runPhones(parts: DueParts): Promise<number> {
  return runWhole(parts, async (world, env, now) =>
    duePhones(await world.list('openOffers'), await world.list('unverifiedLoans'), env, now),
  );
}
