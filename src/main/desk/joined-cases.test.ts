// What two joined desks did apart: cases that a supervisor sees at any desk that they concern, and claims once more.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandId, submitMove } from '../../../tests/support/desk-core.ts';
import { deskScene, until } from '../../../tests/support/two-desks.ts';
import type { SceneDesk } from '../../../tests/support/two-desks.ts';
import type { SyncFilter } from '../../shared/desk-contract/sync.ts';

let scene: Awaited<ReturnType<typeof deskScene>>;
beforeEach(async () => {
  scene = await deskScene();
});
afterEach(() => scene.close());

const list = (desk: SceneDesk, filter: SyncFilter) =>
  desk.client['sync.list']({ filter, offset: 0, limit: 50 });
const sees = (desk: SceneDesk, requestId: string, state: string) =>
  until(
    () => desk.state(requestId),
    (is) => is === state,
  );
async function as(desk: SceneDesk, login: string, point?: string) {
  await desk.client['session.signOut']({});
  await desk.signIn(login, point);
}
async function unplug(desk: SceneDesk) {
  desk.cable.pull();
  await until(desk.status, ({ state }) => state === 'offline');
}
async function plug(desk: SceneDesk) {
  desk.cable.plug();
  await desk.client['sync.now']({});
  await until(desk.status, ({ state, waiting }) => state === 'live' && waiting === 0);
  await desk.live();
}
async function did(desk: SceneDesk, ...[id, action, input]: Parameters<SceneDesk['act']>) {
  expect(await desk.act(id, action, input)).toMatchObject({ ok: true });
}

describe('a case', () => {
  /** Picked at the north, which is offline, after the south has cancelled it. */
  async function pickedTooLate() {
    const north = await scene.joined('desk-a');
    const requestId = await submitMove(north);
    await north.live();
    const south = await scene.joined('keeper-a', 'south');
    await sees(south, requestId, 'submitted');
    await did(south, requestId, 'approve');
    await south.live();
    await sees(north, requestId, 'approved');
    await unplug(north);
    await as(south, 'boss', 's-desk');
    await did(south, requestId, 'cancel', { reason: 'duplicate' });
    await south.live();
    await did(north, requestId, 'pick', { scan: 'C1', source: 'wedge' });
    await plug(north);
    await until(south.status, ({ exceptions }) => exceptions === 1);
    return { north, south, requestId };
  }

  it('is seen where it was done and at the other campus that it concerns, told apart', async () => {
    const { north, south, requestId } = await pickedTooLate();
    const [own] = (await list(north, 'exceptions')).rows;
    expect(own).toMatchObject({ state: 'exception', desk: null, action: 'pick', requestId });
    // Who is no supervisor reads it, and can do nothing.
    expect(own).toMatchObject({ mayCorrect: false });
    const { id } = (await north.status()).desk;
    const there = await until(
      () => list(south, 'exceptions'),
      ({ names }) => names[id] !== undefined,
    );
    expect(there.total).toBe(1);
    expect(there.rows[0]).toMatchObject({
      commandId: own?.commandId,
      state: 'exception',
      desk: id,
      cseq: null,
      actor: 'desk-a',
      point: 'n-desk',
      queue: 'reallocation',
      action: 'pick',
      code: own?.code,
      refusal: { code: 'illegal', facts: { changedBy: 'boss', changedAction: 'cancel' } },
      mayCorrect: true,
    });
    expect(there.names[id]?.en).toBe('Desk north');
  });

  it('stands on the workbench and in the list, though the request has ended, until it is corrected', async () => {
    const { north, south, requestId } = await pickedTooLate();
    const exceptions = async (desk: SceneDesk) =>
      (await desk.client['requests.handover']({})).exceptions.map(({ request, hasCase }) => ({
        id: request.id,
        hasCase,
      }));
    const closed = async (desk: SceneDesk) => {
      const page = { tab: 'closed', filters: {}, sort: 'newest', offset: 0, limit: 10 } as const;
      const { rows } = await desk.client['requests.list']({ queue: 'reallocation', ...page });
      return rows.map(({ hasCase }) => hasCase);
    };
    for (const desk of [north, south]) {
      expect(await exceptions(desk)).toEqual([{ id: requestId, hasCase: true }]);
      expect(await closed(desk)).toEqual([true]);
    }
    const input = { choice: 'cancelled', reason: 'offline_clash', note: 'put back', scan: 'C1' };
    await did(south, requestId, 'correct', input);
    await south.live();
    await until(north.status, (status) => status.exceptions === 0);
    for (const desk of [north, south]) {
      expect((await list(desk, 'exceptions')).total).toBe(0);
      expect(await exceptions(desk)).toEqual([]);
      expect(await closed(desk)).toEqual([false]);
    }
  });

  it('does not trouble a campus that it does not concern', async () => {
    const north = await scene.joined('desk-a');
    const asked = await north.client['requests.submit']({
      commandId: commandId(),
      queue: 'find_book',
      input: { readerId: 'reader-1', copyId: 'c1' },
    });
    const requestId = asked.ok ? (asked.requestId ?? '') : '';
    await north.live();
    const other = await scene.joined('boss');
    const south = await scene.joined('buyer-b', 'south');
    await sees(other, requestId, 'open');
    await unplug(north);
    await did(other, requestId, 'cancel', { reason: 'duplicate' });
    await other.live();
    await did(north, requestId, 'found', { scan: 'C1', place: 'N-RANGE', cause: 'misshelved' });
    await plug(north);
    await until(other.status, ({ exceptions }) => exceptions === 1);
    const { seq } = (await other.status()).log ?? { seq: 0 };
    await until(south.status, ({ log }) => (log?.seq ?? 0) >= seq);
    expect(await south.status()).toMatchObject({ exceptions: 0 });
    expect((await list(south, 'exceptions')).rows).toEqual([]);
  });
});

describe('a refused action on any request, once more', () => {
  async function apart() {
    const north = await scene.joined('desk-a');
    const requestId = await submitMove(north);
    await north.live();
    const south = await scene.joined('desk-b', 'south');
    await sees(south, requestId, 'submitted');
    return { north, south, requestId };
  }
  async function redo(desk: SceneDesk) {
    const { rows } = await list(desk, 'refused');
    return desk.client['sync.redo']({ commandId: rows[0]?.commandId ?? '' });
  }
  const claimer = async (desk: SceneDesk, requestId: string) =>
    (await desk.client['requests.detail']({ requestId }))?.line.request.claim?.by ?? null;

  it('of a claim that another desk was first with: who may takes it over, others are told who has it', async () => {
    const { north, south, requestId } = await apart();
    await unplug(south);
    await did(north, requestId, 'claim');
    await north.live();
    await did(south, requestId, 'claim');
    await plug(south);
    // The request has not moved on since: the refusal speaks of the claim alone.
    const [row] = (await list(south, 'refused')).rows;
    expect(row?.refusal?.code).toBe('claimed_by_other');
    expect(row?.refusal?.facts).not.toHaveProperty('changedBy');
    expect(await redo(south)).toMatchObject({
      ok: true,
      action: 'claim',
      legal: false,
      why: { code: 'claimed_by_other', facts: { by: 'desk-a' } },
    });
    await as(south, 'boss', 's-desk');
    expect(await redo(south)).toMatchObject({
      ok: true,
      requestId,
      action: 'take_over',
      legal: true,
      why: null,
    });
    // Asking decides nothing.
    expect(await claimer(south, requestId)).toBe('desk-a');
    await did(south, requestId, 'take_over', { reason: 'other', note: 'a reader waits' });
    expect(await claimer(south, requestId)).toBe('boss');
  });

  it('of a claim does not trust rows that lack what the refusal tells of', async () => {
    const { north, south, requestId } = await apart();
    await unplug(south);
    await did(north, requestId, 'claim');
    await north.live();
    await did(south, requestId, 'claim');
    // The answer to the push gets through, the rows do not.
    south.cable.loses = (path) => path.startsWith('/v1/pull') || path.startsWith('/v1/live');
    south.cable.plug();
    await south.client['sync.now']({});
    await until(south.status, ({ refused }) => refused === 1);
    expect(await claimer(south, requestId)).toBeNull();
    expect(await redo(south)).toMatchObject({ legal: false, why: { code: 'claimed_by_other' } });
    south.cable.loses = () => false;
  });

  it('of a claim that is free by now: is simply possible', async () => {
    const { north, south, requestId } = await apart();
    await unplug(south);
    await did(north, requestId, 'claim');
    await north.live();
    await did(south, requestId, 'claim');
    await plug(south);
    await did(north, requestId, 'release');
    await north.live();
    await until(
      () => claimer(south, requestId),
      (by) => by === null,
    );
    expect(await redo(south)).toMatchObject({ action: 'claim', legal: true, why: null });
    expect(await claimer(south, requestId)).toBeNull();
  });

  it('of a release: says who may, where the claim is somebody else’s by now', async () => {
    const { north, south, requestId } = await apart();
    await did(south, requestId, 'claim');
    await south.live();
    await unplug(south);
    await as(north, 'boss');
    await until(
      () => claimer(north, requestId),
      (by) => by === 'desk-b',
    );
    await did(north, requestId, 'take_over', { reason: 'other', note: 'urgent' });
    await north.live();
    await did(south, requestId, 'release');
    await plug(south);
    expect(await redo(south)).toMatchObject({
      action: 'release',
      legal: false,
      why: { code: 'forbidden', facts: { action: 'release', roles: 'supervisor' } },
    });
  });
});
