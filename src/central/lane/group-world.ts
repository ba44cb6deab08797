// The rows of a group on their way: what its commands have written so far lies over what was committed.

import { keyOfAsk, listKeysOf } from '../../shared/queues/world/list-keys.ts';
import { LIST_RULES, mergeList } from '../../shared/queues/world/row-lists.ts';
import type { Kind, Kinds, ListName, Lists, World } from '../../shared/queues/world/world.ts';
import type { Reader } from './reader.ts';
import type { Put } from './settings.ts';

/** A world whose writes wait for the group's commit. */
export interface GroupWorld extends World {
  /** The newest row of everything that was written. */
  written(): Put[];
}

/** Where rows of the group have ever stood by list and key, so that nobody looks through all of them. */
function placesTaken() {
  const places = new Map<ListName, Map<string, Set<string>>>();
  return {
    note<K extends Kind>(kind: K, row: Kinds[K]) {
      for (const { list, key } of listKeysOf(kind, row)) {
        let keys = places.get(list);
        if (!keys) places.set(list, (keys = new Map()));
        const ids = keys.get(key);
        if (ids) ids.add(row.id);
        else keys.set(key, new Set([row.id]));
      }
    },
    ids: (list: ListName, key: string): Iterable<string> => places.get(list)?.get(key) ?? [],
  };
}

/** Makes it over committed rows. */
export function groupWorld(committed: Pick<Reader, 'get' | 'list'>): GroupWorld {
  const put = new Map<Kind, Map<string, Kinds[Kind]>>();
  const places = placesTaken();
  /** A list as it is with the rows that the group has written of its kind. */
  const merged = <N extends ListName>(
    own: ReadonlyMap<string, Kinds[Kind]>,
    rows: Lists[N]['row'][],
    name: N,
    args: Lists[N]['args'],
  ): Lists[N]['row'][] => {
    /** Rows of the group that stood in the list before it, or may stand there now. */
    const changed = new Map<string, Kinds[Kind]>();
    const note = (id: string) => {
      const row = own.get(id);
      if (row !== undefined) changed.set(id, row);
    };
    for (const { id } of rows) note(id);
    for (const id of places.ids(name, keyOfAsk(name, args))) note(id);
    return changed.size === 0 ? rows : mergeList(name, args, rows, changed);
  };
  return {
    get: <K extends Kind>(kind: K, id: string) => {
      const row = put.get(kind)?.get(id) as Kinds[K] | undefined;
      return row === undefined ? committed.get(kind, id) : Promise.resolve(row);
    },
    list: <N extends ListName>(name: N, ...args: Lists[N]['args']) => {
      const found = committed.list(name, ...args);
      const own = put.get(LIST_RULES[name].kind);
      return own ? found.then((rows) => merged(own, rows, name, args)) : found;
    },
    put: (kind, row) => {
      const rows = put.get(kind) ?? new Map<string, Kinds[Kind]>();
      rows.set(row.id, row);
      put.set(kind, rows);
      places.note(kind, row);
    },
    written: () =>
      [...put].flatMap(([kind, rows]) => [...rows.values()].map((row) => ({ kind, row }) as Put)),
  };
}
