// Notes what a command reads and writes while it is decided, so that it can be found when any of it changes.

import { keyOfAsk, listKeysOf } from '../../../shared/queues/world/list-keys.ts';
import type { Kind, Kinds, ListName, Lists, World } from '../../../shared/queues/world/world.ts';
import { imageOf } from '../../../shared/sync/image.ts';
import { sha256 } from '../../../node/env.ts';
import { entityKey } from '../db/pending.ts';
import type { Touch } from '../db/pending.ts';
import type { MaybeRow } from '../db/row-map.ts';

/** A world that passes everything on and keeps a note of it. */
export interface RecordingWorld extends World {
  touches(): Touch[];
}

/** Keys of the lists in which a row stands. */
export function listKeys(kind: Kind, row: MaybeRow | undefined): string[] {
  if (!row) return [];
  return listKeysOf(kind, row).map(({ list, key }) => `${list}=${key}`);
}

/** SHA-256 of a row's public image. */
export function digestOf(kind: Kind, row: Kinds[Kind]): string {
  return sha256(imageOf(kind, row));
}

/** Makes it over another world; a row is read through it before it is put, as `overlay.flush` does. */
export function recordingWorld(below: World): RecordingWorld {
  const read = new Set<string>();
  const wrote = new Set<string>();
  const rows = new Map<string, { kind: Kind; row: Kinds[Kind] }>();
  const known = new Map<string, Kinds[Kind] | undefined>();
  return {
    async get(kind, id) {
      const row = await below.get(kind, id);
      const key = entityKey({ kind, id });
      read.add(key);
      known.set(key, row);
      return row;
    },
    async list<N extends ListName>(name: N, ...args: Lists[N]['args']) {
      read.add(`${name}=${keyOfAsk(name, args)}`);
      return below.list(name, ...args);
    },
    put(kind, row) {
      const key = entityKey({ kind, id: row.id });
      for (const list of listKeys(kind, known.get(key))) wrote.add(list);
      for (const list of listKeys(kind, row)) wrote.add(list);
      rows.set(key, { kind, row });
      below.put(kind, row);
    },
    touches: () => [
      ...[...rows].map(([key, { kind, row }]) => ({
        key,
        wrote: true,
        digest: digestOf(kind, row),
      })),
      ...[...wrote].map((key) => ({ key, wrote: true, digest: null })),
      ...[...read]
        .filter((key) => !rows.has(key) && !wrote.has(key))
        .map((key) => ({ key, wrote: false, digest: null })),
    ],
  };
}
