import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  commandId,
  openTestDesk,
  profileFolder,
  submitMove,
  testClock,
} from '../../../tests/support/desk-core.ts';
import { modelBase } from '../../../tests/support/model-base.ts';
import type { TestClock, TestDesk } from '../../../tests/support/desk-core.ts';
import { dumpReplica, flipByte, offsetOf, outboxIds } from '../../../tests/support/desk-files.ts';
import { assertFull, openOutbox } from './db/open.ts';
import { findMigrations, migrate, readMigrations } from './db/migrate.ts';
import { DeskFault } from './fault.ts';

let folder: string;
let clock: TestClock;
beforeEach(() => {
  folder = profileFolder();
  clock = testClock();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openTestDesk({ folder, clock });
const migrations = findMigrations(import.meta.dirname);

/** Some work of several people over two queues, with a settings row among it. */
async function work(desk: TestDesk): Promise<void> {
  await desk.signIn('desk-a');
  const moved = await submitMove(desk);
  await submitMove(desk, { readerId: 'reader-2' });
  await desk.client['requests.submit']({
    commandId: commandId(),
    queue: 'find_book',
    input: { readerId: 'reader-3', copyId: 'c4' },
  });
  await desk.client['scan.take']({ commandId: commandId(), text: 'C2', source: 'wedge' });
  await desk.signIn('boss');
  await desk.client['settings.save']({
    commandId: commandId(),
    kind: 'policy',
    row: { id: 'reallocation.target.submitted', ver: 0, value: 60 },
  });
  await desk.signIn('keeper-a');
  clock.forward(5);
  const detail = await desk.client['requests.detail']({ requestId: moved });
  const approved = await desk.client['requests.act']({
    commandId: commandId(),
    requestId: moved,
    action: 'approve',
    input: { copyId: 'c1', priority: 'normal' },
    expectHead: detail?.line.request.head ?? null,
  });
  expect(approved).toMatchObject({ ok: true });
}

async function closedAfterWork(): Promise<Record<string, unknown[]>> {
  const desk = await open();
  await work(desk);
  await desk.close();
  return dumpReplica(folder);
}

describe('the files of a profile', () => {
  it('can be read by this person only', async () => {
    const desk = await open();
    for (const name of ['outbox.db', 'replica.db']) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    }
    await desk.close();
  });

  it('are locked: a second desk is told that the profile is in use', async () => {
    const desk = await open();
    await expect(open()).rejects.toMatchObject({ code: 'profile_in_use' });
    await desk.close();
    await (await open()).close();
  });

  it('write the outbox through to the disk, also after the first write', () => {
    const db = openOutbox(join(folder, 'outbox.db'));
    migrate(db, readMigrations(migrations, 'outbox'));
    db.exec(`INSERT INTO doubt VALUES (1, '{}', '')`);
    expect(() => assertFull(db)).not.toThrow();
    db.pragma('synchronous = NORMAL');
    expect(() => assertFull(db)).toThrow(DeskFault);
    db.close();
  });

  const makeNewer = (name: string) => {
    const db = new Database(join(folder, name));
    db.pragma('user_version = 99');
    db.close();
  };

  it('refuse an outbox that a newer program has written', async () => {
    await (await open()).close();
    makeNewer('outbox.db');
    await expect(open()).rejects.toMatchObject({
      code: 'newer_database',
      facts: { version: 99 },
    });
  });

  it('make a replica again that a newer program has written', async () => {
    const before = await closedAfterWork();
    makeNewer('replica.db');
    await (await open()).close();
    expect(dumpReplica(folder)).toEqual(before);
  });

  it('keep the version of before when a migration fails, and nothing of it', () => {
    const db = new Database(join(folder, 'some.db'));
    const steps = [
      { number: 1, sql: 'CREATE TABLE a (x)' },
      { number: 2, sql: 'CREATE TABLE b (x); INSERT INTO missing VALUES (1)' },
    ];
    expect(() => migrate(db, steps)).toThrow('missing');
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare(`SELECT count(*) AS n FROM sqlite_master WHERE name = 'b'`).get()).toEqual({
      n: 0,
    });
    db.close();
  });

  it('are copied before an upgrade', () => {
    const db = new Database(join(folder, 'some.db'));
    const asked: number[] = [];
    const note = (version: number) => void asked.push(version);
    migrate(db, [{ number: 1, sql: 'CREATE TABLE a (x)' }], note);
    migrate(
      db,
      [
        { number: 1, sql: '' },
        { number: 2, sql: 'CREATE TABLE b (x)' },
      ],
      note,
    );
    expect(asked).toEqual([1]);
    db.close();
  });
});

describe('a replica', () => {
  it.each([
    ['missing', () => rmSync(join(folder, 'replica.db'))],
    [
      'cut short',
      () =>
        writeFileSync(
          join(folder, 'replica.db'),
          readFileSync(join(folder, 'replica.db')).subarray(0, 9000),
        ),
    ],
    ['no database at all', () => writeFileSync(join(folder, 'replica.db'), 'x'.repeat(5000))],
  ])('that is %s is made again as it was', async (_how, damage) => {
    const before = await closedAfterWork();
    damage();
    await (await open()).close();
    expect(dumpReplica(folder)).toEqual(before);
  });

  it('that is damaged while it is in use is made again and the question answered', async () => {
    const before = await closedAfterWork();
    const file = join(folder, 'replica.db');
    const bytes = readFileSync(file);
    bytes.fill(0xab, 4096 * 2);
    writeFileSync(file, bytes);
    const desk = await open();
    await desk.signIn('desk-a');
    const found = await desk.client['search.titles']({ text: '数学', offset: 0, limit: 10 });
    expect(found.rows.map((row) => row.title.title)).toEqual(['高等数学教程']);
    await desk.close();
    expect(dumpReplica(folder)).toEqual(before);
  });

  it('that lacks the last commands gets them at the next start', async () => {
    const first = await open();
    await first.signIn('desk-a');
    await submitMove(first, { copyId: 'c5', readerId: 'reader-3', targetCampus: 'north' });
    await first.close();
    const file = join(folder, 'replica.db');
    const old = readFileSync(file);
    const before = await closedAfterWork();
    writeFileSync(file, old);
    const desk = await open();
    await desk.signIn('desk-a');
    expect(await desk.client['status.bar']({})).toMatchObject({ waiting: 7, doubtful: 0 });
    await desk.close();
    expect(dumpReplica(folder)).toEqual(before);
  });

  it('is not made from another base than the one its commands were given on', async () => {
    await closedAfterWork();
    const other = () => openTestDesk({ folder, clock, base: modelBase(2) });
    await (await other()).close();
    rmSync(join(folder, 'replica.db'));
    await expect(other()).rejects.toMatchObject({ code: 'base_changed' });
    await (await open()).close();
  });
});

describe('an outbox', () => {
  const file = () => join(folder, 'outbox.db');
  const asides = () => readdirSync(folder).filter((name) => name.includes('damaged'));

  it('notices any flipped byte of a row, puts the file aside and goes on with the rest', async () => {
    await closedAfterWork();
    const whole = readFileSync(file());
    const ids = outboxIds(folder);
    const start = offsetOf(file(), ids[2] ?? '');
    expect(start).toBeGreaterThan(0);
    for (const step of [0, 7, 40, 90, 150, 220, 300]) {
      writeFileSync(file(), whole);
      flipByte(file(), start + step);
      const desk = await open();
      await desk.signIn('desk-a');
      expect(await desk.client['status.bar']({})).toMatchObject({
        problem: { code: 'outbox_damaged' },
      });
      await desk.close();
      expect(asides().length).toBeGreaterThan(0);
      const left = outboxIds(folder);
      expect(ids).toEqual(expect.arrayContaining(left));
      expect(left.length).toBeGreaterThanOrEqual(ids.length - 2);
      for (const name of asides()) rmSync(join(folder, name));
    }
  });

  it('says once that commands are missing, and counts on after them', async () => {
    await closedAfterWork();
    const ids = outboxIds(folder);
    flipByte(file(), offsetOf(file(), ids[2] ?? '') + 60);
    await (await open()).close();
    const desk = await open();
    await desk.signIn('desk-a');
    expect(await desk.client['status.bar']({})).toMatchObject({ problem: null });
    await submitMove(desk, { copyId: 'c5', readerId: 'reader-2', targetCampus: 'north' });
    await desk.close();
    const db = new Database(file(), { readonly: true });
    expect(db.prepare('SELECT max(cseq) AS last FROM command').get()).toEqual({ last: 7 });
    db.close();
  });

  it('that lost its end is noticed by the replica, which keeps what it shows', async () => {
    const before = await closedAfterWork();
    const db = new Database(file());
    db.exec('DELETE FROM command WHERE cseq > 4');
    db.close();
    const desk = await open();
    await desk.signIn('desk-a');
    expect(await desk.client['status.bar']({})).toMatchObject({
      problem: { code: 'outbox_damaged', facts: { lost: 2 } },
    });
    await desk.close();
    expect(dumpReplica(folder)['request']).toEqual(before['request']);
    const again = await open();
    await again.signIn('desk-a');
    expect(await again.client['status.bar']({})).toMatchObject({ problem: null });
    await again.close();
  });

  it('that cannot be read at all is put aside; the library, its clock and its rows stay', async () => {
    const desk = await open();
    await desk.signIn('boss');
    await desk.client['clock.advance']({ by: 'day' });
    await desk.close();
    const before = await closedAfterWork();
    writeFileSync(file(), 'not a database '.repeat(500));
    const again = await open();
    expect(asides()).toHaveLength(1);
    await again.signIn('desk-a');
    expect((await again.client['session.info']({})).now > '2018-06-07').toBe(true);
    expect(await again.client['status.bar']({})).toMatchObject({
      problem: { code: 'outbox_damaged' },
    });
    await submitMove(again, { copyId: 'c5', readerId: 'reader-1', targetCampus: 'north' });
    await again.close();
    expect(dumpReplica(folder)['request']).toEqual(expect.arrayContaining(before['request'] ?? []));
  });
});
