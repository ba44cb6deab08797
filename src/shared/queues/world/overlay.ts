// A world over a world: keeps what a command writes until it is known to hold, so that a refusal leaves nothing behind.

import { LIST_RULES, mergeList } from './row-lists.ts';
import type { Kind, Kinds, ListName, Lists, World } from './world.ts';

/** A row that the overlay changed, with what lay below it. */
interface Change {
  kind: Kind;
  before: Kinds[Kind] | undefined;
  after: Kinds[Kind];
}

/** A world whose writes reach the one below only by `flush`. */
export interface Overlay extends World {
  /** Rows written so far. */
  changes(): Promise<Change[]>;
  /** Hands every changed row down once, its `ver` one more than that of the row below (1 for a new row). */
  flush(): Promise<void>;
}

/** Opens an overlay; several may lie over each other. */
export function overlay(below: World): Overlay {
  const written = new Map<Kind, Map<string, Kinds[Kind]>>();
  const rowsOf = (kind: Kind) => {
    const known = written.get(kind);
    if (known) return known;
    const fresh = new Map<string, Kinds[Kind]>();
    written.set(kind, fresh);
    return fresh;
  };
  const changes = async () => {
    const all: Change[] = [];
    for (const [kind, rows] of written) {
      for (const after of rows.values()) {
        all.push({ kind, before: await below.get(kind, after.id), after });
      }
    }
    return all;
  };
  return {
    get: (kind, id) => {
      const row = rowsOf(kind).get(id) as Kinds[typeof kind] | undefined;
      return row === undefined ? below.get(kind, id) : Promise.resolve(row);
    },
    list: <N extends ListName>(name: N, ...args: Lists[N]['args']) => {
      const rows = below.list(name, ...args);
      const own = rowsOf(LIST_RULES[name].kind);
      return own.size === 0 ? rows : rows.then((all) => mergeList(name, args, all, own));
    },
    put: (kind, row) => {
      rowsOf(kind).set(row.id, row);
    },
    changes,
    flush: async () => {
      for (const { kind, before, after } of await changes()) {
        below.put(kind, { ...after, ver: (before?.ver ?? 0) + 1 });
      }
    },
  };
}
