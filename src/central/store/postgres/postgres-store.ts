// The store in PostgreSQL: any number of processes, one of them at a time in the lane of a stream.

import { sql } from 'kysely';
import { findMigrationsOf, readMigrations } from '../../../node/migrations.ts';
import { sha256 } from '../../../node/env.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import { authOf } from '../auth.ts';
import type { Dialect } from '../dialect.ts';
import { eraseImages } from '../erase.ts';
import { faultOf, withFaults } from '../faults.ts';
import { jobsOf } from '../jobs.ts';
import { laneWrites } from '../lane.ts';
import type { BaseRow, Store } from '../port.ts';
import { readsOf } from '../reads.ts';
import type { Db } from '../schema.ts';
import { dumpStream, fillStream } from '../transfer.ts';
import { CHANNEL, listeningOf } from './listen.ts';
import { checkServer, migrate } from './migrate.ts';
import { kyselyOf } from './open.ts';
import { storable } from './text.ts';
import { texts, writeBase, writeGroup } from './write.ts';

/** Where the database is and which library it serves. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  url: string;
  stream: string;
  /** Real time, for when a job was made. */
  clock: Clock;
}

/** Rows of a base in one statement. */
const BASE_ROWS = 2000;

const column = (values: readonly string[]) => texts(values.map(storable));

const pairsTable: Dialect['pairs'] = <A extends string>(
  list: readonly (readonly [A, string])[],
) => {
  const [first, second] = [column(list.map(([a]) => a)), column(list.map(([, b]) => b))];
  return sql<{ a: A; b: string }>`unnest(${first}, ${second})`.as<'k'>(sql`k(a, b)`);
};

const textsTable: Dialect['texts'] = (list) =>
  sql<{ a: string }>`unnest(${column(list)})`.as<'k'>(sql`k(a)`);

/** The offset keeps the planner from turning the look-ups into a join of another kind. */
const fitting: Dialect['fitting'] = (k, table, fits) =>
  sql`${k} cross join lateral (select * from ${table} as t where ${fits} offset 0) as t`;

/** Number of the lock that whoever writes a stream holds. */
function lockOf(stream: string): bigint {
  return BigInt.asIntN(64, BigInt(`0x${sha256(`lane ${stream}`).slice(0, 16)}`));
}

/** Asks plain text without values; several statements are one way to the server and back. */
const plain = (db: Db, text: string) => sql.raw<{ command?: string }>(text).execute(db);

type InLane = <T>(
  work: (db: Db) => Promise<T>,
  options?: { begin?: string; commit?: (done: T) => string },
) => Promise<T>;

/** Runs work in a transaction that takes the stream's lock first; a throw rolls everything back. */
function inLaneOf(db: Db, stream: string): InLane {
  const take = `select pg_advisory_xact_lock(${lockOf(stream)})`;
  return (work, { begin = '', commit = () => 'commit' } = {}) =>
    db.connection().execute(async (own) => {
      try {
        await plain(own, `begin;${begin}${take}`);
        const done = await work(own);
        const { rows } = await plain(own, commit(done));
        // A transaction in which something failed answers a commit by rolling back.
        if (rows[0]?.command === 'ROLLBACK') throw new Error('the transaction was rolled back');
        return done;
      } catch (error) {
        // A lost connection has rolled back by itself.
        await plain(own, 'rollback').catch(() => undefined);
        throw error;
      }
    });
}

async function loadBase(
  db: Db,
  stream: string,
  rows: Iterable<BaseRow>,
  meta: Record<string, string>,
): Promise<void> {
  const some = await db
    .selectFrom('entity')
    .where('stream', '=', stream)
    .select('id')
    .limit(1)
    .execute();
  if (some.length > 0) throw new Error(`stream ${stream} has rows already`);
  let stretch: BaseRow[] = [];
  for (const row of rows) {
    stretch.push(row);
    if (stretch.length < BASE_ROWS) continue;
    await writeBase(db, stream, stretch);
    stretch = [];
  }
  if (stretch.length > 0) await writeBase(db, stream, stretch);
  const named = Object.entries(meta).map(([name, value]) => ({ stream, name, value }));
  if (named.length > 0) await db.insertInto('meta').values(named).execute();
}

async function setMeta(db: Db, stream: string, name: string, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ stream, name, value })
    .onConflict((conflict) => conflict.columns(['stream', 'name']).doUpdateSet({ value }))
    .execute();
}

/** What is written by hand in its own time has no limit on statements or silence. */
const UNHURRIED =
  'set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;';

type Part<N extends keyof Store> = Pick<Store, N>;

function laneOf(stream: string, dialect: Dialect, inLane: InLane): Part<'lane'> {
  const told = `select pg_notify('${CHANNEL}', '${stream.replaceAll("'", "''")}'); commit`;
  return {
    async lane(work) {
      let wrote = false;
      const inside = async (own: Db) => {
        const lane = laneWrites(
          readsOf(own, stream, dialect),
          (group) => dialect.write(own, group),
          (name, value) => setMeta(own, stream, name, value),
        );
        const done = await work(lane.writes);
        lane.check();
        wrote = lane.wrote();
        return done;
      };
      return inLane(inside, { commit: () => (wrote ? told : 'commit') });
    },
  };
}

function copiesOf(
  db: Db,
  stream: string,
  inLane: InLane,
): Part<'load' | 'dump' | 'fill' | 'backup'> {
  const moment = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return {
    load: (rows, meta) => inLane((own) => loadBase(own, stream, rows, meta), { begin: UNHURRIED }),
    dump: (put) =>
      moment.execute(async (own) => {
        await plain(own, UNHURRIED);
        await dumpStream(own, stream, put);
      }),
    fill: (produce) => inLane((own) => fillStream(own, stream, produce), { begin: UNHURRIED }),
    async backup() {
      throw new Error('A PostgreSQL database is copied with pg_dump or its own backups.');
    },
  };
}

async function openDatabase(url: string, used: () => void): Promise<Db> {
  const db = kyselyOf(url, used);
  try {
    await checkServer(db);
    await migrate(db, readMigrations(findMigrationsOf('central', import.meta.dirname), 'postgres'));
    return db;
  } catch (error) {
    await db.destroy();
    throw faultOf(error) ?? error;
  }
}

/**
 * Opens the store of a stream in a database, which it brings to the newest shape.
 * @throws StoreFault `store_newer`, `store_away` and the others as they say
 */
export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  const { url, stream, clock } = options;
  const listening = listeningOf(url, stream, clock);
  const db = await openDatabase(url, () => listening.tend());
  const write: Dialect['write'] = (own, group) => writeGroup(own, stream, group, () => clock.now());
  const dialect: Dialect = {
    kind: 'postgres',
    pairs: pairsTable,
    texts: textsTable,
    fitting,
    write,
  };
  const inLane = inLaneOf(db, stream);
  const reads = withFaults(readsOf(db, stream, dialect));
  return {
    kind: 'postgres',
    reads,
    jobs: withFaults(jobsOf(db, stream, dialect)),
    auth: withFaults(authOf(db, stream, (work) => inLane(work))),
    ...withFaults(laneOf(stream, dialect, inLane)),
    ...withFaults(copiesOf(db, stream, inLane)),
    ...withFaults({
      eraseImages: (keys: Parameters<Store['eraseImages']>[0]) =>
        eraseImages(stream, keys, reads, dialect, inLane),
      onHint: (heard: () => void) => listening.add(heard),
      async close() {
        await listening.close();
        await db.destroy();
      },
    }),
  };
}
