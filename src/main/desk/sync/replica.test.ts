import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelBase } from '../../../../tests/support/model-base.ts';
import { START, SUBMIT, replicaScene } from '../../../../tests/support/replica-scene.ts';
import type { ReplicaScene } from '../../../../tests/support/replica-scene.ts';
import { GENESIS } from '../../../shared/sync/protocol.ts';

let scene: ReplicaScene;
beforeEach(async () => {
  scene = await replicaScene();
});
afterEach(() => scene.close());

describe('a desk alone', () => {
  it('keeps nothing under its commands', async () => {
    await scene.submit('r1');
    expect(scene.desk().sync.readTo()).toBeNull();
    for (const table of ['settled', 'touched', 'pending'])
      expect(scene.desk().count(table)).toBe(0);
  });

  it('joins with what it did, decided again over the base and recorded', async () => {
    await scene.submit('r1');
    await scene.here('request.note', 'r1', { note: 'asked by phone' });
    await scene.join();
    expect(scene.desk().sync.readTo()).toEqual(START);
    expect(scene.desk().sync.historyAfter().done).toBe(true);
    expect(scene.desk().count('pending')).toBe(2);
    expect(scene.request('r1')).toMatchObject({ ver: 2, state: 'submitted' });
    expect(
      scene
        .desk()
        .rows('private')
        .map(({ id }) => id),
    ).toEqual([]);
  });

  it('joins with the bare base where what it did was lost, and shows nothing that the service does not have', async () => {
    await scene.submit('r1');
    await scene.reopen(() => {
      for (const end of ['', '-wal', '-shm']) {
        rmSync(join(scene.folder, `outbox.db${end}`), { force: true });
      }
    });
    expect(scene.request('r1')).toMatchObject({ state: 'submitted' });
    await scene.join();
    expect(scene.desk().sync.readTo()).toEqual(START);
    expect(scene.request('r1')).toBeUndefined();
  });

  it('waits for a snapshot where its own base is another one by now', async () => {
    await scene.submit('r1');
    await scene.reopen(undefined, modelBase(2));
    await scene.join();
    expect(scene.desk().sync.readTo()).toBeNull();
    expect(scene.desk().sync.firstOpen()).toBe(1);
    await scene.snapshot();
    expect(scene.request('r1')).toMatchObject({ state: 'submitted' });
  });
});

describe('a page', () => {
  beforeEach(() => scene.join());

  it('goes under what waits, which is decided again and doubtful where it no longer holds', async () => {
    await scene.submit('r1');
    await scene.here('request.note', 'r1', { note: 'one' });
    await scene.elsewhere('reallocation.submit', 'r9', {
      ...SUBMIT,
      code: 'S-1',
      readerId: 'reader-2',
    });
    await scene.elsewhere(
      'reallocation.approve',
      'r9',
      { copyId: 'c1', priority: 'normal' },
      'keeper-a',
    );
    expect(scene.request('r1')).toMatchObject({ leaderId: null });
    expect(await scene.pull()).toBe(true);
    // The copy is another request's by now.
    expect(scene.request('r1')).toMatchObject({ leaderId: 'r9' });
    expect(scene.desk().sync.standing()).toEqual({
      waiting: 2,
      received: 0,
      doubtful: 0,
      refused: 0,
    });
    await scene.elsewhere('reallocation.submit', 'r2', {
      ...SUBMIT,
      code: 'S-2',
      readerId: 'reader-3',
    });
    await scene.here('request.claim', 'r9', {});
    const head = scene.request('r9')?.head ?? null;
    await scene.here('reallocation.cancel', 'r9', { reason: 'duplicate' }, { expectHead: head });
    await scene.elsewhere('reallocation.cancel', 'r9', { reason: 'reader_cancel' }, 'reader-2');
    await scene.pull();
    expect(scene.desk().sync.standing().doubtful).toBeGreaterThan(0);
  });

  it('that confirms what was shown decides nothing again', async () => {
    await scene.submit('r1');
    await scene.here('request.note', 'r1', { note: 'one' });
    await scene.submit('r2', { copyId: 'c4', readerId: 'reader-2' });
    const results = await scene.push();
    await scene.desk().sync.takeResults(results.slice(0, 1));
    let asked = 0;
    const { cardHash, sha256 } = scene.desk().env;
    scene.desk().env.deriveId = (id, ordinal) => {
      asked += 1;
      return sha256(id + ordinal + cardHash('')).slice(0, 36);
    };
    const first = scene.page(1);
    expect(await scene.desk().sync.applyPage(first)).toBe(true);
    expect(scene.desk().count('pending')).toBe(2);
    expect(asked).toBe(0);
  });

  it('that brings rows of a command before its result leaves no doubt', async () => {
    await scene.submit('r1');
    const results = await scene.push();
    await scene.pull();
    expect(scene.desk().sync.standing()).toEqual({
      waiting: 1,
      received: 0,
      doubtful: 0,
      refused: 0,
    });
    expect(scene.desk().count('pending')).toBe(0);
    await scene.reopen();
    expect(scene.desk().sync.standing().doubtful).toBe(0);
    await scene.desk().sync.takeResults(results);
    expect(scene.desk().sync.standing().waiting).toBe(0);
    expect(scene.desk().count('reached')).toBe(0);
  });

  it('that does not follow, or whose chain is broken, changes nothing', async () => {
    await scene.elsewhere('reallocation.submit', 'r1', { ...SUBMIT, code: 'S-1' });
    const whole = scene.page();
    const [first, ...rest] = whole.rows;
    expect(await scene.desk().sync.applyPage({ ...whole, from: { seq: 1, hash: GENESIS } })).toBe(
      false,
    );
    expect(await scene.desk().sync.applyPage({ ...whole, epoch: 'another' })).toBe(false);
    const touched = first ? [{ ...first, actor: 'nobody' }, ...rest] : [];
    expect(await scene.desk().sync.applyPage({ ...whole, rows: touched })).toBe(false);
    expect(scene.request('r1')).toBeUndefined();
    expect(await scene.desk().sync.applyPage(whole)).toBe(true);
    expect(await scene.desk().sync.applyPage(whole)).toBe(false);
    expect(scene.request('r1')).toMatchObject({ ver: 1 });
  });

  it('with another policy computes open requests anew', async () => {
    await scene.submit('r1');
    const due = () =>
      scene
        .desk()
        .store.replica()
        .statements.one('SELECT "dueAt" FROM request WHERE id = ?', 'r1')?.['dueAt'];
    const before = due();
    const row = { id: 'reallocation.target.submitted', ver: 0, value: 30 };
    await scene.elsewhere('policy.save', row.id, { row }, 'boss');
    await scene.pull();
    expect(due()).not.toBe(before);
    expect(String(due()) < String(before)).toBe(true);
    expect(scene.desk().store.settings().policies.number(row.id)).toBe(30);
  });

  it('brings names and contacts with open requests of the campus, and takes them away', async () => {
    await scene.elsewhere('reallocation.submit', 'r1', {
      ...SUBMIT,
      code: 'S-1',
      note: 'call first',
    });
    await scene.pull();
    expect(scene.desk().rows('private')).toMatchObject([{ id: 'reader-1', name: '王小明' }]);
    expect(scene.desk().rows('event')).toMatchObject([{ note: 'call first' }]);
    await scene.elsewhere('reallocation.cancel', 'r1', { reason: 'reader_cancel' }, 'reader-1');
    await scene.pull();
    expect(scene.desk().rows('private')).toEqual([]);
    expect(
      scene
        .desk()
        .rows('event')
        .map(({ note }) => note),
    ).toEqual([null, null]);
  });
});

describe('results', () => {
  beforeEach(() => scene.join());

  it('of refused commands take away what they had shown, and what stood on it', async () => {
    await scene.elsewhere('reallocation.submit', 'r9', {
      ...SUBMIT,
      code: 'S-1',
      readerId: 'reader-1',
    });
    await scene.submit('r1');
    await scene.here('request.note', 'r1', { note: 'one' });
    const [first] = await scene.push();
    const refusal = { code: 'conflict', refusal: 'duplicate', seq: null } as const;
    if (first) await scene.desk().sync.takeResults([{ ...first, ...refusal }]);
    expect(scene.request('r1')).toBeUndefined();
    expect(scene.desk().sync.standing()).toMatchObject({ waiting: 1, doubtful: 1, refused: 1 });
    expect(scene.desk().store.outbox.count()).toBe(2);
  });

  it('that were written before a stop are made good at the next start', async () => {
    await scene.submit('r1');
    const [first] = await scene.push();
    if (first)
      scene
        .desk()
        .store.outbox.addResults([{ ...first, code: 'conflict', refusal: 'x', seq: null }]);
    expect(scene.request('r1')).toBeDefined();
    await scene.reopen();
    expect(scene.request('r1')).toBeUndefined();
    expect(scene.desk().count('settled')).toBe(0);
  });
});
