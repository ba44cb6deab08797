// A round on a desk with real SQLite: chosen, claimed as one, walked scan by scan, missed, lapsed, given back.

import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId, profileFolder, testClock } from '../../../../tests/support/desk-core.ts';
import { roundBase, roundScene } from '../../../../tests/support/round-scene.ts';
import type { RoundScene } from '../../../../tests/support/round-scene.ts';
import { openTestDesk } from '../../../../tests/support/desk-core.ts';

let desk: RoundScene;
beforeEach(async () => {
  desk = await roundScene();
});
afterEach(() => desk.close());

const all = () => [desk.ids.move, desk.ids.search, desk.ids.delivery];

describe('choosing a round', () => {
  it('merges the queues in walking order, floor by floor, counted by floor and queue', async () => {
    const { total, claimed, stops, floors, queues } = await desk.preview();
    expect([total, claimed]).toEqual([3, 0]);
    expect(stops.map(({ queue, kind, position }) => [queue, kind, position.code])).toEqual([
      ['find_book', 'search', 'N-ARTS'],
      ['reallocation', 'pick', '3F-A12'],
      ['delivery', 'pick', '3F-A12'],
    ]);
    expect(floors).toEqual([
      { floor: '2F', count: 1 },
      { floor: '3F', count: 2 },
    ]);
    expect(queues.map(({ count }) => count)).toEqual([1, 1, 1]);
  });

  it('keeps to the floors, the queues and the number chosen', async () => {
    expect((await desk.preview({ floors: ['3F'], queues: ['delivery'] })).total).toBe(1);
    const few = await desk.preview({ limit: 1 });
    expect([few.total, few.stops.length]).toEqual([3, 1]);
    expect((await desk.preview({ campus: 'south' })).total).toBe(0);
  });

  it('shows nothing to whoever may not pick there', async () => {
    for (const [login, point] of [
      ['courier', 'n-desk'],
      ['keeper-a', 'n-desk'],
      ['boss', 's-desk'],
    ] as const) {
      await desk.as(login, point);
      expect((await desk.preview({ campus: 'north' })).total).toBe(0);
    }
  });
});

describe('starting', () => {
  it('claims everything as one, and names what somebody else has', async () => {
    await desk.as('desk-b');
    await desk.act(desk.ids.delivery, 'claim');
    await desk.as('desk-a');
    expect(await desk.preview()).toMatchObject({ total: 2, claimed: 1 });
    expect(await desk.start(all())).toEqual(['ok', 'ok', 'claimed_by_other']);
    const { stops, until, startedOn, progress } = await desk.mine();
    expect(stops.map(({ line }) => line.request.id)).toEqual([desk.ids.search, desk.ids.move]);
    expect(progress).toMatchObject({ total: 2, todo: 2 });
    expect(Date.parse(until ?? '') - Date.parse(startedOn ?? '')).toBe(240 * 60_000);
  });

  it('starts no round where nothing could be claimed', async () => {
    await desk.as('desk-b');
    await desk.start(all());
    await desk.as('desk-a');
    expect(await desk.start(all())).toEqual(Array(3).fill('claimed_by_other'));
    expect(await desk.mine()).toMatchObject({ stops: [], startedOn: null, until: null });
  });

  it('is one command a row: sent again, it gives the same answer and nothing twice', async () => {
    const rows = all().map((requestId) => ({ commandId: commandId(), requestId }));
    const first = await desk.client['rounds.start']({ rows, taskIds: [] });
    expect(await desk.client['rounds.start']({ rows, taskIds: [] })).toEqual(first);
    const detail = await desk.client['requests.detail']({ requestId: desk.ids.move });
    expect(detail?.events.filter(({ action }) => action === 'claim')).toHaveLength(1);
  });
});

describe('walking', () => {
  beforeEach(async () => {
    await desk.start(all());
  });

  it('takes the copy of the stop that is shown, and that of another stop as well', async () => {
    const taken = await desk.take('C1', { shown: desk.ids.search });
    expect(taken).toMatchObject({ kind: 'done', requestId: desk.ids.move, action: 'pick' });
    expect(await desk.take('c2')).toMatchObject({ kind: 'done', requestId: desk.ids.delivery });
    const { stops, progress } = await desk.mine();
    expect(progress).toMatchObject({ todo: 1, in_hand: 2 });
    expect(stops.find(({ line }) => line.request.id === desk.ids.move)?.next).toContain('send');
    expect(await desk.take('C1')).toMatchObject({ kind: 'in_hand', requestId: desk.ids.move });
  });

  it('asks a find for its cause, with the stop’s range as the place', async () => {
    const shown = { shown: desk.ids.search };
    expect(await desk.take('C4', shown)).toEqual({
      kind: 'asks',
      requestId: desk.ids.search,
      barcode: 'C4',
      place: 'N-ARTS',
    });
    const cause = { ...shown, place: '3F-A12', cause: 'misshelved' };
    expect(await desk.take('C4', cause)).toMatchObject({ kind: 'done', action: 'found' });
    const detail = await desk.client['requests.detail']({ requestId: desk.ids.search });
    expect(detail?.line.request.fields).toMatchObject({ cause: 'misshelved', place: 'n-range' });
    // A book that stood wrong is a stretch of shelf to be read: the next stop of this kind.
    const { checks } = await desk.preview();
    expect(checks.map(({ position }) => position.code)).toEqual(['3F-A12']);
    await desk.start([], [checks[0]?.taskId ?? '']);
    expect((await desk.mine()).checks).toMatchObject([{ open: true }]);
  });

  it('names for the slip the range in which the copy stands as numbers are read now', async () => {
    const shelfOf = async (requestId: string) =>
      (await desk.client['requests.detail']({ requestId }))?.shelf?.code ?? null;
    expect(await shelfOf(desk.ids.move)).toBe('3F-A12');
    expect(await shelfOf(desk.ids.search)).toBe(null);
  });

  it('offers another copy of the title, and takes it when it is accepted', async () => {
    await desk.act(desk.ids.delivery, 'cancel', { reason: 'reader_cancel' });
    const shown = { shown: desk.ids.move };
    const offered = await desk.take('C2', shown);
    expect(offered).toMatchObject({ kind: 'refused', refusal: { code: 'swap_offered' } });
    const swapped = await desk.take('C2', { ...shown, swap: true });
    expect(swapped).toMatchObject({ kind: 'done', requestId: desk.ids.move });
    expect(await desk.statuses()).toEqual(['todo', 'in_hand', 'gone']);
  });

  it('says what else is in the hand: a wrong book, a shelf, a crate, nothing known', async () => {
    expect(await desk.take('C5')).toMatchObject({ kind: 'other_title', barcode: 'C5' });
    expect(await desk.take('3f-a12')).toEqual({ kind: 'place', code: '3F-A12' });
    expect(await desk.take('CR-001')).toEqual({ kind: 'crate', code: 'CR-001' });
    expect(await desk.take('ZZ-9')).toEqual({ kind: 'unfit', code: 'ZZ-9' });
    expect(await desk.statuses()).toEqual(['todo', 'todo', 'todo']);
  });

  it('goes on past what was skipped or not there', async () => {
    await desk.client['rounds.skip']({ requestId: desk.ids.search, skipped: true });
    expect(await desk.act(desk.ids.move, 'not_there', { looked: ['own_shelf'] })).toBe('ok');
    expect(await desk.statuses()).toEqual(['skipped', 'missed', 'todo']);
    await desk.client['rounds.skip']({ requestId: desk.ids.search, skipped: false });
    const looked = { looked: ['own_shelf'], whyNotAll: 'closed' };
    expect(await desk.act(desk.ids.search, 'not_there', looked)).toBe('ok');
    expect(await desk.statuses()).toEqual(['missed', 'missed', 'todo']);
  });

  it('takes a pick back with undo', async () => {
    await desk.take('C1');
    const detail = await desk.client['requests.detail']({ requestId: desk.ids.move });
    await desk.act(desk.ids.move, 'undo', { commandId: detail?.undo?.commandId });
    expect(await desk.statuses()).toEqual(['todo', 'todo', 'todo']);
  });

  it('shows a claim that has lapsed, and what others took over meanwhile', async () => {
    await desk.take('C1');
    desk.clock.forward(241);
    // Nobody has touched the desk for so long that it is locked.
    await desk.as('desk-a');
    expect(await desk.statuses()).toEqual(['lapsed', 'in_hand', 'lapsed']);
    await desk.as('desk-b');
    await desk.start([desk.ids.delivery]);
    await desk.as('desk-a');
    expect(await desk.statuses()).toEqual(['lapsed', 'in_hand', 'taken']);
    expect(await desk.start([desk.ids.search])).toEqual(['ok']);
    expect((await desk.statuses())[0]).toBe('todo');
  });

  it('gives back what is left at its end', async () => {
    await desk.take('C1');
    const rows = all().map((requestId) => ({ commandId: commandId(), requestId }));
    expect(await desk.client['rounds.end']({ rows })).toMatchObject({ ok: true });
    expect(await desk.mine()).toMatchObject({ stops: [], startedOn: null });
    await desk.as('desk-b');
    expect((await desk.preview()).total).toBe(2);
  });
});

it('a round outlives the program: what was begun, skipped and in hand is there again', async () => {
  const folder = profileFolder();
  const clock = testClock();
  const first = await roundScene({ folder, clock });
  await first.start(Object.values(first.ids));
  await first.client['rounds.skip']({ requestId: first.ids.search, skipped: true });
  await first.take('C1');
  await first.close();
  const again = await openTestDesk({ folder, clock, base: roundBase() });
  await again.signIn('desk-a');
  const { stops } = await again.client['rounds.mine']({});
  expect(stops.map(({ status }) => status)).toEqual(['skipped', 'in_hand', 'todo']);
  await again.close();
  rmSync(folder, { recursive: true, force: true });
});
