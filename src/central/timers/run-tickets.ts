// What readers said and waits for nobody: answers that nobody objected to in time, and names on further sheets.

import { dueSheets } from '../../shared/circulation/voices/suggestion-follow.ts';
import { dueTickets } from '../../shared/circulation/voices/ticket-timers.ts';
import { runWhole } from './run-due.ts';
import type { DueParts } from './run-due.ts';

/** Closes tickets; gives how many. Answers of a week are few: they are read whole. */
export function runTickets(parts: DueParts): Promise<number> {
  return runWhole(parts, async (world, env, now) =>
    dueTickets(await world.list('answeredTickets'), env, now),
  );
}

/** Brings further sheets of suggestions to where their suggestions are; gives how many. */
export function runSheets(parts: DueParts): Promise<number> {
  return runWhole(parts, dueSheets);
}
