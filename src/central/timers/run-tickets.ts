// Tickets whose answer nobody objected to in time are closed.

import { dueTickets } from '../../shared/circulation/ticket-timers.ts';
import { runWhole } from './run-due.ts';
import type { DueParts } from './run-due.ts';

/** Closes them; gives how many. Answers of a week are few: they are read whole. */
export function runTickets(parts: DueParts): Promise<number> {
  return runWhole(parts, async (world, env, now) =>
    dueTickets(await world.list('answeredTickets'), env, now),
  );
}
