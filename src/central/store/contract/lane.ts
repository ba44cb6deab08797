// Contract of the lane: all or nothing, one at a time, no copy in two hands, hints after the commit.

import { expect, it } from 'vitest';
import type { Open } from '../contract.ts';
import type { Store } from '../port.ts';
import { at, commit, deskOf, groupOf, logOf, placeOf, resultOf, rowOf } from './things.ts';

const held = (copy: string, custody: string) => placeOf('openCustodyOf', copy, 'custody', custody);

async function holdersOf(store: Store, copy: string): Promise<string[]> {
  const found = await store.reads.listed([{ list: 'openCustodyOf', key: copy }]);
  return found.map(({ id }) => id);
}

function wholeOrNothing(open: Open): void {
  it('sees in itself what it has written, and others only what was committed', async () => {
    const { store } = await open();
    const row = rowOf('copy', 'c1', 1);
    const text = { kind: 'event' as const, id: 'e1', ver: 1, of: 'r1', text: { note: 'x' } };
    const answer = await store.lane(async (writes) => {
      await writes.write(
        groupOf({
          rows: [row],
          listed: [held('c1', 'k1')],
          log: logOf(await writes.head(), 'x1', [row]),
          results: [resultOf('x1', 1)],
          texts: [text],
        }),
      );
      expect(await writes.rows([row])).toEqual([row]);
      expect(await writes.listed([{ list: 'openCustodyOf', key: 'c1' }])).toHaveLength(1);
      expect((await writes.head()).seq).toBe(1);
      expect(await writes.results(['x1'])).toHaveLength(1);
      expect(await writes.texts([text])).toEqual([text]);
      return 'done';
    });
    expect(answer).toBe('done');
    expect(await store.reads.rows([row])).toEqual([row]);
  });

  it('leaves nothing of a group whose work throws, and goes on after it', async () => {
    const { store } = await open();
    const row = rowOf('copy', 'c1', 1);
    const broken = store.lane(async (writes) => {
      await writes.write(
        groupOf({
          rows: [row],
          listed: [held('c1', 'k1')],
          log: logOf(await writes.head(), 'x1', [row]),
          results: [resultOf('x1', 1)],
          counters: [{ prefix: 'W', last: 1 }],
          audit: [{ what: 'reveal', who: 's1', desk: 'd1', facts: {} }],
        }),
      );
      await writes.setMeta('epoch', 'e1');
      throw new Error('broken on the way');
    });
    await expect(broken).rejects.toThrow('broken on the way');
    expect(await store.reads.head()).toMatchObject({ seq: 0 });
    expect(await store.reads.rows([row])).toEqual([]);
    expect(await holdersOf(store, 'c1')).toEqual([]);
    expect(await store.reads.results(['x1'])).toEqual([]);
    expect(await store.reads.counter('W')).toBe(0);
    expect(await store.reads.meta('epoch')).toBeNull();
    expect(await store.auth.auditLines(9, null)).toEqual([]);
    expect((await commit(store, 'x2', [row])).seq).toBe(1);
  });

  it('commits nothing once a write has failed, even if the work goes on', async () => {
    const { store } = await open();
    await store.lane((writes) => writes.write(groupOf({ results: [resultOf('x1', 1)] })));
    const row = rowOf('copy', 'c1', 1);
    const deaf = store.lane(async (writes) => {
      const both = groupOf({ rows: [row], results: [resultOf('x1', 1)] });
      await writes.write(both).catch(() => undefined);
      return 'never mind';
    });
    await expect(deaf).rejects.toThrow(/unique/iu);
    expect(await store.reads.rows([row])).toEqual([]);
  });

  it('refuses a number of the log or a result that is there already', async () => {
    const { store } = await open();
    const row = rowOf('copy', 'c1', 1);
    const log = logOf(await store.reads.head(), 'x1', [row]);
    await store.lane((writes) => writes.write(groupOf({ log, results: [resultOf('x1', 1)] })));
    const again = (some: object) => store.lane((writes) => writes.write(groupOf(some)));
    await expect(again({ log })).rejects.toThrow(/unique/iu);
    await expect(again({ results: [resultOf('x1', 2)] })).rejects.toThrow(/unique/iu);
    expect((await store.reads.head()).seq).toBe(1);
  });

  it('notes in the audit trail what a group brings for it', async () => {
    const { store } = await open();
    const line = { what: 'reveal', who: 's1', desk: 'd1', facts: { reader: 'p1' } };
    await store.lane((writes) =>
      writes.write(groupOf({ audit: [line, { ...line, who: null, desk: null }] })),
    );
    const trail = await store.auth.auditLines(9, null);
    expect(trail).toMatchObject([{ who: null, desk: null }, line]);
    expect(trail[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT/u);
  });

  it('takes any text in keys, also such as no shelf has', async () => {
    const { store } = await open();
    const key = `a\0\ud800b'"\\{},NULL 𠮷 \n`;
    await store.lane((writes) =>
      writes.write(groupOf({ listed: [placeOf('copyByBarcode', key, 'copy', 'c1')] })),
    );
    const found = await store.reads.listed([{ list: 'copyByBarcode', key }]);
    expect(found.map(({ id }) => id)).toEqual(['c1']);
    expect(await store.reads.rows([{ kind: 'copy', id: key }])).toEqual([]);
    expect(await store.reads.results([key])).toEqual([]);
  });

  it('writes a hundred commands at once', async () => {
    const { store } = await open();
    const ids = Array.from({ length: 100 }, (_, index) => `x${index}`);
    await store.lane(async (writes) => {
      let head = await writes.head();
      const commands = ids.map((id, index) => {
        const rows = [rowOf('event', `e${index}`, 1), rowOf('request', `r${index % 7}`, index)];
        const log = logOf(head, id, rows);
        head = log.at(-1) ?? head;
        return { rows, log };
      });
      const newest = new Map(commands.flatMap(({ rows }) => rows.map((row) => [row.id, row])));
      await writes.write(
        groupOf({
          rows: [...newest.values()],
          log: commands.flatMap(({ log }) => log),
          results: ids.map((id, index) => resultOf(id, index + 1)),
          listed: ids.map((id, index) => placeOf('eventsOf', `r${index % 7}`, 'event', id)),
        }),
      );
    });
    expect(await store.reads.head()).toMatchObject({ seq: 200 });
    expect(await store.reads.results(ids)).toHaveLength(100);
    expect(await store.reads.count('request')).toBe(7);
    expect(await store.reads.listed([{ list: 'eventsOf', key: 'r0' }])).toHaveLength(15);
  });
}

function custody(open: Open): void {
  it('lets no copy be in two hands: the whole group is refused', async () => {
    const { store } = await open();
    await store.lane((writes) => writes.write(groupOf({ listed: [held('c1', 'k1')] })));
    const row = rowOf('copy', 'c2', 1);
    const second = groupOf({ rows: [row], listed: [held('c2', 'k9'), held('c1', 'k2')] });
    await expect(store.lane((writes) => writes.write(second))).rejects.toThrow(/unique/iu);
    expect(await holdersOf(store, 'c1')).toEqual(['k1']);
    expect(await holdersOf(store, 'c2')).toEqual([]);
    expect(await store.reads.rows([row])).toEqual([]);
  });

  it('lets a copy go from hand to hand within a group, and keeps a place both left and taken', async () => {
    const { store } = await open();
    await store.lane((writes) =>
      writes.write(groupOf({ listed: [held('c1', 'k1'), held('c2', 'k3')] })),
    );
    const handed = groupOf({
      unlisted: [held('c1', 'k1'), held('c2', 'k3')],
      listed: [held('c1', 'k2'), held('c2', 'k3'), held('c2', 'k3')],
    });
    await store.lane((writes) => writes.write(handed));
    expect(await holdersOf(store, 'c1')).toEqual(['k2']);
    expect(await holdersOf(store, 'c2')).toEqual(['k3']);
    await store.lane((writes) => writes.write(groupOf({ unlisted: [held('c1', 'k2')] })));
    expect(await holdersOf(store, 'c1')).toEqual([]);
  });
}

function oneAtATime(open: Open): void {
  it('runs lanes of several processes one after another, each over what the one before left', async () => {
    const { store, other } = await open();
    let inside = 0;
    const add = (where: Store, name: string) =>
      where.lane(async (writes) => {
        inside += 1;
        expect(inside).toBe(1);
        const last = await writes.counter('W');
        const rows = [rowOf('copy', name, 1)];
        const log = logOf(await writes.head(), name, rows);
        await writes.write(groupOf({ rows, log, counters: [{ prefix: 'W', last: last + 1 }] }));
        inside -= 1;
      });
    const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
    await Promise.all(names.map((name, index) => add(index % 2 ? store : other, name)));
    expect(await store.reads.counter('W')).toBe(20);
    const log = await other.reads.log(0, 100);
    expect(log.map(({ seq }) => seq)).toEqual(names.map((_, index) => index + 1));
  });

  it('moves the counters of desks', async () => {
    const { store } = await open();
    await store.auth.addEnrollCode({ hash: 'h', campus: 'n', madeBy: 's', expiresOn: at(9) });
    await store.auth.enroll('h', at(1), () => deskOf('desk-1', 'D1'));
    const desks = [{ id: 'desk-1', last: 7, lastAt: at(3) }];
    await store.lane((writes) => writes.write(groupOf({ desks })));
    expect(await store.reads.desk('desk-1')).toEqual({
      ...deskOf('desk-1', 'D1'),
      last: 7,
      lastAt: at(3),
    });
  });

  it('hints at a commit to every process that listens, until it stops', async () => {
    const { store, other } = await open();
    let heard: () => void = () => undefined;
    const next = () => new Promise<void>((resolve) => (heard = resolve));
    const stop = await other.onHint(() => heard());
    const first = next();
    await commit(store, 'x1', [rowOf('copy', 'c1', 1)]);
    await first;
    expect(await other.reads.head()).toMatchObject({ seq: 1 });
    await stop();
    let after = 0;
    heard = () => (after += 1);
    await commit(store, 'x2', [rowOf('copy', 'c1', 2)]);
    await other.reads.head();
    expect(after).toBe(0);
  });
}

/** The lane of the port. */
export function laneContract(open: Open): void {
  wholeOrNothing(open);
  custody(open);
  oneAtATime(open);
}
