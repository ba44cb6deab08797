// Contract of the reads: rows, lists, texts, the log at borders of commands, results, desks, counters.

import { expect, it } from 'vitest';
import { firstBreak } from '../../../shared/sync/chain.ts';
import { GENESIS } from '../../../shared/sync/protocol.ts';
import { sha256 } from '../../../node/env.ts';
import type { Open } from '../contract.ts';
import { at, commit, groupOf, placeOf, resultOf, rowOf } from './things.ts';

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

function rowReads(open: Open): void {
  it('gives rows by key, by page and all of a kind; the newest image of each', async () => {
    const { store } = await open();
    const copies = ['c1', 'c2', 'c3', 'C4', '册5'].map((id) => rowOf('copy', id, 1));
    const title = rowOf('title', 'c1', 1, { title: '数学之美 “𠮷” \n\t\\' });
    await commit(store, 'x1', [...copies, title]);
    const newer = rowOf('copy', 'c2', 2, { status: 'lent' });
    await commit(store, 'x2', [newer]);
    const found = await store.reads.rows([
      { kind: 'title', id: 'c1' },
      { kind: 'copy', id: 'c2' },
      { kind: 'copy', id: 'nowhere' },
    ]);
    expect(found).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining([title, newer]));
    expect(await store.reads.rows([])).toEqual([]);
    // Order is of code points, whatever the language of the machine.
    const ids = ['C4', 'c1', 'c2', 'c3', '册5'];
    expect((await store.reads.all('copy')).map((row) => row.id)).toEqual(ids);
    expect((await store.reads.page('copy', 'c1', 2)).map((row) => row.id)).toEqual(['c2', 'c3']);
    expect((await store.reads.digests('copy', '', 2)).map((row) => row.id)).toEqual(['C4', 'c1']);
    expect(await store.reads.digests('copy', 'c1', 1)).toEqual([
      { id: 'c2', ver: 2, digest: newer.digest },
    ]);
    expect(await store.reads.count('copy')).toBe(5);
    expect(await store.reads.count('loan')).toBe(0);
  });

  it('gives what stands in lists, and what is due up to a key', async () => {
    const { store } = await open();
    const listed = [
      placeOf('copiesOfTitle', 't1', 'copy', 'c1'),
      placeOf('copiesOfTitle', 't1', 'copy', 'c2'),
      placeOf('copyByBarcode', "b'1", 'copy', 'c3'),
      ...[3, 1, 2].map((n) => placeOf('timer', at(n), 'request', `r${n}`)),
    ];
    await store.lane((writes) => writes.write(groupOf({ listed })));
    const found = await store.reads.listed([
      { list: 'copiesOfTitle', key: 't1' },
      { list: 'copyByBarcode', key: "b'1" },
      { list: 'copyByBarcode', key: 't1' },
    ]);
    expect(found.toSorted(byId)).toEqual(listed.slice(0, 3));
    const due = await store.reads.listedUpTo('timer', at(2), 10);
    expect(due.map(({ id }) => id)).toEqual(['r1', 'r2']);
    expect((await store.reads.listedUpTo('timer', at(9), 1)).map(({ id }) => id)).toEqual(['r1']);
  });

  it('gives private texts by entity and by request, the newest of each', async () => {
    const { store } = await open();
    const text = { kind: 'event' as const, id: 'e1', ver: 1, of: 'r1', text: { note: '早上来' } };
    const newer = { ...text, ver: 2, text: { note: 'afternoon' } };
    const other = { kind: 'private' as const, id: 'p1', ver: 1, of: 'p1', text: { name: '张三' } };
    await store.lane((writes) => writes.write(groupOf({ texts: [text, other] })));
    await store.lane((writes) => writes.write(groupOf({ texts: [newer] })));
    expect(await store.reads.texts([{ kind: 'event', id: 'e1' }])).toEqual([newer]);
    expect(await store.reads.texts([])).toEqual([]);
    expect(await store.reads.textsOf(['r1', 'r2'])).toEqual([newer]);
    expect(await store.reads.textsOf(['p1'])).toEqual([other]);
  });
}

function logReads(open: Open): void {
  it('begins at nothing', async () => {
    const { store } = await open();
    expect(await store.reads.head()).toEqual({ seq: 0, hash: GENESIS });
    expect(await store.reads.hashAt(0)).toBe(GENESIS);
    expect(await store.reads.hashAt(1)).toBeNull();
    expect(await store.reads.log(0, 10)).toEqual([]);
  });

  it('never ends a page inside a command', async () => {
    const { store } = await open();
    const many = (count: number, name: string) =>
      Array.from({ length: count }, (_, index) => rowOf('copy', `${name}${index}`, 1));
    await commit(store, 'x1', many(3, 'a'));
    await commit(store, 'x2', many(250, 'b'));
    const head = await commit(store, 'x3', many(2, 'c'));
    const ends = async (after: number, limit: number) =>
      (await store.reads.log(after, limit)).at(-1)?.seq;
    expect(head.seq).toBe(255);
    expect(await ends(0, 1)).toBe(3);
    expect(await ends(0, 3)).toBe(3);
    expect(await ends(0, 4)).toBe(253);
    expect(await ends(3, 249)).toBe(253);
    expect(await ends(3, 250)).toBe(253);
    expect(await ends(3, 251)).toBe(255);
    expect(await ends(0, 1000)).toBe(255);
    const all = await store.reads.log(0, 1000);
    expect(firstBreak({ seq: 0, hash: GENESIS }, all, sha256)).toBeNull();
    expect(await store.reads.hashAt(100)).toBe(all[99]?.hash);
    expect(await store.reads.head()).toEqual(head);
    expect(await store.reads.log(255, 10)).toEqual([]);
  });
}

function deskReads(open: Open): void {
  it('gives results by command and by desk, in order of the counter', async () => {
    const { store } = await open();
    const refused = resultOf('x2', 2, {
      code: 'conflict',
      refusal: 'moved_on',
      facts: { changedBy: '李', times: 3, late: true, until: null },
    });
    const results = [
      refused,
      resultOf('x1', 1, { seq: 2 ** 40, head: 'x1' }),
      resultOf('x3', 1, { desk: 'desk-2' }),
      resultOf('x4', 0, { desk: 'service' }),
    ];
    await store.lane((writes) => writes.write(groupOf({ results })));
    expect(await store.reads.results(['x2', 'unknown'])).toEqual([refused]);
    expect(await store.reads.results([])).toEqual([]);
    const ofDesk = await store.reads.resultsOfDesk('desk-1', 1, 10);
    expect(ofDesk).toEqual([results[1], refused]);
    expect(await store.reads.resultsOfDesk('desk-1', 2, 10)).toEqual([refused]);
    expect(await store.reads.resultsOfDesk('desk-1', 0, 1)).toEqual([results[1]]);
  });

  it('keeps counters and what is said about the stream', async () => {
    const { store } = await open();
    expect(await store.reads.counter('W')).toBe(0);
    expect(await store.reads.meta('epoch')).toBeNull();
    await store.lane(async (writes) => {
      await writes.write(groupOf({ counters: [{ prefix: 'W', last: 412 }] }));
      await writes.setMeta('epoch', 'e1');
      await writes.setMeta('epoch', 'e2');
      expect(await writes.counter('W')).toBe(412);
    });
    await store.lane((writes) => writes.write(groupOf({ counters: [{ prefix: 'W', last: 413 }] })));
    expect(await store.reads.counter('W')).toBe(413);
    expect(await store.reads.counter('Z')).toBe(0);
    expect(await store.reads.meta('epoch')).toBe('e2');
  });
}

/** The reads of the port. */
export function readContract(open: Open): void {
  rowReads(open);
  logReads(open);
  deskReads(open);
}
