// Everything of a stream out of one store and into another, a page of rows of one table at a time.

import { sql } from 'kysely';
import type { Db, Tables } from './schema.ts';

/** A table of the store. */
export type TableName = keyof Tables;
/** Columns of one row but its stream, which is the store's own. */
export type PlainRow = Record<string, string | number | null>;
/** Takes a page of rows of a table. */
export type PutPage = (table: TableName, rows: readonly PlainRow[]) => Promise<void>;

/** What a row of each table is found by; this is also the order of tables and rows. */
const KEYS: Record<TableName, readonly [string, ...string[]]> = {
  meta: ['name'],
  entity: ['kind', 'id'],
  lookup: ['list', 'key', 'kind', 'id'],
  log: ['seq'],
  result: ['command_id'],
  private_text: ['kind', 'id'],
  counter: ['prefix'],
  desk: ['id'],
  desk_staff: ['desk', 'staff'],
  enroll_code: ['hash'],
  credential: ['kind', 'owner'],
  tries: ['name'],
  session: ['id'],
  job: ['key'],
  audit: ['n'],
};
const PAGE = 500;

/** Names of all tables, in the order in which they travel. */
export const TABLE_NAMES = Object.keys(KEYS) as TableName[];

async function* pagesOf(db: Db, stream: string, table: TableName): AsyncGenerator<PlainRow[]> {
  const keys = sql.join(KEYS[table].map((name) => sql.ref(name)));
  const first = sql`select * from ${sql.table(table)} where stream = ${stream}`;
  const order = sql`order by ${keys} limit ${PAGE}`;
  for (let last: PlainRow | undefined; ;) {
    const after = last;
    const beyond = after
      ? sql`and (${keys}) > (${sql.join(KEYS[table].map((name) => after[name]))})`
      : sql``;
    const { rows } = await sql<PlainRow>`${first} ${beyond} ${order}`.execute(db);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

/** A row without what is the store's own: its stream, and the numbers of the audit trail, which are the database's. */
function travelling(table: TableName, stored: PlainRow): PlainRow {
  const row = { ...stored };
  delete row['stream'];
  if (table === 'audit') delete row['n'];
  return row;
}

/** Gives every row of a stream; the handle holds one moment, so that the whole fits together. */
export async function dumpStream(db: Db, stream: string, put: PutPage): Promise<void> {
  for (const table of TABLE_NAMES) {
    for await (const rows of pagesOf(db, stream, table)) {
      await put(
        table,
        rows.map((row) => travelling(table, row)),
      );
    }
  }
}

/**
 * Takes every row of a stream that has nothing yet; the transaction is open.
 * @throws Error when the stream has something already
 */
export async function fillStream(
  db: Db,
  stream: string,
  produce: (put: PutPage) => Promise<void>,
): Promise<void> {
  for (const table of TABLE_NAMES) {
    const some = sql`select 1 from ${sql.table(table)} where stream = ${stream} limit 1`;
    if ((await some.execute(db)).rows.length > 0) {
      throw new Error(`stream ${stream} has rows in ${table} already`);
    }
  }
  await produce(async (table, rows) => {
    if (rows.length === 0) return;
    const placed = rows.map((row) => ({ stream, ...row }));
    await db.insertInto(table).values(placed).execute();
  });
}
