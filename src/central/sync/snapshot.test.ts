// Snapshots and checksums: what a desk that begins anew, or doubts its rows, is given.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBuckets } from '../../shared/sync/buckets.ts';
import { bucketOf } from '../../shared/sync/chain.ts';
import { SNAPSHOT_PARTS, snapshotHead } from '../../shared/sync/protocol.ts';
import type { PrivateText, SnapshotPart } from '../../shared/sync/protocol.ts';
import { SECTIONS, historyMark, lineKind } from '../../shared/sync/snapshot-lines.ts';
import { sha256 } from '../../node/env.ts';
import type { DeskRow } from '../store/auth-port.ts';
import type { SqliteStore } from '../store/sqlite/sqlite-store.ts';
import { deskRow, feedOver } from '../../../tests/support/central-feed.ts';
import {
  addDesk,
  bad,
  good,
  laneDesk,
  modelStore,
  moveInput,
} from '../../../tests/support/central-lane.ts';
import { eachLine } from '../../../tests/support/each-line.ts';

type Open = Awaited<ReturnType<typeof feedOver>>;
type Desk = ReturnType<typeof laneDesk>;
let store: SqliteStore;
let open: Open;
let north: DeskRow;
let desk: Desk;

beforeEach(async () => {
  store = await modelStore();
  await addDesk(store, 'd1');
  open = await feedOver(store);
  north = await deskRow(store, 'd1');
  desk = laneDesk(open.lane, open.library, 'd1');
  for (const [id, copy] of [
    ['r1', 'c1'],
    ['r2', 'c2'],
  ] as const) {
    await desk.say(
      'desk-a',
      'reallocation.submit',
      id,
      moveInput(id, copy, `reader-${id.slice(1)}`),
    );
    await desk.say('desk-a', 'request.note', id, { note: `about ${id}` });
  }
  await desk.say('desk-a', 'reallocation.cancel', 'r1', { reason: 'duplicate' });
});

afterEach(async () => {
  await open.feed.close();
  await store.close();
});

interface Row {
  id: string;
  requestId?: string;
}

async function load(part: SnapshotPart, after = '', campus = 'north') {
  const lines = good(await open.feed.snapshot({ ...north, campus }, part, after));
  const sections = new Map<string, Row[]>();
  let head = null;
  let end = null;
  let count = 0;
  let current: Row[] = [];
  for await (const line of eachLine(lines)) {
    if (head === null) {
      head = snapshotHead.parse(JSON.parse(line));
      continue;
    }
    const kind = lineKind(line);
    if (kind === 'row') {
      count += 1;
      current.push(JSON.parse(line) as Row);
    } else if ('section' in kind) sections.set(kind.section, (current = []));
    else end = kind.end;
  }
  return { head, sections, end, count };
}

describe('a snapshot', () => {
  it('has every section in its order, the number to pull from, and says how many rows it was', async () => {
    for (const part of SNAPSHOT_PARTS) {
      const { head, sections, end, count } = await load(part);
      expect(head).toMatchObject({
        epoch: open.library.about().epoch,
        through: await store.reads.head(),
      });
      expect([...sections.keys()]).toEqual(SECTIONS[part]);
      expect(end).toBe(count);
    }
  });

  it('has the record of open requests at once, that of ended ones with the history', async () => {
    const { sections } = await load('main');
    expect(sections.get('request')?.map(({ id }) => id)).toEqual(['r1', 'r2']);
    expect(new Set(sections.get('event')?.map(({ requestId }) => requestId))).toEqual(
      new Set(['r2']),
    );
    const history = await load('history');
    const events = history.sections.get('event') ?? [];
    expect(events.filter(({ requestId }) => requestId === 'r1')).toHaveLength(3);
    const [first] = events;
    const rest = await load('history', historyMark('event', first?.id ?? ''));
    expect(rest.sections.get('event')).toEqual(events.slice(1));
    expect(rest.sections.has('notice')).toBe(false);
  });

  it('has texts of open requests of the campus only', async () => {
    const texts = (await load('main')).sections.get('text') as unknown as PrivateText[];
    expect(new Set(texts.map(({ of }) => of))).toEqual(new Set(['r2']));
    expect(texts.some(({ kind }) => kind === 'private')).toBe(true);
    expect((await load('main', '', 'moon')).sections.get('text')).toEqual([]);
    const all = await load('main');
    all.sections.delete('text');
    expect(JSON.stringify([...all.sections])).not.toContain('about');
  });
});

describe('a checksum', () => {
  const epoch = () => open.library.about().epoch;
  async function bucketsOf(kind: 'request' | 'copy') {
    const buckets = createBuckets(sha256);
    for (const { image } of await store.reads.all(kind)) {
      buckets.add({ id: (JSON.parse(image) as Row).id, digest: sha256(image) });
    }
    return buckets.digests();
  }

  it('finds nothing where all is equal, and exactly the buckets that are not', async () => {
    const buckets = await bucketsOf('request');
    const ask = (digests: string[]) =>
      open.feed.checksum(north, { epoch: epoch(), kind: 'request', buckets: digests });
    const through = await store.reads.head();
    expect(good(await ask(buckets))).toEqual({ epoch: epoch(), through, differing: [] });
    const at = bucketOf('r1', sha256);
    const touched = buckets.map((digest, index) => (index === at ? sha256('x') : digest));
    const found = good(await ask(touched));
    expect(found.differing.map(({ bucket }) => bucket)).toEqual([at]);
    expect(found.differing[0]?.images.some((image) => image.includes('"id":"r1"'))).toBe(true);
    // A row that changes is noticed, though the last answer is remembered.
    await desk.say('desk-a', 'request.note', 'r2', { note: 'y' });
    const after = good(await ask(buckets));
    expect(after.differing.map(({ bucket }) => bucket)).toEqual([bucketOf('r2', sha256)]);
    expect(after.through).toEqual(await store.reads.head());
    expect(good(await ask(await bucketsOf('request'))).differing).toEqual([]);
  });

  it('is refused under another epoch and for what is not compared', async () => {
    const ask = (more: object) =>
      open.feed.checksum(north, { epoch: epoch(), kind: 'copy', buckets: [], ...more });
    expect(bad(await ask({ epoch: 'x' })).status).toBe(410);
    expect(bad(await ask({ kind: 'private' })).status).toBe(400);
    expect(good(await ask({ buckets: await bucketsOf('copy') })).differing).toEqual([]);
  });
});
