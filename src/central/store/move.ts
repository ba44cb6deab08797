// Moving a library between stores: everything of its stream as lines of JSON, the log with the very numbers and hashes.

import * as z from 'zod';
import { sha256 } from '../../node/env.ts';
import { firstBreak } from '../../shared/sync/chain.ts';
import { GENESIS } from '../../shared/sync/protocol.ts';
import type { Cursor, LogRow } from '../../shared/sync/protocol.ts';
import type { Store } from './port.ts';
import { TABLE_NAMES } from './transfer.ts';
import type { PlainRow, TableName } from './transfer.ts';

/** Shape of the lines; a newer one is refused. */
const FORM = 1;
const PAGE = 500;
const VERIFIED_PAGE = 1000;

const firstLine = z.strictObject({ shutai: z.literal('library'), form: z.number() });
const rowLine = z.tuple([
  z.enum(TABLE_NAMES as [TableName, ...TableName[]]),
  z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
]);
const lastLine = z.strictObject({
  rows: z.number(),
  through: z.object({ seq: z.number(), hash: z.string() }),
});

/** How a log was found: whole up to its end, or broken at a row. */
export type Verdict = { whole: true; through: Cursor } | { whole: false; seq: number };

/** Follows the chain from its beginning and says where it was touched first; a cut end only desks' cursors can tell. */
export async function verifyChain(store: Pick<Store, 'reads'>): Promise<Verdict> {
  let through: Cursor = { seq: 0, hash: GENESIS };
  for (;;) {
    const rows = await store.reads.log(through.seq, VERIFIED_PAGE);
    const seq = firstBreak(through, rows, sha256);
    if (seq !== null) return { whole: false, seq };
    const last = rows.at(-1);
    if (!last) return { whole: true, through };
    through = { seq: last.seq, hash: last.hash };
  }
}

function logRowOf(row: PlainRow): LogRow {
  const { image_hash, command_id, server_time, ...same } = row;
  const renamed = { imageHash: image_hash, commandId: command_id, serverTime: server_time };
  return { ...same, ...renamed } as unknown as LogRow;
}

/** Follows the log as its rows go by. */
function followed() {
  let through: Cursor = { seq: 0, hash: GENESIS };
  return {
    through: () => through,
    follow(table: TableName, rows: readonly PlainRow[]) {
      if (table !== 'log') return;
      const log = rows.map(logRowOf);
      const seq = firstBreak(through, log, sha256);
      if (seq !== null) throw new Error(`The log was touched: row ${seq} does not fit.`);
      const last = log.at(-1);
      if (last) through = { seq: last.seq, hash: last.hash };
    },
  };
}

/**
 * Writes everything of a store's stream, as of one moment, a line at a time without line ends.
 * @throws Error when the log does not verify
 */
export async function exportLibrary(
  store: Store,
  write: (line: string) => Promise<void>,
): Promise<void> {
  const chain = followed();
  let count = 0;
  await write(JSON.stringify({ shutai: 'library', form: FORM }));
  await store.dump(async (table, rows) => {
    chain.follow(table, rows);
    count += rows.length;
    for (const row of rows) await write(JSON.stringify([table, row]));
  });
  await write(JSON.stringify({ rows: count, through: chain.through() }));
}

type Page = { table: TableName; rows: PlainRow[] } | { end: z.output<typeof lastLine> };

/** Lines as pages of one table, then what the last line says. */
async function* pagesOf(lines: AsyncIterable<string>): AsyncGenerator<Page> {
  let page: { table: TableName; rows: PlainRow[] } | null = null;
  let begun = false;
  for await (const line of lines) {
    const said: unknown = JSON.parse(line);
    if (!begun) {
      const { form } = firstLine.parse(said);
      if (form > FORM) throw new Error('The file is of a newer program.');
      begun = true;
      continue;
    }
    if (!Array.isArray(said)) {
      if (page) yield page;
      yield { end: lastLine.parse(said) };
      return;
    }
    const [table, row] = rowLine.parse(said);
    if (page && (page.table !== table || page.rows.length === PAGE)) {
      yield page;
      page = null;
    }
    page ??= { table, rows: [] };
    page.rows.push(row);
  }
  throw new Error('The file ends too early.');
}

/**
 * Fills an empty store from such lines, all or nothing.
 * @throws Error when lines are missing, the log does not verify, or the store has rows already
 */
export async function importLibrary(store: Store, lines: AsyncIterable<string>): Promise<Cursor> {
  const chain = followed();
  let count = 0;
  await store.fill(async (put) => {
    for await (const page of pagesOf(lines)) {
      if ('end' in page) {
        const { rows, through } = page.end;
        const { seq, hash } = chain.through();
        if (rows === count && through.seq === seq && through.hash === hash) return;
        throw new Error('The file is not whole: rows are missing.');
      }
      chain.follow(page.table, page.rows);
      count += page.rows.length;
      await put(page.table, page.rows);
    }
  });
  return chain.through();
}
