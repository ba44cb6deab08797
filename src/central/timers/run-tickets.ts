// Tickets whose answer nobody objected to in time are closed.

import { dueTickets } from '../../shared/circulation/ticket-timers.ts';
import { runAll } from './run-due.ts';
import type { DueParts } from './run-due.ts';

const PAGE = 100;

/** Closes them; gives how many. Answers of a week are few: they are read whole. */
export async function runTickets(parts: DueParts): Promise<number> {
  const now = parts.lane.now();
  const commands = await parts.lane.look(async (world, env) => [
    ...dueTickets(await world.list('answeredTickets'), env, now),
  ]);
  let acted = 0;
  for (let from = 0; from < commands.length; from += PAGE) {
    const { failed, ran } = await runAll(parts, commands.slice(from, from + PAGE));
    acted += ran;
    if (failed) break;
  }
  return acted;
}
