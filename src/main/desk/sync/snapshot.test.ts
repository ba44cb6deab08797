import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { damageTable } from '../../../../tests/support/desk-files.ts';
import { START, SUBMIT, replicaScene } from '../../../../tests/support/replica-scene.ts';
import type { ReplicaScene } from '../../../../tests/support/replica-scene.ts';
import { SnapshotFault } from './replica-sync-port.ts';

let scene: ReplicaScene;
beforeEach(async () => {
  scene = await replicaScene();
});
afterEach(() => scene.close());

describe('a replica that was lost', () => {
  it.each([
    ['missing', (folder: string) => rmSync(join(folder, 'replica.db'))],
    [
      'no database',
      (folder: string) => writeFileSync(join(folder, 'replica.db'), 'x'.repeat(9000)),
    ],
  ])('(%s) opens empty, keeps the outbox, and comes back with a snapshot', async (_how, lose) => {
    await scene.join();
    await scene.submit('r1');
    await scene.elsewhere('reallocation.submit', 'r2', {
      ...SUBMIT,
      code: 'S-1',
      readerId: 'reader-2',
    });
    await scene.reopen(() => lose(scene.folder));
    expect(scene.desk().sync.readTo()).toBeNull();
    expect(scene.desk().rows('copy')).toEqual([]);
    expect(await scene.trySubmit('r3')).toMatchObject({ ok: false });
    expect(scene.desk().sync.standing()).toMatchObject({ waiting: 1, doubtful: 0 });
    expect(scene.desk().sync.commandsFrom(1, 10)).toHaveLength(1);
    await scene.snapshot();
    expect(scene.desk().sync.readTo()?.cursor.seq).toBe(scene.service.head().seq);
    expect(scene.request('r2')).toMatchObject({ state: 'submitted' });
    expect(scene.request('r1')).toMatchObject({ code: 'N1-0001' });
    expect(
      scene
        .desk()
        .rows('private')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(['reader-2']);
  });

  it('whose damage is met by sync is put away, and its rows come anew', async () => {
    await scene.join();
    await scene.submit('r1');
    await scene.elsewhere('copy.sighting', 'c2', {});
    await scene.reopen(() => damageTable(join(scene.folder, 'replica.db'), 'copy'));
    expect(scene.desk().sync.readTo()).toEqual(START);
    await expect(scene.pull()).rejects.toMatchObject({ code: 'SQLITE_CORRUPT' });
    await scene.desk().executor.alone(async () => undefined);
    expect(scene.desk().sync.readTo()).toBeNull();
    expect(scene.desk().lines).toContain('lost');
    await scene.snapshot();
    expect(scene.request('r1')).toBeDefined();
  });

  it('is not opened as the rows of a desk alone', async () => {
    await scene.join();
    await scene.reopen();
    scene.desk().store.outbox.kept.remove('desk', '', 'central');
    await scene.reopen();
    expect(scene.desk().sync.readTo()).toBeNull();
    expect(scene.desk().rows('private')).toHaveLength(3);
  });
});

describe('a snapshot', () => {
  beforeEach(() => scene.join());
  const lines = () => [...scene.service.main('north')];

  it.each([
    ['ends early', () => lines().slice(0, -1)],
    ['lost a row', () => lines().filter((line) => !line.includes('"c2"'))],
    ['has no head', () => lines().slice(1)],
    [
      'has a line that is no JSON',
      () => lines().map((line) => (line.includes('"c2"') ? line.slice(1) : line)),
    ],
    [
      'has a row that lacks a column',
      () => lines().map((line) => line.replace('"barcode"', '"bar"')),
    ],
    ['is empty', () => []],
  ])('that %s leaves everything as it was', async (_how, make) => {
    await scene.submit('r1');
    await expect(scene.snapshot(make())).rejects.toThrow(SnapshotFault);
    expect(scene.desk().sync.readTo()).toEqual(START);
    expect(scene.request('r1')).toBeDefined();
    await scene.snapshot();
    expect(scene.request('r1')).toBeDefined();
  });

  it('passes over kinds of a newer service, and takes several lines in one piece', async () => {
    const more = lines();
    const end = more.pop() ?? '';
    const rows = Number(/\d+/u.exec(end)?.[0]) + 1;
    await scene.snapshot([
      [...more, '{"section":"hologram"}', '{"id":"x"}', `{"end":${rows}}`].join('\n'),
    ]);
    expect(scene.desk().rows('copy')).toHaveLength(5);
  });

  it('is searched in full once its words are indexed, some rows at a time', async () => {
    await scene.elsewhere('reallocation.submit', 'r1', { ...SUBMIT, code: 'S-1' });
    await scene.elsewhere('reallocation.cancel', 'r1', { reason: 'reader_cancel' }, 'reader-1');
    await scene.pull();
    const { statements } = scene.desk().store.replica();
    const before = statements.one('SELECT search, "callKey" FROM request WHERE id = ?', 'r1');
    await scene.snapshot();
    const found = (table: string) =>
      scene.desk().store.replica().statements.all(`SELECT rowid FROM ${table}`).length;
    expect([found('title_search'), found('request_search')]).toEqual([0, 0]);
    while (await scene.desk().sync.indexSome());
    expect([found('title_search'), found('request_search')]).toEqual([3, 1]);
    const after = scene.desk().store.replica().statements;
    expect(after.one('SELECT search, "callKey" FROM request WHERE id = ?', 'r1')).toEqual(before);
    expect(await scene.desk().sync.indexSome()).toBe(false);
  });

  it('is followed by its history, which goes on where it broke off', async () => {
    for (const [index, id] of ['r1', 'r2', 'r3'].entries()) {
      await scene.elsewhere('reallocation.submit', id, { ...SUBMIT, code: `S-${index}` });
      await scene.elsewhere('reallocation.cancel', id, { reason: 'reader_cancel' }, 'reader-1');
    }
    await scene.snapshot();
    expect(scene.desk().rows('event')).toEqual([]);
    expect(scene.desk().sync.comparable()).not.toContain('event');
    const half = [...scene.service.history('')].slice(0, 9);
    await expect(scene.history(half)).rejects.toThrow(SnapshotFault);
    const { after, done } = scene.desk().sync.historyAfter();
    expect(done).toBe(false);
    await scene.history(scene.service.history(after));
    expect(scene.desk().sync.historyAfter().done).toBe(true);
    expect(scene.desk().rows('event')).toHaveLength(6);
    expect(scene.desk().sync.comparable()).toContain('event');
    expect(await scene.desk().sync.buckets('event')).toEqual(scene.service.buckets('event'));
  });
});
