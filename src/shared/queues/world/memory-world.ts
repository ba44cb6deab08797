// A world in memory: rows by kind and id, with a buffer that is flushed or dropped as a desk's transaction would.

import { LIST_RULES } from './row-lists.ts';
import type { ListRule } from './row-lists.ts';
import { overlay } from './overlay.ts';
import type { Kind, Kinds, ListName, Lists, World } from './world.ts';

/** A world in memory with the means to look at it from outside. */
export interface MemoryWorld extends World {
  /** All rows of a kind, in the order of their first writing. */
  all<K extends Kind>(kind: K): Kinds[K][];
  /** Runs `work` on a buffer; its rows are kept if it says so and dropped if not, or if it throws. */
  attempt<T extends { ok: boolean }>(work: (buffer: World) => Promise<T>): Promise<T>;
  /** Another world with the same rows. */
  copy(): MemoryWorld;
}

type Tables = Map<Kind, Map<string, Kinds[Kind]>>;

/** Makes an empty world, or one with the tables given. */
export function memoryWorld(tables: Tables = new Map()): MemoryWorld {
  const rowsOf = (kind: Kind) => {
    const known = tables.get(kind);
    if (known) return known;
    const fresh = new Map<string, Kinds[Kind]>();
    tables.set(kind, fresh);
    return fresh;
  };
  const world: MemoryWorld = {
    get: async (kind, id) => rowsOf(kind).get(id) as Kinds[typeof kind] | undefined,
    list: async <N extends ListName>(name: N, ...args: Lists[N]['args']) => {
      const rule: ListRule<N> = LIST_RULES[name];
      const rows = [...rowsOf(rule.kind).values()] as Lists[N]['row'][];
      return rows.filter((row) => rule.holds(row, ...args)).toSorted(rule.order);
    },
    put: (kind, row) => {
      rowsOf(kind).set(row.id, row);
    },
    all: (kind) => [...rowsOf(kind).values()] as Kinds[typeof kind][],
    attempt: async (work) => {
      const buffer = overlay(world);
      const result = await work(buffer);
      if (result.ok) await buffer.flush();
      return result;
    },
    copy: () => memoryWorld(new Map([...tables].map(([kind, rows]) => [kind, new Map(rows)]))),
  };
  return world;
}
