// Decides commands one after another on the rows shown, each seeing what those before it changed.

import type { Command, Outcome } from '../../../shared/queues/command.ts';
import { overlay } from '../../../shared/queues/world/overlay.ts';
import { perform } from '../../../shared/queues/engine/perform.ts';
import type { Env } from '../../../shared/queues/world/world.ts';
import type { Touch } from '../db/pending.ts';
import type { Statements } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { GatheringWorld, Written } from '../db/world.ts';
import { recordingWorld } from './recording.ts';

/** A command with what became of it, and what it read and wrote where that is noted. */
export interface Decided {
  command: Command;
  outcome: Outcome;
  touches: readonly Touch[];
}

/** What commands came to, and the rows that the accepted ones leave. */
export interface Batch {
  decided: Decided[];
  rows: Written[];
}

/** Decides one command on a world; its rows are put there, each counting once. */
export async function decideOne(
  world: GatheringWorld,
  command: Command,
  env: Env,
  record: boolean,
): Promise<Decided> {
  const recording = record ? recordingWorld(world) : null;
  // Flushed one by one, so that a row counts every command that changed it, however they are batched.
  const own = overlay(recording ?? world);
  const outcome = await perform(own, command, env);
  if (outcome.ok) await own.flush();
  return { command, outcome, touches: recording?.touches() ?? [] };
}

/** How a batch is decided. */
interface BatchOptions {
  /** Ends the batch early, after a command whose rows change what decisions stand on. */
  cut?: (outcome: Outcome, command: Command) => boolean;
  /** Notes what each command touches; for a desk that has joined a service. */
  record?: boolean;
}

/** Decides commands in order. Nothing is written. */
export async function decideBatch(
  statements: Statements,
  commands: Iterable<Command>,
  env: Env,
  { cut, record = false }: BatchOptions = {},
): Promise<Batch> {
  const world = sqliteWorld(statements);
  const decided: Decided[] = [];
  for (const command of commands) {
    const one = await decideOne(world, command, env, record);
    decided.push(one);
    if (cut?.(one.outcome, command)) break;
  }
  return { decided, rows: world.written() };
}
