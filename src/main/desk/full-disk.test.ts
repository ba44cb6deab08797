import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assembleDesk } from '../../../tests/support/desk-parts.ts';
import { profileFolder } from '../../../tests/support/desk-core.ts';

let folder: string;
beforeEach(() => {
  folder = profileFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Pages that a database has now. */
const pages = (db: { pragma(text: string, options: { simple: true }): unknown }) =>
  Number(db.pragma('page_count', { simple: true }));

describe.each(['outboxFile', 'replicaFile'] as const)('a disk that is full for the %s', (which) => {
  it('is said in a refusal, loses nothing, and work goes on when there is room', async () => {
    const desk = assembleDesk(folder);
    expect(await desk.submit('first')).toMatchObject({ ok: true });
    desk[which].pragma(`max_page_count = ${pages(desk[which])}`);
    const long = '长'.repeat(2000);
    let accepted = 1;
    let refusal: unknown = null;
    for (let round = 0; round < 40 && refusal === null; round += 1) {
      const answer = await desk.submit(long);
      if (answer.ok) accepted += 1;
      else refusal = answer;
    }
    expect(refusal).toMatchObject({ ok: false, code: 'disk_full' });
    expect(desk.store.problem()).toMatchObject({ code: 'disk_full' });
    expect(desk.outbox.count()).toBe(accepted);
    expect(desk.requests()).toBe(accepted);
    desk[which].pragma('max_page_count = 1000000');
    expect(await desk.submit('again')).toMatchObject({ ok: true });
    expect(desk.store.problem()).toBeNull();
    expect(desk.requests()).toBe(accepted + 1);
    desk.store.replica().close();
    desk.outbox.close();
  });
});

describe('a folder that cannot be written', () => {
  it('is said in a refusal and loses nothing', async () => {
    const desk = assembleDesk(folder);
    await desk.submit('first');
    desk.outboxFile.pragma('query_only = ON');
    expect(await desk.submit('second')).toMatchObject({ ok: false, code: 'read_only_folder' });
    expect(desk.requests()).toBe(1);
    desk.outboxFile.pragma('query_only = OFF');
    expect(await desk.submit('third')).toMatchObject({ ok: true });
    expect(desk.requests()).toBe(2);
    desk.store.replica().close();
    desk.outbox.close();
  });
});

describe('a replica whose commit fails after the outbox was written', () => {
  it('keeps the command and shows it at the next one', async () => {
    const desk = assembleDesk(folder);
    const { outbox, replicaFile } = desk;
    // A violation that SQLite looks for only when it commits.
    replicaFile.exec(`PRAGMA foreign_keys = ON;
      CREATE TABLE parent (id TEXT PRIMARY KEY);
      CREATE TABLE child (id TEXT REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER tear AFTER INSERT ON request BEGIN INSERT INTO child VALUES ('nobody'); END`);
    expect(await desk.submit('torn')).toMatchObject({ ok: true });
    expect(outbox.count()).toBe(1);
    expect(desk.requests()).toBe(0);
    replicaFile.exec('DROP TRIGGER tear');
    expect(await desk.submit('next')).toMatchObject({ ok: true });
    expect(desk.requests()).toBe(2);
    expect(outbox.count()).toBe(2);
    desk.store.replica().close();
    outbox.close();
  });
});
