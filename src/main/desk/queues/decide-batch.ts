// Decides commands one after another on the rows shown, each seeing what those before it changed.

import type { Command, Outcome } from '../../../shared/queues/command.ts';
import { overlay } from '../../../shared/queues/overlay.ts';
import { perform } from '../../../shared/queues/perform.ts';
import type { Env } from '../../../shared/queues/world.ts';
import type { Statements } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { Written } from '../db/world.ts';

/** A command with what became of it. */
interface Decided {
  command: Command;
  outcome: Outcome;
}

/** What commands came to, and the rows that the accepted ones leave. */
export interface Batch {
  decided: Decided[];
  rows: Written[];
}

/**
 * Decides commands in order; `cut` may end the batch early, after a command whose rows change what decisions stand on.
 * Nothing is written.
 */
export async function decideBatch(
  statements: Statements,
  commands: Iterable<Command>,
  env: Env,
  cut: (outcome: Outcome, command: Command) => boolean = () => false,
): Promise<Batch> {
  const world = sqliteWorld(statements);
  const decided: Decided[] = [];
  for (const command of commands) {
    // Flushed one by one, so that a row counts every command that changed it, however they are batched.
    const own = overlay(world);
    const outcome = await perform(own, command, env);
    if (outcome.ok) await own.flush();
    decided.push({ command, outcome });
    if (cut(outcome, command)) break;
  }
  return { decided, rows: world.written() };
}
