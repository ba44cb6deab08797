// Brings a database to the newest shape, by one process at a time, and refuses one that cannot keep a promise.

import { sql } from 'kysely';
import type { Migration } from '../../../node/migrations.ts';
import { StoreFault } from '../port.ts';
import type { Db } from '../schema.ts';

/** Lock of everybody who changes the shape. */
const SHAPE_LOCK = 5_183_001;
const OLDEST_SERVER = 150_000;

async function versionOf(db: Db): Promise<number> {
  const known = await sql<{ known: boolean }>`
    select to_regclass('store_version') is not null as known`.execute(db);
  if (known.rows[0]?.known !== true) return 0;
  const { rows } = await sql<{ version: number | null }>`
    select max(number)::int8 as version from store_version`.execute(db);
  return rows[0]?.version ?? 0;
}

/**
 * Runs what is missing, each migration in one transaction together with its version.
 * @throws StoreFault `store_newer` when a newer program has been here
 */
export async function migrate(db: Db, migrations: readonly Migration[]): Promise<void> {
  const newest = migrations.at(-1)?.number ?? 0;
  const version = await versionOf(db);
  if (version > newest) throw new StoreFault('store_newer');
  // A standby, which may not write, has the shape of its primary.
  if (version === newest) return;
  await db.transaction().execute(async (inside) => {
    await sql`select pg_advisory_xact_lock(${SHAPE_LOCK})`.execute(inside);
    await sql`create table if not exists store_version (number integer primary key)`.execute(
      inside,
    );
  });
  for (const { number, sql: text } of migrations) {
    await db.transaction().execute(async (inside) => {
      await sql`select pg_advisory_xact_lock(${SHAPE_LOCK})`.execute(inside);
      if (number <= (await versionOf(inside))) return;
      await sql.raw(text).execute(inside);
      await sql`insert into store_version (number) values (${number})`.execute(inside);
    });
  }
}

/**
 * Looks at what the server promises.
 * @throws Error with a sentence when commits need not reach the disk, or the server is too old or not in UTF-8
 */
export async function checkServer(db: Db): Promise<void> {
  const { rows } = await sql<{ version: number; fsync: string; through: string; code: string }>`
    select current_setting('server_version_num')::int8 as version,
      current_setting('fsync') as fsync, current_setting('synchronous_commit') as through,
      current_setting('server_encoding') as code`.execute(db);
  const [server] = rows;
  if (!server) throw new StoreFault('store_away');
  if (server.version < OLDEST_SERVER) throw new Error('PostgreSQL 15 or newer is needed.');
  if (server.code !== 'UTF8') throw new Error('The database must have the encoding UTF8.');
  if (server.fsync === 'off' || server.through === 'off') {
    throw new Error(
      'PostgreSQL is set to lose what it has acknowledged: turn fsync and synchronous_commit on.',
    );
  }
}
