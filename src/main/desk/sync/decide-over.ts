// Decides commands over rows that stand in for those of the tables, with the settings that these rows make.

import type { Env, Kind, Settings } from '../../../shared/queues/world/world.ts';
import { SETTINGS_KINDS, settingsOf } from '../../../shared/queues/world/settings-of.ts';
import type { MaybeRow, RowMap } from '../db/row-map.ts';
import type { Statements } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { GatheringWorld, Written } from '../db/world.ts';
import { decideOne } from '../queues/decide-batch.ts';
import type { Decided } from '../queues/decide-batch.ts';
import type { Placed } from '../outbox/placed.ts';

/** A decided command with its place. */
export type DecidedAt = Decided & { place: number };

/** What was decided, the rows that it leaves, and the settings that hold then (null: as before). */
export interface Decisions {
  decided: DecidedAt[];
  rows: Written[];
  settings: Settings | null;
}

function compiled(world: GatheringWorld): Settings {
  return settingsOf(world.all('policy'), world.all('calendar'), world.all('place'));
}

function touchesSettings(kinds: Iterable<Kind>): boolean {
  return [...kinds].some((kind) => SETTINGS_KINDS.has(kind));
}

/** Decides commands in order over `under`; nothing is written. */
export async function decideOver(
  statements: Statements,
  under: RowMap<MaybeRow>,
  commands: readonly Placed[],
  env: Env,
): Promise<Decisions> {
  const world = sqliteWorld(statements, under);
  let settings = touchesSettings(under.kinds()) ? compiled(world) : null;
  const own: Env = {
    deriveId: env.deriveId,
    sha256: env.sha256,
    cardHash: env.cardHash,
    get settings() {
      return settings ?? env.settings;
    },
  };
  const decided: DecidedAt[] = [];
  for (const { place, command } of commands) {
    const one = await decideOne(world, command, own, true);
    decided.push({ ...one, place });
    if (!one.outcome.ok || !/^(?:policy|calendar|place)\./u.test(command.type)) continue;
    settings = compiled(world);
  }
  return { decided, rows: world.written(), settings };
}
