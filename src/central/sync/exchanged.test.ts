// A database that takes the place of another: a standby that lacks the end of the log, or a backup. What a process held
// of the lost end is given to nobody.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from '../../node/env.ts';
import { createBuckets } from '../../shared/sync/buckets.ts';
import type { Cursor, LogRow } from '../../shared/sync/protocol.ts';
import { exportLibrary, importLibrary } from '../store/move.ts';
import type { Store, StoreReads } from '../store/port.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import {
  BEGINNING,
  asking,
  deskRow,
  feedOver,
  listener,
} from '../../../tests/support/central-feed.ts';
import { settled } from '../../../tests/support/hand-timers.ts';
import {
  addDesk,
  bad,
  good,
  laneClock,
  laneDesk,
  laneOver,
  modelStore,
  moveInput,
} from '../../../tests/support/central-lane.ts';

const POLL = 5000;

/** A store behind which another one can be put. */
function exchangeable(first: Store) {
  let present = first;
  const reads = new Proxy({} as StoreReads, {
    get: (_, name) => Reflect.get(present.reads, name, present.reads) as unknown,
  });
  const store = new Proxy({} as Store, {
    get: (_, name) => (name === 'reads' ? reads : (Reflect.get(present, name) as unknown)),
  });
  return { store, put: (other: Store) => void (present = other), present: () => present };
}

/** The same library with the same log, as a standby has it. */
async function standbyOf(store: Store): Promise<Store> {
  const lines: string[] = [];
  await exportLibrary(store, async (line) => void lines.push(line));
  const standby = openSqliteStore({ file: ':memory:', stream: 'library', clock: laneClock });
  async function* again() {
    yield* lines;
  }
  await importLibrary(standby, again());
  return standby;
}

type Open = Awaited<ReturnType<typeof feedOver>>;
let before: Store;
let after: Store;
let place: ReturnType<typeof exchangeable>;
let open: Open;
let shared: Cursor;
let lost: Cursor;
let desk: ReturnType<typeof laneDesk>;

const logOf = (store: Store): Promise<LogRow[]> => store.reads.log(0, 1000);
const pull = async (from: Cursor, epoch = open.library.about().epoch) =>
  open.feed.pull(await deskRow(before, 'd1'), asking(epoch, from));

/** Work of another process on the database that is there now. */
async function others(notes: readonly string[]) {
  const other = await laneOver(after);
  const hand = laneDesk(other.lane, other.library, 'd2');
  for (const note of notes) await hand.say('desk-a', 'request.note', 'kept', { note });
  await other.lane.close();
}

async function listen(from: Cursor) {
  const heard = listener();
  const query = asking(open.library.about().epoch, from);
  good(await open.feed.subscribe(await deskRow(before, 'd1'), query, heard.sink));
  await settled();
  return heard;
}

beforeEach(async () => {
  before = await modelStore();
  await addDesk(before, 'd1');
  await addDesk(before, 'd2');
  place = exchangeable(before);
  open = await feedOver(place.store);
  desk = laneDesk(open.lane, open.library, 'd1');
  await desk.say('desk-a', 'reallocation.submit', 'kept', moveInput('kept', 'c1', 'reader-1'));
  shared = await before.reads.head();
  after = await standbyOf(before);
  for (const note of ['a', 'b', 'c']) await desk.say('desk-a', 'request.note', 'kept', { note });
  lost = await before.reads.head();
  // What is kept of the lost end for whoever comes next.
  await listen(shared);
  place.put(after);
});

afterEach(async () => {
  await open.feed.close();
  await before.close();
  await after.close();
});

/** What desks get now, by whatever way, and what they should get. */
async function given() {
  const [start, end] = [await pull(BEGINNING), await pull(shared)].map(good);
  const heard = await listen(shared);
  const next = good(await pull(await after.reads.head()));
  return {
    all: start?.rows,
    head: start?.head,
    end: end?.rows,
    live: heard.rows(),
    next: next.rows,
  };
}
async function right() {
  const [all, end] = [await logOf(after), await after.reads.log(shared.seq, 1000)];
  return { all, head: all.length, end, live: end, next: [] };
}

describe('a database that lacks the end', () => {
  it('is noticed before anybody writes; whoever stood on the lost end loads anew', async () => {
    place.put(before);
    const heard = await listen(lost);
    place.put(after);
    await open.timers.pass(POLL);
    expect(heard.told.ended).toEqual([null]);
    expect(bad(await pull(lost))).toMatchObject({ status: 410, body: { code: 'diverged' } });
    expect(await given()).toEqual(await right());
  });

  it.each([
    ['shorter than before', ['x']],
    ['as long as before', ['x', 'y', 'z']],
    ['longer than before', ['x', 'y', 'z', 'more']],
  ])('and goes on otherwise, until it is %s', async (_, notes) => {
    await others(notes);
    await open.timers.pass(POLL);
    expect(await given()).toEqual(await right());
    expect(bad(await pull(lost))).toMatchObject({ body: { code: 'diverged' } });
  });

  it('is noticed by the first commit of this very process', async () => {
    const again = laneDesk(open.lane, open.library, 'd2');
    await again.say('desk-a', 'request.note', 'kept', { note: 'x' });
    await open.feed.catchUp();
    expect(await given()).toEqual(await right());
  });

  it('has its own checksums', async () => {
    const differing = async () => {
      const buckets = createBuckets(sha256);
      for (const row of await place.present().reads.digests('event', '', 1000)) buckets.add(row);
      const body = { epoch: open.library.about().epoch, kind: 'event' };
      const sums = { ...body, buckets: buckets.digests() };
      return good(await open.feed.checksum(await deskRow(before, 'd1'), sums)).differing;
    };
    place.put(before);
    expect(await differing()).toEqual([]);
    place.put(after);
    await others(['x', 'y', 'z']);
    expect(await differing()).toEqual([]);
  });
});

describe('a new epoch', () => {
  it('is answered with nothing of the old log, from its very first moment', async () => {
    place.put(before);
    const heard = await listen(lost);
    place.put(after);
    await after.lane((writes) => writes.setMeta('epoch', 'epoch-2'));
    await open.library.refresh(place.store.reads);
    expect(heard.told.ended).toEqual(['epoch']);
    const page = good(await pull(shared, 'epoch-2'));
    expect(page).toMatchObject({ epoch: 'epoch-2', rows: [] });
    await open.feed.catchUp();
    expect(await given()).toEqual(await right());
    await others(['x', 'y', 'z']);
    await open.timers.pass(POLL);
    expect(await given()).toEqual(await right());
  });
});
