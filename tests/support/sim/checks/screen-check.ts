// I8: the rows that a desk shows are its settled rows with its pending commands done over them, and nothing else.

import { overlay } from '../../../../src/shared/queues/world/overlay.ts';
import { perform } from '../../../../src/shared/queues/engine/perform.ts';
import { memoryWorld } from '../../../../src/shared/queues/world/memory-world.ts';
import type { MemoryWorld } from '../../../../src/shared/queues/world/memory-world.ts';
import { settingsOf } from '../../../../src/shared/queues/world/settings-of.ts';
import type { Env, Kind } from '../../../../src/shared/queues/world/world.ts';
import { canonicalJson } from '../../../../src/shared/sync/image.ts';
import { isAccepted } from '../../../../src/shared/sync/protocol.ts';
import type { DeskFacts } from './desk-facts.ts';
import { KINDS } from './service-facts.ts';

/** The rows of the log under everything that waits here. */
export function authoritative({
  shown,
  settled,
}: Pick<DeskFacts, 'shown' | 'settled'>): MemoryWorld {
  const tables = new Map(
    KINDS.map((kind: Kind) => [kind, new Map(shown.all(kind).map((row) => [row.id, row]))]),
  );
  for (const { kind, id, row } of settled.values()) {
    if (row === null) tables.get(kind)?.delete(id);
    else tables.get(kind)?.set(id, row);
  }
  return memoryWorld(tables);
}

/** Compares two worlds row by row; at most some differences are told. */
export function differences(one: MemoryWorld, other: MemoryWorld, most = 4): string[] {
  const found: string[] = [];
  for (const kind of KINDS) {
    const theirs = new Map(other.all(kind).map((row) => [row.id, row]));
    for (const row of one.all(kind)) {
      const there = theirs.get(row.id);
      theirs.delete(row.id);
      if (there && canonicalJson(row) === canonicalJson(there)) continue;
      const text = there ? canonicalJson(there) : 'nothing';
      found.push(`${kind} ${row.id}: ${canonicalJson(row)} against ${text}`);
    }
    for (const id of theirs.keys()) found.push(`${kind} ${id}: nothing against a row`);
  }
  return found.length > most ? [...found.slice(0, most), `… ${found.length - most} more`] : found;
}

/** Commands that must lie over the rows: without an outcome, or accepted with rows that were not yet read. */
function mustWait({ outbox, readTo, reached, shownTo }: DeskFacts): string[] {
  const seq = readTo?.cursor.seq ?? 0;
  return outbox
    .filter(({ place, command, result }) => {
      if (place > shownTo) return false;
      if (result === null) return !reached.has(command.id);
      return isAccepted(result.code) && (result.seq ?? 0) > seq;
    })
    .map(({ command }) => command.id);
}

/** Does the pending commands over the settled rows, and compares with what is shown. */
export async function screenProblems(
  facts: DeskFacts,
  cardHash: Env['cardHash'],
  names: Pick<Env, 'deriveId' | 'sha256'>,
): Promise<string[]> {
  const world = authoritative(facts);
  const env: Env = {
    ...names,
    cardHash,
    get settings() {
      return settingsOf(world.all('policy'), world.all('calendar'), world.all('place'));
    },
  };
  for (const { command } of facts.pending) {
    const own = overlay(world);
    const outcome = await perform(own, command, env);
    if (outcome.ok) await own.flush();
  }
  const wait = mustWait(facts);
  // After a backup was put back, numbers that were given before say nothing until the service has been asked.
  const sure = new Set(wait);
  const accepted = new Set(
    facts.outbox.flatMap(({ command, result }) => (result?.seq ? [command.id] : [])),
  );
  const over = facts.pending
    .map(({ command }) => command.id)
    .filter((id) => sure.has(id) || !accepted.has(id));
  const same = wait.length === over.length && wait.every((id, index) => over[index] === id);
  return [
    ...(same
      ? []
      : [`I8 ${facts.name} shows ${over.join(' ')} over its rows, not ${wait.join(' ')}`]),
    ...differences(facts.shown, world).map((text) => `I8 ${facts.name} shows ${text}`),
  ];
}
