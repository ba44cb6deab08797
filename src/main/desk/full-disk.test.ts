import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CARD_KEY,
  commandId,
  modelBase,
  profileFolder,
  testClock,
} from '../../../tests/support/desk-core.ts';
import { loadBase } from './base/rebuild.ts';
import { createChanges } from './changes.ts';
import { libraryClock } from './clock.ts';
import { findMigrations, migrate, readMigrations } from './db/migrate.ts';
import { openOutbox, openReplica } from './db/open.ts';
import { replicaOf } from './db/transact.ts';
import { outboxOf } from './outbox/outbox.ts';
import { createStore } from './profile/store.ts';
import { createCodes } from './queues/codes.ts';
import { envOf } from './queues/env.ts';
import { createExecutor } from './queues/execute.ts';

const folder = { path: '' };
beforeEach(() => {
  folder.path = profileFolder();
});
afterEach(() => rmSync(folder.path, { recursive: true, force: true }));

/** A store put together by hand, so that its two files can be made to fail. */
function assemble() {
  const migrations = findMigrations(import.meta.dirname);
  const outboxFile = openOutbox(join(folder.path, 'outbox.db'));
  migrate(outboxFile, readMigrations(migrations, 'outbox'));
  const outbox = outboxOf(outboxFile);
  const base = modelBase();
  const path = join(folder.path, 'replica.db');
  loadBase(path, base, readMigrations(migrations, 'replica'));
  const replicaFile = openReplica(path);
  const changes = createChanges();
  const store = createStore({
    outbox,
    base,
    changes,
    replica: replicaOf(replicaFile, changes.tell),
    log: () => undefined,
    clock: libraryClock(testClock(), outbox.kept, base.start),
    deskId: 'desk',
    cardKey: CARD_KEY,
    problem: null,
  });
  const env = envOf(CARD_KEY, store.settings);
  const codes = createCodes(() => store.replica().statements);
  const executor = createExecutor(store, { env, codes, rebuild: async () => undefined });
  const note = (text: string) =>
    executor.run({
      id: commandId(),
      actor: 'desk-a',
      point: 'n-desk',
      type: 'reallocation.submit',
      entity: commandId(),
      expectHead: null,
      input: {
        readerId: 'reader-1',
        titleId: 't1',
        kind: 'for_loan',
        targetCampus: 'south',
        note: text,
      },
      codePrefix: 'N1',
    });
  const requests = () =>
    Number(store.replica().statements.one('SELECT count(*) AS n FROM request')?.['n']);
  return { outboxFile, replicaFile, outbox, store, note, requests };
}

/** Pages that a database has now. */
const pages = (db: { pragma(text: string, options: { simple: true }): unknown }) =>
  Number(db.pragma('page_count', { simple: true }));

describe.each(['outboxFile', 'replicaFile'] as const)('a disk that is full for the %s', (which) => {
  it('is said in a refusal, loses nothing, and work goes on when there is room', async () => {
    const desk = assemble();
    expect(await desk.note('first')).toMatchObject({ ok: true });
    desk[which].pragma(`max_page_count = ${pages(desk[which])}`);
    const long = '长'.repeat(2000);
    let accepted = 1;
    let refusal: unknown = null;
    for (let round = 0; round < 40 && refusal === null; round += 1) {
      // eslint-disable-next-line no-await-in-loop -- until the disk is full
      const answer = await desk.note(long);
      if (answer.ok) accepted += 1;
      else refusal = answer;
    }
    expect(refusal).toMatchObject({ ok: false, code: 'disk_full' });
    expect(desk.store.problem()).toMatchObject({ code: 'disk_full' });
    expect(desk.outbox.count()).toBe(accepted);
    expect(desk.requests()).toBe(accepted);
    desk[which].pragma('max_page_count = 1000000');
    expect(await desk.note('again')).toMatchObject({ ok: true });
    expect(desk.store.problem()).toBeNull();
    expect(desk.requests()).toBe(accepted + 1);
    desk.store.replica().close();
    desk.outbox.close();
  });
});

describe('a folder that cannot be written', () => {
  it('is said in a refusal and loses nothing', async () => {
    const desk = assemble();
    await desk.note('first');
    desk.outboxFile.pragma('query_only = ON');
    expect(await desk.note('second')).toMatchObject({ ok: false, code: 'read_only_folder' });
    expect(desk.requests()).toBe(1);
    desk.outboxFile.pragma('query_only = OFF');
    expect(await desk.note('third')).toMatchObject({ ok: true });
    expect(desk.requests()).toBe(2);
    desk.store.replica().close();
    desk.outbox.close();
  });
});

describe('a replica whose commit fails after the outbox was written', () => {
  it('keeps the command and shows it at the next one', async () => {
    const desk = assemble();
    const { outbox, replicaFile } = desk;
    // A violation that SQLite looks for only when it commits.
    replicaFile.exec(`PRAGMA foreign_keys = ON;
      CREATE TABLE parent (id TEXT PRIMARY KEY);
      CREATE TABLE child (id TEXT REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER tear AFTER INSERT ON request BEGIN INSERT INTO child VALUES ('nobody'); END`);
    expect(await desk.note('torn')).toMatchObject({ ok: true });
    expect(outbox.count()).toBe(1);
    expect(desk.requests()).toBe(0);
    replicaFile.exec('DROP TRIGGER tear');
    expect(await desk.note('next')).toMatchObject({ ok: true });
    expect(desk.requests()).toBe(2);
    expect(outbox.count()).toBe(2);
    desk.store.replica().close();
    outbox.close();
  });
});
