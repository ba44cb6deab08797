// The store in SQLite: the contract in a file and in memory, and what only a file can go through.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { findMigrationsOf, readMigrations } from '../../../node/migrations.ts';
import { storeContract } from '../contract.ts';
import { SLOTS_AFTER, SLOTS_BEFORE, at, commit, groupOf, rowOf } from '../contract/things.ts';
import { StoreFault } from '../port.ts';
import { migrate } from './migrate.ts';
import { openSqliteStore } from './sqlite-store.ts';

const clock = { now: () => at(0) };
const folders: string[] = [];

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shutai-store-'));
  folders.push(folder);
  return join(folder, 'central.db');
}

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe.each([
  ['in a file', newFile],
  ['in memory', () => ':memory:'],
])('store in SQLite %s', (_, place) => {
  storeContract(async () => {
    const store = openSqliteStore({ file: place(), stream: 'main', clock });
    return { store, other: store, close: () => store.close() };
  });
});

describe('store in a SQLite file', () => {
  const open = (file: string, stream = 'main') => openSqliteStore({ file, stream, clock });
  const codeOf = (error: unknown) => (error instanceof StoreFault ? error.code : error);

  it('keeps what it has over a restart, readable by its owner only', async () => {
    const file = newFile();
    const first = open(file);
    const head = await commit(first, 'x1', [rowOf('copy', 'c1', 1)]);
    await first.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const second = open(file);
    expect(await second.reads.head()).toEqual(head);
    await second.close();
  });

  it('keeps streams apart', async () => {
    const file = newFile();
    const [main, branch] = [open(file), open(file, 'branch')];
    await commit(main, 'x1', [rowOf('copy', 'c1', 1)]);
    expect(await branch.reads.head()).toMatchObject({ seq: 0 });
    expect((await commit(branch, 'x1', [rowOf('copy', 'c1', 1)])).seq).toBe(1);
    await main.close();
    await branch.close();
  });

  it('reads beside an open lane, what was committed before it', async () => {
    const store = open(newFile());
    await store.lane(async (writes) => {
      await writes.write(groupOf({ rows: [rowOf('copy', 'c1', 1)] }));
      expect(await writes.count('copy')).toBe(1);
      expect(await store.reads.count('copy')).toBe(0);
    });
    expect(await store.reads.count('copy')).toBe(1);
    await store.close();
  });

  it('says that the disk is full, loses nothing, and goes on when there is room', async () => {
    const store = open(newFile());
    await commit(store, 'x1', [rowOf('copy', 'c1', 1)]);
    store.limitPages(1);
    const big = Array.from({ length: 50 }, (_, n) =>
      rowOf('copy', `d${n}`, 1, { note: 'x'.repeat(4000) }),
    );
    const failed = await commit(store, 'x2', big).catch(codeOf);
    expect(failed).toBe('store_full');
    expect(await store.reads.head()).toMatchObject({ seq: 1 });
    store.limitPages(null);
    expect((await commit(store, 'x2', big)).seq).toBe(51);
    await store.close();
  });

  it('refuses a file of a newer program and one that is no database', async () => {
    const file = newFile();
    await open(file).close();
    const raw = new Database(file);
    raw.pragma('user_version = 999');
    raw.close();
    const fault = (name: string) => {
      try {
        open(name);
      } catch (error) {
        return codeOf(error);
      }
    };
    expect(fault(file)).toBe('store_newer');
    expect(fault(import.meta.filename)).toBe('store_io');
    expect(fault(dirname(file))).toBe('store_io');
  });

  it('copies a file before it changes its shape, and leaves a failed step whole', async () => {
    const file = newFile();
    const store = open(file);
    await commit(store, 'x1', [rowOf('copy', 'c1', 1)]);
    await store.close();
    const known = readMigrations(findMigrationsOf('central', import.meta.dirname), 'sqlite');
    const last = known.length;
    const next = { number: last + 1, sql: 'CREATE TABLE more (id TEXT) STRICT' };
    const raw = new Database(file);
    const broken = { number: last + 2, sql: 'CREATE TABLE even_more (id TEXT); SELECT nonsense' };
    expect(() => migrate(raw, [...known, next, broken], file)).toThrow('nonsense');
    expect(raw.pragma('user_version', { simple: true })).toBe(next.number);
    const names = raw.prepare(`SELECT name FROM sqlite_schema WHERE name LIKE '%more'`).all();
    expect(names).toEqual([{ name: 'more' }]);
    raw.close();
    const copy = open(`${file}.v${last}`);
    expect(await copy.reads.head()).toMatchObject({ seq: 1 });
    await copy.close();
  });

  it('finds in an older store whose copies lie in which slot', async () => {
    const file = newFile();
    const store = open(file);
    await commit(store, 'x1', SLOTS_BEFORE);
    await store.close();
    const raw = new Database(file);
    const known = readMigrations(findMigrationsOf('central', import.meta.dirname), 'sqlite');
    raw.exec(known.find(({ number }) => number === 6)?.sql ?? '');
    expect(raw.prepare('SELECT list, key, id FROM lookup ORDER BY id').all()).toEqual(SLOTS_AFTER);
    raw.close();
  });

  it('finds texts of a request, waiting jobs and sessions of a person along an index', async () => {
    const file = newFile();
    await open(file).close();
    const raw = new Database(file);
    const planOf = (sql: string) =>
      raw
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(({ detail }) => detail)
        .join();
    const of = `SELECT * FROM private_text WHERE stream = 'main' AND "of" = 'r1'`;
    const waiting = `SELECT key FROM job WHERE stream = 'main' AND kind = 'notice' AND state = 'waiting'`;
    const owner = `DELETE FROM session WHERE stream = 'main' AND kind = 'staff' AND owner = 'p1'`;
    expect(planOf(of)).toContain('private_text_of');
    expect(planOf(`${waiting} AND due_on <= 'x' ORDER BY due_on`)).toContain('job_waiting');
    expect(planOf(owner)).toContain('session_owner');
    raw.close();
  });

  it('lets nobody change the log or the audit trail but blank an image', async () => {
    const file = newFile();
    const store = open(file);
    await commit(store, 'x1', [rowOf('copy', 'c1', 1)]);
    await store.auth.audit({ at: at(0), what: 'sign_in', who: null, desk: null, facts: {} });
    await store.close();
    const raw = new Database(file);
    for (const sql of [
      'DELETE FROM log',
      `UPDATE log SET actor = 'somebody'`,
      `UPDATE log SET image = '{}', image_hash = 'x'`,
      'UPDATE log SET image = NULL',
      'DELETE FROM audit',
      `UPDATE audit SET who = 'somebody'`,
    ]) {
      expect(() => raw.exec(sql), sql).toThrow(/stay|blanked/u);
    }
    raw.exec(`UPDATE log SET image = NULL, image_hash = 'x'`);
    raw.close();
  });
});

describe('copies of a SQLite store', () => {
  const open = (file: string) => openSqliteStore({ file, stream: 'main', clock });

  it('are of one moment, made while the lane goes on', async () => {
    const file = newFile();
    const store = open(file);
    const rows = (n: number) =>
      Array.from({ length: 50 }, (_, index) =>
        rowOf('copy', `c${n}-${index}`, 1, { note: 'x'.repeat(2000) }),
      );
    for (let n = 0; n < 20; n += 1) await commit(store, `x${n}`, rows(n));
    const copied = store.backup(`${file}.copy`);
    for (let n = 20; n < 40; n += 1) await commit(store, `x${n}`, rows(n));
    await copied;
    expect(await store.reads.head()).toMatchObject({ seq: 2000 });
    await store.close();
    const copy = open(`${file}.copy`);
    const { seq } = await copy.reads.head();
    expect(seq).toBeGreaterThanOrEqual(1000);
    expect(await copy.reads.count('copy')).toBe(seq);
    await copy.close();
  });

  it('go on in memory from bytes', async () => {
    const first = openSqliteStore({ file: ':memory:', stream: 'main', clock });
    const head = await commit(first, 'x1', [rowOf('copy', 'c1', 1)]);
    const bytes = first.serialize();
    await commit(first, 'x2', [rowOf('copy', 'c1', 2)]);
    const second = openSqliteStore({ file: bytes, stream: 'main', clock });
    expect(await second.reads.head()).toEqual(head);
    expect((await commit(second, 'x3', [rowOf('copy', 'c1', 2)])).seq).toBe(2);
    const file = newFile();
    await second.backup(file);
    expect(readdirSync(join(file, '..'))).toHaveLength(1);
    const third = open(file);
    expect(await third.reads.head()).toMatchObject({ seq: 2 });
    for (const store of [first, second, third]) await store.close();
  });
});
