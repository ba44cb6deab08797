// The store in one SQLite file of one process: a handle that writes, one that reads, and no waiting for anybody else.

import { writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Clock } from '../../../shared/lib/time.ts';
import type { AuthStore } from '../auth-port.ts';
import { authOf } from '../auth.ts';
import type { Exclusively } from '../auth.ts';
import type { Dialect } from '../dialect.ts';
import { eraseImages } from '../erase.ts';
import { faultOf, withFaults } from '../faults.ts';
import { jobsOf } from '../jobs.ts';
import { laneWrites } from '../lane.ts';
import type { Store } from '../port.ts';
import { readsOf } from '../reads.ts';
import type { Db } from '../schema.ts';
import { dumpStream, fillStream } from '../transfer.ts';
import { loadBase } from './load.ts';
import { kyselyOf, openMemory, openReader, openWriter } from './open.ts';
import type { Sqlite } from './open.ts';
import { runnerOf, writeGroup } from './write.ts';
import type { Run } from './write.ts';

/** What a store in SQLite is made of. */
export interface SqliteOptions {
  /** A path, `:memory:`, or a whole serialized database to go on from in memory. */
  file: string | Buffer;
  stream: string;
  /** Real time, for when a job was made. */
  clock: Clock;
}

/** The store with what only SQLite can do. */
export interface SqliteStore extends Store {
  /** The whole database as bytes that `openSqliteStore` takes; not in the middle of a lane. */
  serialize(): Buffer;
  /** Lets the file grow to so many pages and no further, as a full disk would; null lifts it. */
  limitPages(pages: number | null): void;
}

/** As JSON, with halves of pairs written as SQLite stores them. */
const json = (values: readonly unknown[]) =>
  JSON.stringify(values, (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  );

const pairs: Dialect['pairs'] = <A extends string>(list: readonly (readonly [A, string])[]) =>
  sql<{
    a: A;
    b: string;
  }>`(select value ->> 0 as a, value ->> 1 as b from json_each(${json(list)}))`.as('k');

const texts: Dialect['texts'] = (list) =>
  sql<{ a: string }>`(select value as a from json_each(${json(list)}))`.as('k');

/** A cross join is carried out in the order in which it is written. */
const fitting: Dialect['fitting'] = (k, table, fits) =>
  sql`${k} cross join ${table} as t where ${fits}`;

/** Runs work alone on the writing handle, between BEGIN IMMEDIATE and COMMIT; a throw rolls everything back. */
function exclusivelyOn(raw: Sqlite, writer: Db): Exclusively {
  const begin = raw.prepare('BEGIN IMMEDIATE');
  const commit = raw.prepare('COMMIT');
  const rollback = raw.prepare('ROLLBACK');
  return (work) =>
    writer.connection().execute(async (db) => {
      begin.run();
      try {
        const done = await work(db);
        commit.run();
        return done;
      } catch (error) {
        // A full disk has SQLite roll back by itself.
        if (raw.inTransaction) rollback.run();
        throw error;
      }
    });
}

/**
 * Sign-in with its reads beside the lane: every call of a desk begins with its token, and one that waited for the commit
 * under way would come too late for the next group.
 */
function authBeside(writer: Db, reader: Db, stream: string, exclusively: Exclusively): AuthStore {
  const { sessionByToken, sessionByRefresh, credential, countCredentials, tries, auditLines } =
    authOf(reader, stream, exclusively);
  return {
    ...authOf(writer, stream, exclusively),
    sessionByToken,
    sessionByRefresh,
    credential,
    countCredentials,
    tries,
    auditLines,
  };
}

/** Works on the file as it is at one moment, on a handle of its own. */
async function atOneMoment(
  file: string,
  work: (source: Sqlite) => Promise<unknown>,
): Promise<void> {
  const source = openReader(file);
  try {
    // An open read holds the moment; without it every commit would begin a copy anew.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM meta').get();
    await work(source);
  } finally {
    source.close();
  }
}

/** The handles of one store; in memory there is one, and a read waits until the lane is done. */
interface Handles {
  /** null in memory. */
  path: string | null;
  raw: Sqlite;
  writer: Db;
  reader: Db;
}

function handlesOf(file: string | Buffer): Handles {
  try {
    const path = typeof file === 'string' && file !== ':memory:' ? file : null;
    const bytes = typeof file === 'string' ? null : file;
    const raw = path === null ? openMemory(bytes) : openWriter(path);
    const writer = kyselyOf(raw);
    return { path, raw, writer, reader: path === null ? writer : kyselyOf(openReader(path)) };
  } catch (error) {
    throw faultOf(error) ?? error;
  }
}

type Part<N extends keyof Store> = Pick<Store, N>;

function laneOf(
  stream: string,
  dialect: Dialect,
  run: Run,
  exclusively: Exclusively,
): Part<'lane' | 'onHint'> {
  const listeners = new Set<() => void>();
  return {
    async lane(work) {
      const done = await exclusively(async (db) => {
        const lane = laneWrites(
          readsOf(db, stream, dialect),
          (group) => dialect.write(db, group),
          async (name, value) => run('meta', stream, name, value),
        );
        const answer = await work(lane.writes);
        lane.check();
        return answer;
      });
      for (const heard of listeners) heard();
      return done;
    },
    async onHint(heard) {
      listeners.add(heard);
      return async () => void listeners.delete(heard);
    },
  };
}

function copiesOf(
  { path, raw }: Handles,
  stream: string,
  exclusively: Exclusively,
): Part<'load' | 'dump' | 'fill' | 'backup'> {
  return {
    load: (rows, meta) => exclusively(async () => loadBase(raw, stream, rows, meta)),
    dump: (put) =>
      path === null
        ? exclusively((db) => dumpStream(db, stream, put))
        : atOneMoment(path, (source) => dumpStream(kyselyOf(source), stream, put)),
    fill: (produce) => exclusively((db) => fillStream(db, stream, produce)),
    backup: (target) =>
      path === null
        ? exclusively(async () => writeFileSync(target, raw.serialize(), { mode: 0o600 }))
        : atOneMoment(path, (source) => source.backup(target)),
  };
}

async function closeAll({ raw, writer, reader }: Handles): Promise<void> {
  if (!raw.open) return;
  // Whatever is under way on the writing handle ends first.
  await writer.connection().execute(async () => undefined);
  if (reader !== writer) await reader.destroy();
  await writer.destroy();
}

/**
 * Opens the store of a stream in a file or in memory.
 * @throws StoreFault `store_newer` when a newer program has written it, and the others as they say
 */
export function openSqliteStore({ file, stream, clock }: SqliteOptions): SqliteStore {
  const handles = handlesOf(file);
  const { raw, writer, reader } = handles;
  const run = runnerOf(raw);
  const write: Dialect['write'] = async (_, group) =>
    writeGroup(run, stream, group, () => clock.now());
  const dialect: Dialect = { kind: 'sqlite', pairs, texts, fitting, write };
  const exclusively = exclusivelyOn(raw, writer);
  const reads = withFaults(readsOf(reader, stream, dialect));
  return {
    kind: 'sqlite',
    reads,
    jobs: withFaults(jobsOf(writer, stream, dialect)),
    auth: withFaults(authBeside(writer, reader, stream, exclusively)),
    ...withFaults(laneOf(stream, dialect, run, exclusively)),
    ...withFaults(copiesOf(handles, stream, exclusively)),
    ...withFaults({
      eraseImages: (keys: Parameters<Store['eraseImages']>[0]) =>
        eraseImages(stream, keys, reads, dialect, exclusively),
      close: () => closeAll(handles),
    }),
    serialize: () => raw.serialize(),
    limitPages: (pages) => void raw.pragma(`max_page_count = ${pages ?? 4_294_967_294}`),
  };
}
