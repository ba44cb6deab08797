// The store in a real PostgreSQL: the contract, and what only a server can do to a client.
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { freshDatabase, startPostgres } from '../../../../tests/support/postgres.ts';
import type { Postgres } from '../../../../tests/support/postgres.ts';
import { findMigrationsOf, readMigrations } from '../../../node/migrations.ts';
import { storeContract } from '../contract.ts';
import { SLOTS_AFTER, SLOTS_BEFORE, at, commit, groupOf, rowOf } from '../contract/things.ts';
import { exportLibrary, importLibrary, verifyChain } from '../move.ts';
import { StoreFault } from '../port.ts';
import { openSqliteStore } from '../sqlite/sqlite-store.ts';
import { openPostgresStore } from './postgres-store.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

let seconds = 0;
// Each look at the clock is a second later, so that a lost connection is looked after at once.
const clock = { now: () => at((seconds += 1)) };
const open = (stream: string, url = database.url) => openPostgresStore({ url, stream, clock });
const codeOf = (error: unknown) => (error instanceof StoreFault ? error.code : error);

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('store in PostgreSQL', () => {
  storeContract(async () => {
    const stream = randomUUID();
    const [store, other] = [await open(stream), await open(stream)];
    return {
      store,
      other,
      close: async () => {
        await store.close();
        await other.close();
      },
    };
  });
});

describe('PostgreSQL itself', () => {
  it('is brought to its shape by several processes at once', async () => {
    const { url, drop } = await freshDatabase();
    const stores = await Promise.all([1, 2, 3].map(() => open('main', url)));
    await commit(stores[0] ?? stores[1] ?? (await open('main', url)), 'x1', [
      rowOf('copy', 'c', 1),
    ]);
    for (const store of stores) await store.close();
    await withClient(url, (client) => client.query('INSERT INTO store_version VALUES (999)'));
    expect(await open('main', url).catch(codeOf)).toBe('store_newer');
    await drop();
  });

  it('finds in an older store whose copies lie in which slot', async () => {
    const stream = randomUUID();
    const store = await open(stream);
    await commit(store, 'x1', SLOTS_BEFORE);
    await store.close();
    const known = readMigrations(findMigrationsOf('central', import.meta.dirname), 'postgres');
    await withClient(database.url, async (client) => {
      await client.query(known.find(({ number }) => number === 5)?.sql ?? '');
      const listed = 'SELECT list, key, id FROM lookup WHERE stream = $1 ORDER BY id';
      expect((await client.query(listed, [stream])).rows).toEqual(SLOTS_AFTER);
    });
  });

  it('keeps images as the very text, and numbers as numbers', async () => {
    const store = await open(randomUUID());
    const image = '{"b":1,  "a":"\\u0000","b":2.50}';
    const row = { ...rowOf('copy', 'c1', 2 ** 45), image };
    await store.lane((writes) => writes.write(groupOf({ rows: [row] })));
    expect(await store.reads.rows([row])).toEqual([row]);
    await store.close();
  });

  it('lets nobody change the log or the audit trail but blank an image', async () => {
    const stream = randomUUID();
    const store = await open(stream);
    await commit(store, 'x1', [rowOf('copy', 'c1', 1)]);
    await store.auth.audit({ at: at(0), what: 'sign_in', who: null, desk: null, facts: {} });
    await store.close();
    await withClient(database.url, async (client) => {
      for (const text of [
        'DELETE FROM log',
        'TRUNCATE log',
        `UPDATE log SET actor = 'somebody'`,
        `UPDATE log SET image = '{}', image_hash = 'x'`,
        'UPDATE log SET image = NULL',
        'DELETE FROM audit',
        `UPDATE audit SET who = 'somebody'`,
      ]) {
        await expect(client.query(text), text).rejects.toThrow(/stay|blanked/u);
      }
      const blank = `UPDATE log SET image = NULL, image_hash = 'x' WHERE stream = $1`;
      expect((await client.query(blank, [stream])).rowCount).toBe(1);
    });
  });
});

describe('moving between SQLite and PostgreSQL', () => {
  it('keeps every row, number and hash, there and back', async () => {
    const first = openSqliteStore({ file: ':memory:', stream: 'main', clock });
    const texts = [{ kind: 'event' as const, id: 'e1', ver: 1, of: 'r1', text: { note: '嗯' } }];
    for (let n = 1; n <= 20; n += 1) {
      await commit(first, `x${n}`, [rowOf('copy', '册1', n), rowOf('event', `e${n}`, 1)], {
        texts,
      });
    }
    await first.auth.audit({ at: at(0), what: 'sign_in', who: null, desk: null, facts: {} });
    const middle = await open(randomUUID());
    const last = openSqliteStore({ file: ':memory:', stream: 'main', clock });
    const lines: string[][] = [];
    for (const [from, to] of [
      [first, middle],
      [middle, last],
    ] as const) {
      const out: string[] = [];
      await exportLibrary(from, async (line) => void out.push(line));
      await importLibrary(to, Readable.from(out));
      lines.push(out);
    }
    expect(lines[1]?.toSorted()).toEqual(lines[0]?.toSorted());
    expect(await verifyChain(middle)).toEqual(await verifyChain(first));
    expect(await last.reads.log(0, 100)).toEqual(await first.reads.log(0, 100));
    for (const store of [first, middle, last]) await store.close();
  });
});

describe('a server that goes away', () => {
  let server: Postgres;
  let url: string;
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.newDatabase();
  });
  afterAll(() => server.stop());

  it('is said to be away, and found again with everything in it', async () => {
    const store = await open('main', url);
    await commit(store, 'x1', [rowOf('copy', 'c1', 1)]);
    let told = false;
    const stop = await store.onHint(() => (told = true));
    await server.pause();
    told = false;
    expect(await store.reads.head().catch(codeOf)).toBe('store_away');
    expect(await commit(store, 'x2', [rowOf('copy', 'c1', 2)]).catch(codeOf)).toBe('store_away');
    expect(await store.jobs.counts().catch(codeOf)).toBe('store_away');
    expect(await open('main', url).catch(codeOf)).toBe('store_away');
    await server.start();
    expect(await store.reads.head()).toMatchObject({ seq: 1 });
    // Listening begins again by itself once the store is used, and tells that something may have been missed.
    while (!told) await store.reads.head();
    expect((await commit(store, 'x2', [rowOf('copy', 'c1', 2)])).seq).toBe(2);
    await stop();
    await store.close();
  });

  it('leaves nothing of a lane that it was in the middle of', async () => {
    const store = await open('main', url);
    const before = await store.reads.head();
    const broken = store.lane(async (writes) => {
      await writes.write(groupOf({ rows: [rowOf('copy', 'lost', 1)] }));
      await server.restart();
      await writes.head();
    });
    expect(await broken.catch(codeOf)).toBe('store_away');
    expect(await store.reads.head()).toEqual(before);
    expect(await store.reads.rows([{ kind: 'copy', id: 'lost' }])).toEqual([]);
    await store.close();
  });

  it('cuts off a process that stands still in the lane, so that others go on', async () => {
    const [frozen, other] = [await open('main', url), await open('main', url)];
    await withClient(url, async (client) => {
      const stuck = frozen.lane(async (writes) => {
        await writes.write(groupOf({ rows: [rowOf('copy', 'stuck', 1)] }));
        // As the server does by itself after ten seconds of silence.
        await client.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'`,
        );
        await commit(other, 'y1', [rowOf('copy', 'c9', 1)]);
      });
      expect(await stuck.catch(codeOf)).toBe('store_away');
    });
    expect(await other.reads.rows([{ kind: 'copy', id: 'stuck' }])).toEqual([]);
    expect(await other.reads.rows([{ kind: 'copy', id: 'c9' }])).toHaveLength(1);
    await frozen.close();
    await other.close();
  });

  it('says that it may not write', async () => {
    const readOnly = new URL(url);
    readOnly.searchParams.set('options', '-c default_transaction_read_only=on');
    const store = await open('main', url);
    await store.close();
    const standby = await open('main', readOnly.href);
    expect(await standby.reads.head()).toBeDefined();
    const failed = await commit(standby, 'z1', [rowOf('copy', 'c1', 9)]).catch(codeOf);
    expect(failed).toBe('store_read_only');
    await standby.close();
  });
});
