// The live stream: frames that follow each other, for every process on the store, at the listener's own pace.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstBreak } from '../../shared/sync/chain.ts';
import { HEARTBEAT_MS } from '../../shared/sync/protocol.ts';
import type { Cursor } from '../../shared/sync/protocol.ts';
import { sha256 } from '../../node/env.ts';
import type { DeskRow } from '../store/auth-port.ts';
import {
  BEGINNING,
  asking,
  feedOfTwoDesks,
  feedOver,
  listener,
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

async function listen(to: Open, desk: DeskRow, from: Cursor) {
  const heard = listener();
  const query = asking(to.library.about().epoch, from);
  const stop = await to.feed.subscribe(desk, query, heard.sink);
  if (typeof stop !== 'function') throw new Error(JSON.stringify(stop));
  return { ...heard, stop };
}

async function ask(
  through: Open,
  id: string,
  desk = laneDesk(through.lane, through.library, 'd1'),
) {
  await desk.say('desk-a', 'reallocation.submit', id, moveInput(id, 'c1'));
  await desk.say('desk-a', 'request.note', id, { note: `about ${id}` });
  return desk;
}

describe('a listener', () => {
  it('gets what lies before it and what comes, each frame where the last one ended', async () => {
    const desk = await ask(open, 'r1');
    const heard = await listen(open, north, BEGINNING);
    await settled();
    await ask(open, 'r2', desk);
    await settled();
    expect(firstBreak(BEGINNING, heard.rows(), sha256)).toBeNull();
    expect(heard.rows().at(-1)?.seq).toBe((await store.reads.head()).seq);
    const froms = heard.frames.map(({ from }) => from);
    expect(froms).toEqual([BEGINNING, ...heard.frames.slice(0, -1).map(({ through }) => through)]);
    heard.stop();
    expect(open.feed.listeners()).toBe(0);
  });

  it('gets the texts of its campus only', async () => {
    const [near, far] = [
      await listen(open, north, BEGINNING),
      await listen(open, { ...south, campus: 'moon' }, BEGINNING),
    ];
    await ask(open, 'r1');
    await settled();
    expect(near.texts().flatMap(({ text }) => text['note'] ?? [])).toContain('about r1');
    expect(near.texts().some(({ kind, of }) => kind === 'private' && of === 'r1')).toBe(true);
    expect(far.texts()).toEqual([]);
    expect(far.rows()).toEqual(near.rows());
  });

  it('that is slow is let go, to pull; the others are not kept waiting', async () => {
    const [slow, quick] = [
      await listen(open, north, BEGINNING),
      await listen(open, north, BEGINNING),
    ];
    slow.told.full = true;
    await ask(open, 'r1');
    await settled();
    expect(slow.told.ended).toEqual([null]);
    expect(quick.rows().at(-1)?.seq).toBe((await store.reads.head()).seq);
    expect(open.feed.listeners()).toBe(1);
  });

  it('hears a heartbeat at once, and when nothing happens', async () => {
    const heard = await listen(open, north, BEGINNING);
    expect(heard.told.beats).toBe(1);
    await open.timers.pass(HEARTBEAT_MS * 3);
    expect(heard.told.beats).toBe(4);
  });

  it('is told when its cursor is of another log, and let go when the service ends', async () => {
    await ask(open, 'r1');
    const from = asking(open.library.about().epoch, { seq: 2, hash: sha256('x') });
    const { sink } = listener();
    expect(bad(await open.feed.subscribe(north, from, sink))).toMatchObject({
      body: { code: 'diverged' },
    });
    const heard = await listen(open, north, BEGINNING);
    await open.feed.close();
    expect(heard.told.ended).toEqual([null]);
    const after = await open.feed.pull(north, asking('', BEGINNING));
    expect(bad(after)).toMatchObject({ status: 503, body: { code: 'closing' } });
  });
});

describe('many listeners', () => {
  it('get fewer, longer frames when much happens', async () => {
    const all = [];
    for (let index = 0; index < 300; index += 1) all.push(await listen(open, north, BEGINNING));
    const desk = laneDesk(open.lane, open.library, 'd1');
    await desk.say('desk-a', 'reallocation.submit', 'r1', moveInput('r1', 'c1'));
    for (let count = 0; count < 10; count += 1) {
      await desk.say('desk-a', 'request.note', 'r1', { note: `${count}` });
    }
    await open.timers.pass(100);
    const [first] = all;
    expect(first?.rows().at(-1)?.seq).toBe((await store.reads.head()).seq);
    expect(first?.frames.length).toBeLessThan(4);
    expect(all.every((each) => each.rows().length === first?.rows().length)).toBe(true);
  });
});

describe('several processes on one store', () => {
  it('tell their listeners what any of them commits', async () => {
    const other = await feedOver(store);
    const [here, there] = [
      await listen(open, north, BEGINNING),
      await listen(other, north, BEGINNING),
    ];
    const desk = laneDesk(open.lane, open.library, 'd1');
    const elsewhere = laneDesk(other.lane, other.library, 'd2');
    await desk.say('desk-a', 'reallocation.submit', 'r1', moveInput('r1', 'c1'));
    await elsewhere.say('keeper-a', 'reallocation.approve', 'r1');
    await desk.say('desk-a', 'request.note', 'r1', { note: 'x' });
    await settled();
    await Promise.all([open.timers.pass(5000), other.timers.pass(5000)]);
    const rows = await store.reads.log(0, 1000);
    expect(here.rows()).toEqual(rows);
    expect(there.rows()).toEqual(rows);
    // Settings saved elsewhere count in what is looked at here too.
    const row = { id: 'purchase.answer_days', ver: 0, value: 30 };
    const said = await elsewhere.say('boss', 'policy.save', row.id, { row });
    expect(said.code).toBe('ok');
    await open.timers.pass(5000);
    await settled();
    expect(open.lane.settings().policies.number('purchase.answer_days')).toBe(30);
    await other.feed.close();
  });

  it('let go whom the other one’s new epoch concerns', async () => {
    const heard = await listen(open, north, BEGINNING);
    await store.lane((writes) => writes.setMeta('epoch', 'another'));
    await open.timers.pass(5000);
    expect(heard.told.ended).toEqual(['epoch']);
    expect(good(await open.feed.pull(north, asking('another', BEGINNING))).rows).toEqual([]);
  });
});
