// What a service's store holds at one moment, read through its port as anybody could.

import { COLUMNS } from '../../../../src/main/desk/db/columns.ts';
import { memoryWorld } from '../../../../src/shared/queues/world/memory-world.ts';
import type { MemoryWorld } from '../../../../src/shared/queues/world/memory-world.ts';
import { putTogether } from '../../../../src/shared/sync/private-text.ts';
import type { Kind, Kinds } from '../../../../src/shared/queues/world/world.ts';
import type { Cursor, LogRow, PrivateText } from '../../../../src/shared/sync/protocol.ts';
import type { DeskRow } from '../../../../src/central/store/auth-port.ts';
import type { ResultRow, Store, StoredRow } from '../../../../src/central/store/port.ts';

/** Every replicated kind. */
export const KINDS = Object.keys(COLUMNS) as Kind[];

/** Everything in a store that desks may come to know, and how it came there. */
export interface ServiceFacts {
  head: Cursor;
  log: LogRow[];
  results: ResultRow[];
  desks: DeskRow[];
  rows: StoredRow[];
  texts: PrivateText[];
  /** The rows with their private text. */
  world: MemoryWorld;
}

const PAGE = 1000;

async function wholeLog(store: Store): Promise<LogRow[]> {
  const log: LogRow[] = [];
  for (;;) {
    const page = await store.reads.log(log.at(-1)?.seq ?? 0, PAGE);
    if (page.length === 0) return log;
    log.push(...page);
  }
}

/** Results of every desk in the order of its counter, then those of commands that no desk has counted. */
async function allResults(
  store: Store,
  desks: readonly string[],
  ids: Iterable<string>,
): Promise<ResultRow[]> {
  const all: ResultRow[] = [];
  for (const desk of desks) {
    let from = 1;
    for (;;) {
      const page = await store.reads.resultsOfDesk(desk, from, PAGE);
      all.push(...page);
      if (page.length < PAGE) break;
      from = (page.at(-1)?.cseq ?? from) + 1;
    }
  }
  const counted = new Set(all.map((each) => each.id));
  const others = [...new Set(ids)].filter((id) => !counted.has(id));
  return [...all, ...(await store.reads.results(others))];
}

function worldOf(rows: readonly StoredRow[], texts: readonly PrivateText[]): MemoryWorld {
  const world = memoryWorld();
  const textOf = new Map(texts.map((text) => [`${text.kind} ${text.id}`, text.text]));
  for (const { kind, id, image } of rows) {
    const open = JSON.parse(image) as Kinds[typeof kind];
    const text = textOf.get(`${kind} ${id}`);
    world.put(kind, text === undefined ? open : putTogether(kind, open, text));
  }
  return world;
}

/** Reads all of it; `ids` are commands that somebody knows of. */
export async function serviceFacts(
  store: Store,
  ids: Iterable<string> = [],
): Promise<ServiceFacts> {
  const { reads } = store;
  const rows: StoredRow[] = [];
  for (const kind of KINDS) rows.push(...(await reads.all(kind)));
  const desks = await reads.desks();
  const texts = await reads.texts(rows.map(({ kind, id }) => ({ kind, id })));
  const log = await wholeLog(store);
  return {
    head: await reads.head(),
    log,
    results: await allResults(
      store,
      desks.map((desk) => desk.id),
      [...ids, ...log.map((row) => row.commandId)],
    ),
    desks,
    rows,
    texts,
    world: worldOf(rows, texts),
  };
}
