// Contract of side jobs: each is one process's until its lease ends, and is made once.

import { expect, it } from 'vitest';
import type { Open } from '../contract.ts';
import type { NewJob } from '../job-port.ts';
import { at, groupOf } from './things.ts';

const jobOf = (key: string, due = 0, kind = 'notice'): NewJob => ({
  key,
  kind,
  body: { to: '读者', attempts: [1, 2] },
  dueOn: at(due),
});
const keys = (jobs: readonly { key: string }[]) => jobs.map(({ key }) => key);

/** The jobs of the port. */
export function jobContract(open: Open): void {
  it('makes a job once by its key, with a group or beside it', async () => {
    const { store } = await open();
    await store.jobs.add([jobOf('j1'), jobOf('j1'), jobOf('j2')], at(0));
    await store.jobs.add([jobOf('j2', 5)], at(1));
    await store.jobs.add([], at(1));
    await store.lane((writes) => writes.write(groupOf({ jobs: [jobOf('j2', 7), jobOf('j3')] })));
    expect(await store.jobs.get('j2')).toEqual({
      ...jobOf('j2'),
      tries: 0,
      state: 'waiting',
      lastError: null,
      madeOn: at(0),
      doneOn: null,
    });
    expect(await store.jobs.get('j3')).toMatchObject({ state: 'waiting' });
    expect(await store.jobs.counts()).toEqual([{ kind: 'notice', state: 'waiting', count: 3 }]);
    expect(await store.jobs.get('unknown')).toBeNull();
  });

  it('gives due jobs of a kind, earliest first, and each to one taker until its lease ends', async () => {
    const { store, other } = await open();
    const made = [jobOf('late', 9), jobOf('b', 2), jobOf('a', 1), jobOf('c', 1, 'mail')];
    await store.jobs.add(made, at(0));
    expect(keys(await store.jobs.take('notice', at(3), at(5), 10))).toEqual(['a', 'b']);
    expect(await other.jobs.take('notice', at(4), at(6), 10)).toEqual([]);
    const again = await other.jobs.take('notice', at(5), at(7), 1);
    expect(again).toMatchObject([{ key: 'a', tries: 2, body: { to: '读者' } }]);
  });

  it('settles several jobs at once', async () => {
    const { store } = await open();
    await store.jobs.add([jobOf('j1'), jobOf('j2'), jobOf('j3')], at(0));
    await store.jobs.take('notice', at(1), at(5), 10);
    await store.jobs.done(['j1', 'j3', 'unknown'], at(2), 'planned');
    await store.jobs.done([], at(2), 'planned');
    const settled = { state: 'done', doneOn: at(2), lastError: 'planned' };
    expect(await store.jobs.get('j1')).toMatchObject(settled);
    expect(await store.jobs.get('j3')).toMatchObject(settled);
    expect(await store.jobs.get('j2')).toMatchObject({ state: 'waiting', doneOn: null });
  });

  it('settles several jobs at once, each with a note of its own', async () => {
    const { store } = await open();
    await store.jobs.add([jobOf('j1'), jobOf('j2'), jobOf('j3')], at(0));
    await store.jobs.take('notice', at(1), at(5), 10);
    const notes = [
      ['j1', 'planned'],
      ['j3', 'left to 读者'],
      ['unknown', 'planned'],
    ] as const;
    await store.jobs.doneEach(notes, at(2));
    await store.jobs.doneEach([], at(2));
    const settled = { state: 'done', doneOn: at(2) };
    expect(await store.jobs.get('j1')).toMatchObject({ ...settled, lastError: 'planned' });
    expect(await store.jobs.get('j3')).toMatchObject({ ...settled, lastError: 'left to 读者' });
    expect(await store.jobs.get('j2')).toMatchObject({ state: 'waiting', doneOn: null });
  });

  it('never gives a job to two takers at once', async () => {
    const { store, other } = await open();
    const made = Array.from({ length: 40 }, (_, index) => jobOf(`j${index}`));
    await store.jobs.add(made, at(0));
    const takers = Array.from({ length: 10 }, (_, index) => (index % 2 ? store : other));
    const taken = await Promise.all(
      takers.map((each) => each.jobs.take('notice', at(1), at(5), 5)),
    );
    const all = taken.flatMap(keys);
    expect(new Set(all).size).toBe(all.length);
    for (const each of taken) expect(each.length).toBeLessThanOrEqual(5);
    let rest = await store.jobs.take('notice', at(1), at(5), 50);
    expect(all.length + rest.length).toBe(40);
    rest = await store.jobs.take('notice', at(1), at(5), 50);
    expect(rest).toEqual([]);
  });

  it('ends jobs, puts them off, and gives them up', async () => {
    const { store } = await open();
    await store.jobs.add([jobOf('a'), jobOf('b'), jobOf('c')], at(0));
    await store.jobs.take('notice', at(1), at(9), 10);
    await store.jobs.done('a', at(2), 'sent as 17');
    await store.jobs.failed('b', 'no answer', at(4), at(2));
    await store.jobs.failed('c', 'no such address', null, at(2));
    expect(await store.jobs.get('a')).toMatchObject({ state: 'done', doneOn: at(2) });
    expect(await store.jobs.get('c')).toMatchObject({
      state: 'given_up',
      lastError: 'no such address',
      doneOn: at(2),
    });
    expect(await store.jobs.take('notice', at(3), at(9), 10)).toEqual([]);
    const later = await store.jobs.take('notice', at(4), at(9), 10);
    expect(later).toMatchObject([{ key: 'b', lastError: 'no answer', tries: 2 }]);
    await store.jobs.add([{ ...jobOf('d') }], at(6));
    expect(keys(await store.jobs.list('notice', 2))).toEqual(['d', 'c']);
    expect(await store.jobs.waiting('notice')).toEqual({ count: 2, since: at(0) });
    expect(await store.jobs.waiting('mail')).toEqual({ count: 0, since: null });
    expect(await store.jobs.counts()).toEqual([
      { kind: 'notice', state: 'done', count: 1 },
      { kind: 'notice', state: 'given_up', count: 1 },
      { kind: 'notice', state: 'waiting', count: 2 },
    ]);
  });

  it('forgets jobs that have been over for long, some at a time, and none that waits', async () => {
    const { store } = await open();
    const made = ['sent', 'given', 'late', 'new', 'waits'].map((key) => jobOf(key));
    await store.jobs.add([...made, jobOf('other', 0, 'mail')], at(0));
    await store.jobs.done(['sent', 'other'], at(2), 'sent');
    await store.jobs.failed('given', 'no such address', null, at(2));
    await store.jobs.done('late', at(3), 'sent');
    await store.jobs.done('new', at(9), 'sent');
    expect(await store.jobs.sweep('notice', at(4), 2)).toBe(2);
    expect(await store.jobs.sweep('notice', at(4), 2)).toBe(1);
    expect(await store.jobs.sweep('notice', at(4), 2)).toBe(0);
    expect(keys(await store.jobs.list('notice', 9)).toSorted()).toEqual(['new', 'waits']);
    expect(await store.jobs.get('other')).toMatchObject({ state: 'done' });
  });
}
