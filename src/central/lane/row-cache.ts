// Rows and lists as they were committed, kept in memory so that a decision rarely asks the store.

import { listKeysOf } from '../../shared/queues/world/list-keys.ts';
import type { Kind, Kinds, ListName } from '../../shared/queues/world/world.ts';
import type { LogRow } from '../../shared/sync/protocol.ts';
import { boundedMap } from './bounded-map.ts';
import type { Listing } from '../store/port.ts';

/**
 * A cache of committed rows. A list is kept as ids that may be too many, never too few: whoever reads it lets through
 * only the rows that belong there, so that a list which a row left by another process needs no eviction.
 */
export interface RowCache {
  /** The row; null where there is none; undefined where that is not known here. */
  row<K extends Kind>(kind: K, id: string): Kinds[K] | null | undefined;
  keep<K extends Kind>(kind: K, id: string, row: Kinds[K] | null): void;
  list(name: ListName, key: string): readonly string[] | undefined;
  keepList(name: ListName, key: string, ids: readonly string[]): void;
  /** A row came into a list, or left one. */
  enters(listing: Listing): void;
  leaves(listing: Listing): void;
  /** Forgets what rows of the log say that others have changed. */
  evict(rows: readonly LogRow[]): void;
  clear(): void;
}

/** Rows and lists kept by default. */
const MOST_ROWS = 20_000;
const MOST_LISTS = 40_000;

/** Makes an empty cache; what it lacks is looked for in `under`, which it never changes. */
export function rowCache(most = MOST_ROWS, under: RowCache | null = null): RowCache {
  const rows = boundedMap<Kinds[Kind] | null>(most);
  const lists = boundedMap<readonly string[]>(most === MOST_ROWS ? MOST_LISTS : most);
  const clear = () => {
    rows.clear();
    lists.clear();
  };
  return {
    row: <K extends Kind>(kind: K, id: string) => {
      const row = rows.get(kind, id) as Kinds[K] | null | undefined;
      return row === undefined ? under?.row(kind, id) : row;
    },
    keep: (kind, id, row) => rows.set(kind, id, row),
    list: (name, key) => lists.get(name, key) ?? under?.list(name, key),
    keepList: (name, key, ids) => lists.set(name, key, ids),
    enters({ list, key, id }) {
      const ids = lists.get(list, key);
      if (ids && !ids.includes(id)) lists.set(list, key, [...ids, id]);
    },
    leaves({ list, key, id }) {
      const ids = lists.get(list, key);
      if (!ids?.includes(id)) return;
      lists.set(
        list,
        key,
        ids.filter((each) => each !== id),
      );
    },
    evict(changed) {
      for (const { kind, id, image } of changed) {
        rows.delete(kind, id);
        // An erased image does not say in which lists its row stands.
        if (image === null) return clear();
        const row = JSON.parse(image) as Kinds[typeof kind];
        for (const { list, key } of listKeysOf(kind, row)) lists.delete(list, key);
      }
    },
    clear,
  };
}
