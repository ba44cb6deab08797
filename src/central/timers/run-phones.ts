// Offers of loans run out by themselves, and readers of loans by phone that nobody has seen in time are told.

import { duePhones } from '../../shared/circulation/transfer-timers.ts';
import { runAll } from './run-due.ts';
import type { DueParts } from './run-due.ts';

const PAGE = 100;

/** Ends and tells; gives how many. Both lists hold what is open, and are read whole. */
export async function runPhones(parts: DueParts): Promise<number> {
  const now = parts.lane.now();
  const commands = await parts.lane.look(async (world, env) => [
    ...duePhones(await world.list('openOffers'), await world.list('unverifiedLoans'), env, now),
  ]);
  let acted = 0;
  for (let from = 0; from < commands.length; from += PAGE) {
    const { failed, ran } = await runAll(parts, commands.slice(from, from + PAGE));
    acted += ran;
    if (failed) break;
  }
  return acted;
}
