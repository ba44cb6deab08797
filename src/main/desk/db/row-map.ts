// Rows by kind and id, in the order in which they were first set.

import type { Kind, Kinds } from '../../../shared/queues/world/world.ts';

/** An entity by its kind and id. */
export interface EntityName {
  kind: Kind;
  id: string;
}

/** A map from entities to values. */
export interface RowMap<V> {
  readonly size: number;
  get(kind: Kind, id: string): V | undefined;
  has(kind: Kind, id: string): boolean;
  set(kind: Kind, id: string, value: V): void;
  of(kind: Kind): ReadonlyMap<string, V>;
  kinds(): Kind[];
  entries(): { kind: Kind; id: string; value: V }[];
}

/** A row, or null where there is none. */
export type MaybeRow = Kinds[Kind] | null;

/** Makes an empty map. */
export function rowMap<V>(): RowMap<V> {
  const byKind = new Map<Kind, Map<string, V>>();
  return {
    get size() {
      return [...byKind.values()].reduce((sum, rows) => sum + rows.size, 0);
    },
    get: (kind, id) => byKind.get(kind)?.get(id),
    has: (kind, id) => byKind.get(kind)?.has(id) === true,
    set(kind, id, value) {
      let rows = byKind.get(kind);
      if (!rows) byKind.set(kind, (rows = new Map()));
      rows.set(id, value);
    },
    of: (kind) => byKind.get(kind) ?? new Map<string, V>(),
    kinds: () => [...byKind.keys()],
    entries: () =>
      [...byKind].flatMap(([kind, rows]) => [...rows].map(([id, value]) => ({ kind, id, value }))),
  };
}
