// Reads rows and lists through the cache, a whole group's at a time where it is known what will be asked.

import { LIST_RULES } from '../../shared/queues/world/row-lists.ts';
import type { ListRule } from '../../shared/queues/world/row-lists.ts';
import { keyOfAsk } from '../../shared/queues/world/list-keys.ts';
import type { Kind, Kinds, ListName, Lists, World } from '../../shared/queues/world/world.ts';
import { TEXT_KINDS } from '../../shared/sync/private-text.ts';
import type { PrivateText } from '../../shared/sync/protocol.ts';
import type { StoreReads } from '../store/port.ts';
import { firstTimes, nameMap } from './names.ts';
import type { NameMap } from './names.ts';
import type { RowCache } from './row-cache.ts';
import { rowOf } from './stored.ts';

/** One row by its name. */
export interface RowKey {
  kind: Kind;
  id: string;
}
/** One list by its key. */
export interface ListAsk {
  list: ListName;
  key: string;
}

/** The store could not be read; what a decision throws otherwise is a fault of the command. */
export class ReadFailed extends Error {
  constructor(cause: unknown) {
    super('the store could not be read', { cause });
    this.name = 'ReadFailed';
  }
}

/** Reads of committed rows. */
export interface Reader extends Pick<World, 'get' | 'list'> {
  /** Loads what is not known yet: lists with their rows, and these rows. */
  load(keys: readonly RowKey[], asks: readonly ListAsk[]): Promise<void>;
  /** A row, if it is in memory. */
  known<K extends Kind>(kind: K, id: string): Kinds[K] | undefined;
  /** Ids that may stand in a list, as far as they are in memory. */
  listedIds(list: ListName, key: string): readonly string[];
}

type Reads = Pick<StoreReads, 'rows' | 'listed' | 'texts'>;

async function readable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw new ReadFailed(error);
  }
}

/** Rows as they were just loaded; null where there is none. */
type Loaded = NameMap<Kinds[Kind] | null>;

const NOTHING: Loaded = nameMap();

function rowLoader(reads: Reads, cache: RowCache) {
  return async (keys: readonly RowKey[]): Promise<Loaded> => {
    const isFirst = firstTimes();
    const unknown = keys.filter(
      ({ kind, id }) => cache.row(kind, id) === undefined && isFirst(kind, id),
    );
    if (unknown.length === 0) return NOTHING;
    const stored = await readable(reads.rows(unknown));
    const texts = await readable(reads.texts(stored.filter(({ kind }) => TEXT_KINDS.has(kind))));
    const textOf = nameMap<PrivateText>();
    for (const text of texts) textOf.set(text.kind, text.id, text);
    const loaded: Loaded = nameMap();
    for (const { kind, id, image } of stored) {
      loaded.set(kind, id, rowOf(kind, image, textOf.get(kind, id)) ?? null);
    }
    for (const { kind, id } of unknown) {
      const row = loaded.get(kind, id) ?? null;
      if (row === null) loaded.set(kind, id, null);
      cache.keep(kind, id, row);
    }
    return loaded;
  };
}

/** What was just loaded of a list. */
interface LoadedList extends ListAsk {
  ids: string[];
}

function listLoader(reads: Reads, cache: RowCache) {
  return async (asks: readonly ListAsk[]): Promise<LoadedList[]> => {
    const isFirst = firstTimes();
    const unknown = asks.filter(
      ({ list, key }) => cache.list(list, key) === undefined && isFirst(list, key),
    );
    if (unknown.length === 0) return [];
    const found = await readable(reads.listed(unknown));
    const loaded = unknown.map((ask): LoadedList => ({ ...ask, ids: [] }));
    const byName = nameMap<string[]>();
    for (const { list, key, ids } of loaded) byName.set(list, key, ids);
    for (const { list, key, id } of found) byName.get(list, key)?.push(id);
    for (const { list, key, ids } of loaded) cache.keepList(list, key, ids);
    return loaded;
  };
}

/** Those of the rows under a list's key that belong to it, in its order. */
function ofList<N extends ListName>(
  name: N,
  args: Lists[N]['args'],
  found: readonly (Kinds[Kind] | null | undefined)[],
): Lists[N]['row'][] {
  const rule: ListRule<N> = LIST_RULES[name];
  const rows = (found as (Lists[N]['row'] | null | undefined)[]).filter(
    (row) => row && rule.holds(row, ...args),
  ) as Lists[N]['row'][];
  return rows.length > 1 ? rows.toSorted(rule.order) : rows;
}

/**
 * Makes a reader; what it reads is kept in the cache, which may forget it again at once. `isNew` says of a row that it
 * cannot be there yet, so that nobody has to look.
 */
export function createReader(
  reads: Reads,
  cache: RowCache,
  isNew: (kind: Kind, id: string) => boolean = () => false,
): Reader {
  const loadRows = rowLoader(reads, cache);
  const loadLists = listLoader(reads, cache);
  const getUnknown = async <K extends Kind>(kind: K, id: string) => {
    if (isNew(kind, id)) return undefined;
    const loaded = await loadRows([{ kind, id }]);
    return (loaded.get(kind, id) ?? undefined) as Kinds[K] | undefined;
  };
  const listUnknown = async <N extends ListName>(name: N, args: Lists[N]['args']) => {
    const { kind } = LIST_RULES[name];
    const ask = { list: name, key: keyOfAsk(name, args) };
    const ids = cache.list(ask.list, ask.key) ?? (await loadLists([ask]))[0]?.ids ?? [];
    const known = ids.map((id) => cache.row(kind, id));
    const missing = ids.filter((_, index) => known[index] === undefined);
    const loaded = await loadRows(missing.map((id) => ({ kind, id })));
    const rows = ids.map((id, index) => known[index] ?? loaded.get(kind, id));
    return ofList(name, args, rows);
  };
  return {
    async load(keys, asks) {
      const loaded = await loadLists(asks);
      const listed = loaded.flatMap(({ list, ids }) => {
        const { kind } = LIST_RULES[list];
        return ids.map((id) => ({ kind, id }));
      });
      await loadRows([...keys, ...listed]);
    },
    known: (kind, id) => cache.row(kind, id) ?? undefined,
    listedIds: (list, key) => cache.list(list, key) ?? [],
    get<K extends Kind>(kind: K, id: string) {
      const known = cache.row(kind, id);
      return known === undefined ? getUnknown(kind, id) : Promise.resolve(known ?? undefined);
    },
    list<N extends ListName>(name: N, ...args: Lists[N]['args']) {
      const { kind } = LIST_RULES[name];
      const ids = cache.list(name, keyOfAsk(name, args));
      const known = ids?.map((id) => cache.row(kind, id));
      return known === undefined || known.includes(undefined)
        ? listUnknown(name, args)
        : Promise.resolve(ofList(name, args, known));
    },
  };
}
