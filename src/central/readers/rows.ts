// Committed rows of many entities at once, straight from the store: a search page asks for hundreds.

import { LIST_RULES } from '../../shared/queues/world/row-lists.ts';
import { keyOfAsk } from '../../shared/queues/world/list-keys.ts';
import type { Kind, Kinds, ListName, Lists } from '../../shared/queues/world/world.ts';
import { TEXT_KINDS } from '../../shared/sync/private-text.ts';
import { rowOf } from '../lane/stored.ts';
import type { StoreReads } from '../store/port.ts';

/** Reads of rows by id and of lists by key, each in one or two statements whatever their number. */
export interface Rows {
  get<K extends Kind>(kind: K, ids: Iterable<string | null>): Promise<Map<string, Kinds[K]>>;
  one<K extends Kind>(kind: K, id: string): Promise<Kinds[K] | undefined>;
  /** Rows of a list (one that is asked by a single argument) under each key, in the list's order. */
  lists<N extends ListName>(
    list: N,
    keys: Iterable<string>,
  ): Promise<Map<string, Lists[N]['row'][]>>;
  list<N extends ListName>(list: N, key: string): Promise<Lists[N]['row'][]>;
  all<K extends Kind>(kind: K): Promise<Kinds[K][]>;
}

type Reads = Pick<StoreReads, 'rows' | 'listed' | 'texts' | 'all'>;

async function rowsOf<K extends Kind>(reads: Reads, kind: K, ids: readonly string[]) {
  const found = new Map<string, Kinds[K]>();
  if (ids.length === 0) return found;
  const stored = await reads.rows(ids.map((id) => ({ kind, id })));
  const texts = TEXT_KINDS.has(kind) ? await reads.texts(stored) : [];
  const textOf = new Map(texts.map((text) => [text.id, text]));
  for (const { id, image } of stored) {
    const row = rowOf(kind, image, textOf.get(id));
    if (row) found.set(id, row);
  }
  return found;
}

function distinct(ids: Iterable<string | null>): string[] {
  return [...new Set(ids)].filter((id) => id !== null);
}

/** Makes it over a store. */
export function rowsReader(reads: Reads): Rows {
  const rows: Rows = {
    get: (kind, ids) => rowsOf(reads, kind, distinct(ids)),
    one: async (kind, id) => (await rowsOf(reads, kind, [id])).get(id),
    async lists<N extends ListName>(list: N, keys: Iterable<string>) {
      const rule = LIST_RULES[list];
      const asked = distinct(keys);
      const places = await reads.listed(asked.map((key) => ({ list, key })));
      const known = await rowsOf(reads, rule.kind, distinct(places.map(({ id }) => id)));
      const found = new Map<string, Lists[N]['row'][]>(asked.map((key) => [key, []]));
      for (const { key, id } of places) {
        const row = known.get(id) as Lists[N]['row'] | undefined;
        if (row && rule.holds(row, ...([key] as never))) found.get(key)?.push(row);
      }
      for (const each of found.values()) each.sort(rule.order);
      return found;
    },
    async list(list, key) {
      const asked = keyOfAsk(list, [key] as never);
      return (await rows.lists(list, [asked])).get(asked) ?? [];
    },
    async all(kind) {
      const stored = await reads.all(kind);
      return stored.flatMap(({ image }) => rowOf(kind, image, undefined) ?? []);
    },
  };
  return rows;
}
