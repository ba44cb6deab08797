// Contract of a base, of erasing, and of moving everything into another store.

import { expect, it } from 'vitest';
import { sha256 } from '../../../node/env.ts';
import { firstBreak } from '../../../shared/sync/chain.ts';
import { GENESIS } from '../../../shared/sync/protocol.ts';
import type { Open } from '../contract.ts';
import type { BaseRow } from '../port.ts';
import { at, commit, groupOf, placeOf, rowOf, sessionOf } from './things.ts';

function baseRow(n: number): BaseRow {
  const id = `c${String(n).padStart(5, '0')}`;
  const listings = [
    placeOf('copyByBarcode', `b${n}`, 'copy', id),
    placeOf('copiesOfTitle', `t${n % 10}`, 'copy', id),
  ];
  const text = { kind: 'copy' as const, id, ver: 1, of: 'r1', text: { note: 'n' } };
  return { row: rowOf('copy', id, 1), listings, text: n % 1000 === 0 ? text : null };
}

function* base(count: number, breakAt = -1): Iterable<BaseRow> {
  for (let n = 0; n < count; n += 1) {
    if (n === breakAt) throw new Error('no more paper');
    yield baseRow(n);
  }
}

function loading(open: Open): void {
  it('loads a base with its places and texts into an empty stream', async () => {
    const { store } = await open();
    await store.load(base(12_000), { epoch: 'e1', demo: '1' });
    expect(await store.reads.count('copy')).toBe(12_000);
    expect(await store.reads.rows([{ kind: 'copy', id: 'c00077' }])).toEqual([baseRow(77).row]);
    expect(await store.reads.listed([{ list: 'copyByBarcode', key: 'b11999' }])).toHaveLength(1);
    expect(await store.reads.listed([{ list: 'copiesOfTitle', key: 't3' }])).toHaveLength(1200);
    expect(await store.reads.textsOf(['r1'])).toHaveLength(12);
    expect(await store.reads.meta('epoch')).toBe('e1');
    expect(await store.reads.head()).toMatchObject({ seq: 0 });
    await commit(store, 'x1', [rowOf('copy', 'c00077', 2)]);
    await expect(store.load(base(1), {})).rejects.toThrow('has rows');
  });

  it('leaves nothing of a base that breaks off, and takes a whole one after it', async () => {
    const { store } = await open();
    await expect(store.load(base(9000, 8500), { epoch: 'e1' })).rejects.toThrow('no more paper');
    expect(await store.reads.count('copy')).toBe(0);
    expect(await store.reads.listed([{ list: 'copyByBarcode', key: 'b1' }])).toEqual([]);
    expect(await store.reads.meta('epoch')).toBeNull();
    const twice = [baseRow(1), baseRow(1)];
    await expect(store.load(twice, {})).rejects.toThrow(/unique/iu);
    await store.load(base(3), { epoch: 'e2' });
    expect(await store.reads.count('copy')).toBe(3);
  });
}

function erasing(open: Open): void {
  it('blanks all that was said of a reader but the present image; the chain still verifies', async () => {
    const { store } = await open();
    const reader = { kind: 'reader' as const, id: 'p1' };
    const text = { kind: 'private' as const, id: 'p1', ver: 1, of: 'p1', text: { name: '张三' } };
    await commit(store, 'x1', [rowOf('reader', 'p1', 1, { nameMasked: '张*' })], { texts: [text] });
    await commit(store, 'x2', [
      rowOf('reader', 'p1', 2, { nameMasked: '张*' }),
      rowOf('copy', 'c', 1),
    ]);
    await commit(store, 'x3', [rowOf('reader', 'p1', 3, { nameMasked: '' })]);
    await store.auth.setCredential('reader', 'p1', 'phc', false, at(0));
    await store.auth.addSession(sessionOf('s1', { kind: 'reader', owner: 'p1' }));
    const before = await store.reads.head();
    expect(await store.eraseImages([reader, { kind: 'private', id: 'p1' }])).toBe(3);
    const log = await store.reads.log(0, 100);
    expect(log.map(({ image }) => image !== null)).toEqual([false, false, true, true]);
    expect(JSON.stringify(log)).not.toContain('张');
    expect(firstBreak({ seq: 0, hash: GENESIS }, log, sha256)).toBeNull();
    expect(await store.reads.head()).toEqual(before);
    expect(await store.reads.texts([{ kind: 'private', id: 'p1' }])).toEqual([]);
    expect(await store.auth.credential('reader', 'p1')).toBeNull();
    expect(await store.auth.sessionByToken('token-of-s1')).toBeNull();
    expect(await store.eraseImages([reader])).toBe(0);
    expect(await store.eraseImages([])).toBe(0);
  });
}

function moving(open: Open): void {
  it('gives everything, and takes it in another store', async () => {
    const [{ store: from }, { store: to }] = [await open(), await open()];
    await from.load(base(1200), { epoch: 'e1' });
    await commit(from, 'x1', [rowOf('copy', 'c00001', 2)], {
      counters: [{ prefix: 'W', last: 3 }],
    });
    await from.auth.addSession(sessionOf('s1'));
    const whats = Array.from({ length: 503 }, (_, n) => `w${n}`);
    for (const what of whats) {
      await from.auth.audit({ at: at(0), what, who: null, desk: null, facts: {} });
    }
    const pages: Parameters<Parameters<typeof from.dump>[0]>[] = [];
    await from.dump(async (...page) => void pages.push(page));
    await to.fill(async (put) => {
      for (const page of pages) await put(...page);
    });
    expect(await to.reads.head()).toEqual(await from.reads.head());
    expect(await to.reads.all('copy')).toEqual(await from.reads.all('copy'));
    expect(await to.reads.log(0, 10)).toEqual(await from.reads.log(0, 10));
    expect(await to.reads.textsOf(['r1'])).toEqual(await from.reads.textsOf(['r1']));
    expect(await to.reads.counter('W')).toBe(3);
    expect(await to.auth.sessionByToken('token-of-s1')).toEqual(sessionOf('s1'));
    const trail = await to.auth.auditLines(2000, null);
    expect(trail.map(({ what }) => what)).toEqual(whats.toReversed());
    await to.auth.audit({ at: at(1), what: 'd', who: null, desk: null, facts: {} });
    expect((await to.auth.auditLines(1, null))[0]?.what).toBe('d');
    const again = to.fill(async () => undefined);
    await expect(again).rejects.toThrow('has rows');
  });

  it('fills all or nothing', async () => {
    const { store } = await open();
    const half = store.fill(async (put) => {
      await put('meta', [{ name: 'epoch', value: 'e1' }]);
      throw new Error('the file ends here');
    });
    await expect(half).rejects.toThrow('the file ends here');
    expect(await store.reads.meta('epoch')).toBeNull();
    await store.lane((writes) => writes.write(groupOf({})));
  });
}

/** Loading, erasing and moving. */
export function baseContract(open: Open): void {
  loading(open);
  erasing(open);
  moving(open);
}
