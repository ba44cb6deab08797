// Every read of the port, the same for both databases; in a lane over its transaction, elsewhere over what was committed.

import { sql } from 'kysely';
import type { AliasedRawBuilder, RawBuilder, Selectable } from 'kysely';
import { GENESIS } from '../../shared/sync/protocol.ts';
import type { LogRow } from '../../shared/sync/protocol.ts';
import type { Dialect } from './dialect.ts';
import type { Listing, StoreReads, StoredRow } from './port.ts';
import { LOG_COLUMNS, deskOf, resultOf, textOf } from './rows.ts';
import type { Db, Tables } from './schema.ts';

const ROW_COLUMNS = ['e.kind', 'e.id', 'e.ver', 'e.image', 'e.digest'] as const;
/** A command makes at most so many rows; a page that ends inside one is continued by as many at a time. */
const COMMAND_ROWS = 100;

type Part<N extends keyof StoreReads> = Pick<StoreReads, N>;

/** Asks for the rows of a table (`t`) that fit any row of `k`. */
function finder(db: Db, dialect: Dialect) {
  return async <R>(
    table: keyof Tables,
    columns: RawBuilder<unknown>,
    k: AliasedRawBuilder<unknown, 'k'>,
    fits: RawBuilder<unknown>,
  ): Promise<R[]> => {
    const from = dialect.fitting(k, sql.table(table), fits);
    const { rows } = await sql<R>`select ${columns} from ${from}`.execute(db);
    return rows;
  };
}

const columnsOf = (...names: string[]) => sql.join(names.map((name) => sql.ref(`t.${name}`)));
const ROW = columnsOf('kind', 'id', 'ver', 'image', 'digest');
const LISTING = columnsOf('list', 'key', 'kind', 'id');
const EVERY = sql`t.*`;

function entityReads(
  db: Db,
  stream: string,
  dialect: Dialect,
): Part<'rows' | 'all' | 'page' | 'count' | 'digests'> {
  const ofStream = () => db.selectFrom('entity as e').where('e.stream', '=', stream);
  const find = finder(db, dialect);
  const fits = sql`t.stream = ${stream} and t.kind = k.a and t.id = k.b`;
  return {
    async rows(keys) {
      if (keys.length === 0) return [];
      const k = dialect.pairs(keys.map(({ kind, id }) => [kind, id] as const));
      return find<StoredRow>('entity', ROW, k, fits);
    },
    all: (kind) =>
      ofStream().where('e.kind', '=', kind).orderBy('e.id').select(ROW_COLUMNS).execute(),
    page: (kind, after, limit) =>
      ofStream()
        .where('e.kind', '=', kind)
        .where('e.id', '>', after)
        .orderBy('e.id')
        .limit(limit)
        .select(ROW_COLUMNS)
        .execute(),
    async count(kind) {
      const { n } = await ofStream()
        .where('e.kind', '=', kind)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return n;
    },
    digests: (kind, after, limit) =>
      ofStream()
        .where('e.kind', '=', kind)
        .where('e.id', '>', after)
        .orderBy('e.id')
        .limit(limit)
        .select(['e.id', 'e.ver', 'e.digest'])
        .execute(),
  };
}

function listReads(
  db: Db,
  stream: string,
  dialect: Dialect,
): Part<'listed' | 'listedUpTo' | 'texts' | 'textsOf'> {
  const find = finder(db, dialect);
  return {
    async listed(asks) {
      if (asks.length === 0) return [];
      const k = dialect.pairs(asks.map(({ list, key }) => [list, key] as const));
      const fits = sql`t.stream = ${stream} and t.list = k.a and t.key = k.b`;
      return find<Listing>('lookup', LISTING, k, fits);
    },
    listedUpTo: (list, key, limit) =>
      db
        .selectFrom('lookup')
        .where('stream', '=', stream)
        .where('list', '=', list)
        .where('key', '<=', key)
        .orderBy('key')
        .orderBy('id')
        .limit(limit)
        .select(['list', 'key', 'kind', 'id'])
        .execute(),
    async texts(keys) {
      if (keys.length === 0) return [];
      const k = dialect.pairs(keys.map(({ kind, id }) => [kind, id] as const));
      const fits = sql`t.stream = ${stream} and t.kind = k.a and t.id = k.b`;
      const found = await find<Selectable<Tables['private_text']>>('private_text', EVERY, k, fits);
      return found.map(textOf);
    },
    async textsOf(requestIds) {
      if (requestIds.length === 0) return [];
      const k = dialect.texts(requestIds);
      const fits = sql`t.stream = ${stream} and t."of" = k.a`;
      const found = await find<Selectable<Tables['private_text']>>('private_text', EVERY, k, fits);
      return found.map(textOf);
    },
  };
}

function logReads(db: Db, stream: string): Part<'head' | 'log' | 'hashAt'> {
  const ofStream = () => db.selectFrom('log').where('stream', '=', stream);
  const after = (seq: number, limit: number): Promise<LogRow[]> =>
    ofStream().where('seq', '>', seq).orderBy('seq').limit(limit).select(LOG_COLUMNS).execute();
  return {
    async head() {
      const last = await ofStream()
        .orderBy('seq', 'desc')
        .limit(1)
        .select(['seq', 'hash'])
        .executeTakeFirst();
      return last ?? { seq: 0, hash: GENESIS };
    },
    async log(seq, limit) {
      const rows = await after(seq, limit);
      let full = rows.length === limit;
      for (let last = rows.at(-1); full && last; last = rows.at(-1)) {
        const { commandId } = last;
        const more = await after(last.seq, COMMAND_ROWS);
        const end = more.findIndex((row) => row.commandId !== commandId);
        rows.push(...(end === -1 ? more : more.slice(0, end)));
        full = end === -1 && more.length === COMMAND_ROWS;
      }
      return rows;
    },
    async hashAt(seq) {
      if (seq === 0) return GENESIS;
      const row = await ofStream().where('seq', '=', seq).select('hash').executeTakeFirst();
      return row?.hash ?? null;
    },
  };
}

function resultReads(db: Db, stream: string, dialect: Dialect): Part<'results' | 'resultsOfDesk'> {
  const find = finder(db, dialect);
  return {
    async results(commandIds) {
      if (commandIds.length === 0) return [];
      const k = dialect.texts(commandIds);
      const fits = sql`t.stream = ${stream} and t.command_id = k.a`;
      const found = await find<Selectable<Tables['result']>>('result', EVERY, k, fits);
      return found.map(resultOf);
    },
    async resultsOfDesk(desk, from, limit) {
      const found = await db
        .selectFrom('result')
        .where('stream', '=', stream)
        .where('desk', '=', desk)
        // Said in so many words: the index leaves out commands of the service itself.
        .where('cseq', '>', sql.lit(0))
        .where('cseq', '>=', from)
        .orderBy('cseq')
        .limit(limit)
        .selectAll()
        .execute();
      return found.map(resultOf);
    },
  };
}

function deskReads(
  db: Db,
  stream: string,
  dialect: Dialect,
): Part<'meta' | 'desk' | 'desks' | 'staffOfDesk' | 'counter'> {
  const find = finder(db, dialect);
  const ofStream = () => db.selectFrom('desk').where('stream', '=', stream);
  return {
    async meta(name) {
      const row = await db
        .selectFrom('meta')
        .where('stream', '=', stream)
        .where('name', '=', name)
        .select('value')
        .executeTakeFirst();
      return row?.value ?? null;
    },
    async desk(id) {
      const row = await ofStream().where('id', '=', id).selectAll().executeTakeFirst();
      return row ? deskOf(row) : null;
    },
    async desks(ids) {
      if (!ids) return (await ofStream().orderBy('id').selectAll().execute()).map(deskOf);
      const fits = sql`t.stream = ${stream} and t.id = k.a`;
      const rows = await find<Selectable<Tables['desk']>>('desk', EVERY, dialect.texts(ids), fits);
      return rows.map(deskOf);
    },
    async staffOfDesk(desk) {
      const rows = await db
        .selectFrom('desk_staff')
        .where('stream', '=', stream)
        .where('desk', '=', desk)
        .orderBy('staff')
        .select('staff')
        .execute();
      return rows.map((row) => row.staff);
    },
    async counter(prefix) {
      const row = await db
        .selectFrom('counter')
        .where('stream', '=', stream)
        .where('prefix', '=', prefix)
        .select('last')
        .executeTakeFirst();
      return row?.last ?? 0;
    },
  };
}

/** The reads of one stream over a handle. */
export function readsOf(db: Db, stream: string, dialect: Dialect): StoreReads {
  return {
    ...entityReads(db, stream, dialect),
    ...listReads(db, stream, dialect),
    ...logReads(db, stream),
    ...resultReads(db, stream, dialect),
    ...deskReads(db, stream, dialect),
  };
}
