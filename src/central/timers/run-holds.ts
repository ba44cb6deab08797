// Holds that nobody collected in time end by themselves, and whoever waits next is served.

import { dueHolds } from '../../shared/circulation/timers.ts';
import { runAll } from './run-due.ts';
import type { DueParts } from './run-due.ts';

const PAGE = 100;

/** Ends the holds whose last day of collecting is over; gives how many. The hold shelf is small: it is read whole. */
export async function runHolds(parts: DueParts): Promise<number> {
  const now = parts.lane.now();
  const commands = await parts.lane.look(async (world, env) => [
    ...dueHolds(await world.list('readyHolds'), env, now),
  ]);
  let acted = 0;
  for (let from = 0; from < commands.length; from += PAGE) {
    const { failed, ran } = await runAll(parts, commands.slice(from, from + PAGE));
    acted += ran;
    if (failed) break;
  }
  return acted;
}
