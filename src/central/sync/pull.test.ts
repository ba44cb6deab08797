// Pages of the log: whole commands, the right texts, and the reasons why a desk must load everything anew.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstBreak } from '../../shared/sync/chain.ts';
import type { Cursor, LogRow } from '../../shared/sync/protocol.ts';
import { sha256 } from '../../node/env.ts';
import type { DeskRow } from '../store/auth-port.ts';
import {
  BEGINNING,
  asking,
  feedOfTwoDesks,
  feedOver,
} from '../../../tests/support/central-feed.ts';
import type { TwoDesks } from '../../../tests/support/central-feed.ts';
import { settled } from '../../../tests/support/hand-timers.ts';
import { bad, good, laneDesk, moveInput } from '../../../tests/support/central-lane.ts';

type Open = TwoDesks['open'];
let desks: TwoDesks;
let store: TwoDesks['store'];
let open: Open;
let north: DeskRow;
let south: DeskRow;

beforeEach(async () => {
  desks = await feedOfTwoDesks();
  ({ store, open, north, south } = desks);
});

afterEach(() => desks.close());

const epoch = () => open.library.about().epoch;
const pull = (desk: DeskRow, from: Cursor, more = {}) =>
  open.feed.pull(desk, asking(epoch(), from, more));

async function work() {
  const desk = laneDesk(open.lane, open.library, 'd1');
  for (const [id, copy] of [
    ['r1', 'c1'],
    ['r2', 'c2'],
    ['r3', 'c4'],
  ] as const) {
    await desk.say(
      'desk-a',
      'reallocation.submit',
      id,
      moveInput(id, copy, `reader-${id.slice(1)}`),
    );
    await desk.say('keeper-a', 'reallocation.approve', id);
    await desk.say('desk-a', 'request.note', id, { note: `about ${id}` });
  }
  return desk;
}

async function readAll(desk: DeskRow, limit: number): Promise<LogRow[]> {
  const rows: LogRow[] = [];
  let at = BEGINNING;
  for (;;) {
    const page = good(await pull(desk, at, { limit }));
    expect(page.from).toEqual(at);
    rows.push(...page.rows);
    at = page.through;
    if (!page.more) return rows;
  }
}

describe('pages', () => {
  it('hold whole commands whatever their limit, from memory as from the store', async () => {
    await work();
    const whole = await readAll(north, 1000);
    expect(firstBreak(BEGINNING, whole, sha256)).toBeNull();
    // A process that started later has none of it in memory.
    const second = await feedOver(store);
    for (const { feed, library } of [open, second]) {
      for (let limit = 1; limit <= 6; limit += 1) {
        const page = good(
          await feed.pull(north, asking(library.about().epoch, BEGINNING, { limit })),
        );
        const next = whole[page.rows.length];
        expect(page.rows.at(-1)?.commandId).not.toBe(next?.commandId);
      }
    }
    expect(await readAll(north, 1)).toEqual(whole);
    await second.feed.close();
  });

  it('are empty at the end, and say so', async () => {
    await work();
    const head = await store.reads.head();
    expect(good(await pull(north, head))).toMatchObject({ rows: [], through: head, more: false });
  });
});

describe('private texts', () => {
  it('come for open requests of the desk’s campus, with the reader’s contact, and for no others', async () => {
    const desk = await work();
    // r3 stays in the north; r1 is over.
    await desk.say('desk-a', 'reallocation.cancel', 'r1', { reason: 'duplicate' });
    const input = { ...moveInput('r4', 'c3', 'reader-3'), targetCampus: 'north' };
    await desk.say('desk-b', 'reallocation.submit', 'r4', input);
    const toNorth = good(await pull(north, BEGINNING)).private;
    expect(new Set(toNorth.map(({ of }) => of))).toEqual(new Set(['r2', 'r3', 'r4']));
    expect(toNorth.find(({ kind, of }) => kind === 'private' && of === 'r2')?.text).toMatchObject({
      card: '1800000002',
    });
    const words = toNorth.flatMap(({ text }) => text['note'] ?? []);
    expect(words.toSorted()).toEqual(['about r2', 'about r3']);
    const elsewhere = { ...south, campus: 'moon' };
    expect(good(await pull(elsewhere, BEGINNING)).private).toEqual([]);
    expect(JSON.stringify(good(await pull(south, BEGINNING)).rows)).not.toContain('about');
  });
});

describe('a cursor that is not of this log', () => {
  it('is told why everything must be loaded anew', async () => {
    await work();
    const head = await store.reads.head();
    const other = { seq: 3, hash: sha256('another') };
    const ahead = { seq: head.seq + 1, hash: head.hash };
    for (const cursor of [other, ahead, { seq: 0, hash: sha256('') }]) {
      expect(bad(await pull(north, cursor))).toMatchObject({
        status: 410,
        body: { code: 'diverged' },
      });
    }
    expect(bad(await open.feed.pull(north, asking('old', head)))).toMatchObject({
      body: { code: 'epoch' },
    });
  });

  it('may only be late for a replica, which never says that a desk has diverged', async () => {
    await work();
    const replica = await feedOver(store, false);
    const head = await store.reads.head();
    const ask = (cursor: Cursor) => replica.feed.pull(north, asking(epoch(), cursor));
    expect(good(await ask({ seq: head.seq + 5, hash: sha256('x') })).rows).toEqual([]);
    expect(bad(await ask({ seq: 3, hash: sha256('x') })).status).toBe(503);
    await replica.feed.close();
  });
});

describe('a long wait', () => {
  it('ends with the next row, with its time, or with the caller', async () => {
    const desk = await work();
    const head = await store.reads.head();
    const waits = pull(north, head, { wait: 20 });
    await settled();
    await desk.say('desk-a', 'request.note', 'r1', { note: 'now' });
    expect(good(await waits).rows.length).toBeGreaterThan(0);

    const end = await store.reads.head();
    const long = pull(north, end, { wait: 20 });
    await open.timers.pass(20_000);
    expect(good(await long).rows).toEqual([]);

    const gone = new AbortController();
    const left = open.feed.pull(north, asking(epoch(), end, { wait: 20 }), gone.signal);
    await settled();
    gone.abort();
    expect(good(await left).rows).toEqual([]);
  });
});
