// Connections to PostgreSQL: bounded waits, big numbers as numbers, statements parsed once, lost connections thrown away.

import { Kysely, PostgresDialect } from 'kysely';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { faultOf } from '../faults.ts';
import type { Db, Tables } from '../schema.ts';
import { storable } from './text.ts';

/** In ms: what a statement, a lock, a lane that stands still, a connection may take. */
const STATEMENT_MS = 30_000;
const LOCK_MS = 10_000;
const IDLE_LANE_MS = 10_000;
const CONNECT_MS = 5000;
/** Longer than the server's own limit: it bites only when the server does not answer at all. */
const SILENT_MS = 40_000;
const CONNECTIONS = 10;

const INT8 = 20;
/** Numbers of the log and counts stay far below 2^53. */
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/**
 * Everything is asked by key, a few rows of tables that grow for ever. Plans are made once a statement, when a table may
 * still be small, and must be right for all later: along indexes, whatever the statistics say by then.
 */
const PLANS = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'jit=off',
];

/** What every connection is made with. */
export function connectionOf(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    types,
    keepAlive: true,
    application_name: 'shutai',
    options: PLANS.map((each) => `-c ${each}`).join(' '),
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: IDLE_LANE_MS,
    query_timeout: SILENT_MS,
  };
}

/** Texts of dynamic size are not kept parsed. */
const LONGEST_KEPT = 4000;
const MOST_KEPT = 200;
const names = new Map<string, string>();

/** The name under which a connection keeps a statement parsed. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || text.length > LONGEST_KEPT || names.size >= MOST_KEPT) return known;
  const name = `s${names.size + 1}`;
  names.set(text, name);
  return name;
}

async function ask(client: pg.PoolClient, text: string, values: readonly unknown[]) {
  if (values.length === 0) return client.query(text);
  const name = nameOf(text);
  const kept = values.map((value) => (typeof value === 'string' ? storable(value) : value));
  return client.query({ text, values: kept, ...(name === undefined ? {} : { name }) });
}

function clientOf(client: pg.PoolClient): PostgresPoolClient {
  let lost = false;
  const query = async (text: string, values: readonly unknown[]) => {
    try {
      return await ask(client, text, values);
    } catch (error) {
      lost ||= faultOf(error)?.code === 'store_away';
      throw error;
    }
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy === true || lost),
  };
}

/** A pool as Kysely wants it; `used` is told each time that a connection was had. */
function poolOf(url: string, used: () => void): PostgresPool {
  const pool = new pg.Pool({ ...connectionOf(url), max: CONNECTIONS });
  // A connection that is lost while nobody asks it anything is simply made anew.
  const ignore = () => undefined;
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      used();
      let own = known.get(client);
      if (!own) known.set(client, (own = clientOf(client)));
      return own;
    },
  };
}

/** Kysely over a pool of connections. */
export function kyselyOf(url: string, used: () => void): Db {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolOf(url, used) }) });
}
