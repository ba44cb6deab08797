// A command as the outbox holds it: what was answered, and its place in the file.

import type { Command } from '../../../shared/queues/command.ts';
import type { Facts, Refusal } from '../../../shared/lib/result.ts';

/** What an accepted command was answered with; its events lie in the replica. */
interface Accepted {
  ok: true;
  requestId: string | null;
  remarks: { code: string; facts: Facts }[];
  undo: { requestId: string; commandId: string; until: string } | null;
}

/** What a command was answered with, and a repeat of it is. */
export type StoredOutcome = Accepted | Refusal;

/** A command of this desk with what became of it. */
export interface Entry {
  command: Command;
  outcome: StoredOutcome;
}

/**
 * An entry with its place: 1, 2, 3 … as long as the file lives. It is the command's own counter (`cseq`) until the desk
 * takes another id, which counts from 1 again.
 */
export interface Placed extends Entry {
  place: number;
}

/** The entry of a row of `command`. */
export function placedOf(stored: Record<string, unknown>): Placed {
  return {
    place: Number(stored['cseq']),
    command: JSON.parse(String(stored['body'])) as Command,
    outcome: JSON.parse(String(stored['outcome'])) as StoredOutcome,
  };
}
