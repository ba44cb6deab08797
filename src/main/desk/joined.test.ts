// Two desks and a real service over loopback HTTP: joining, working together, working apart, and coming back.
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { submitMove } from '../../../tests/support/desk-core.ts';
import { modelBase } from '../../../tests/support/model-base.ts';
import { deskScene, until } from '../../../tests/support/two-desks.ts';
import type { SceneDesk } from '../../../tests/support/two-desks.ts';

let scene: Awaited<ReturnType<typeof deskScene>>;
beforeEach(async () => {
  scene = await deskScene();
});
afterEach(() => scene.close());

const info = (desk: SceneDesk) => desk.client['session.info']({});
const list = (desk: SceneDesk, filter: 'all' | 'refused' | 'waiting') =>
  desk.client['sync.list']({ filter, offset: 0, limit: 50 });

describe('joining', () => {
  it('takes along what a desk did alone on the same base, and shows it at another desk', async () => {
    const north = await scene.open();
    await north.signIn('desk-a');
    const requestId = await submitMove(north);
    await scene.join(north);
    // From here on the service says who people are.
    expect((await info(north)).person).toBeNull();
    await north.signIn('desk-a');
    expect(await info(north)).toMatchObject({ joined: true, online: true, deskCode: 'D1' });
    await north.live();
    const south = await scene.joined('desk-b', 'south');
    expect(await south.state(requestId)).toBe(await north.state(requestId));
    expect((await list(north, 'all')).rows).toMatchObject([
      { type: 'reallocation.submit', state: 'in_log', refusal: null },
    ]);
    expect(await north.client['status.bar']({})).toMatchObject({ central: 'online', waiting: 0 });
  });

  it('shows a request at the other desk as it is made, under a code of its own desk', async () => {
    const north = await scene.joined('desk-a');
    const south = await scene.joined('desk-b', 'south');
    const requestId = await submitMove(north);
    await until(
      () => south.state(requestId),
      (state) => state !== undefined,
    );
    const detail = await south.client['requests.detail']({ requestId });
    expect(detail?.line.request.code).toBe('D1-0001');
  });

  it('refuses what cannot be, in words, and leaves everything as it was', async () => {
    const desk = await scene.open();
    await desk.signIn('boss');
    await submitMove(desk);
    const refusalOf = async (address: string, code = 'WRONG') => {
      const asked = { address, code, name: 'Desk', fresh: false };
      const outcome = await desk.client['sync.join'](asked);
      return outcome.ok ? 'joined' : outcome.code;
    };
    expect(await refusalOf('library')).toBe('bad_address');
    expect(await refusalOf('http://library.example')).toBe('plain_http');
    expect(await refusalOf('http://127.0.0.1.example')).toBe('plain_http');
    expect(await refusalOf('https://boss:secret@library.example')).toBe('bad_address');
    expect(await refusalOf('http://127.0.0.1:1')).toBe('unreachable');
    expect(await refusalOf(scene.address)).toBe('bad_enroll_code');
    expect(await desk.status()).toMatchObject({ state: 'alone', waiting: 1 });
    expect((await info(desk)).person?.id).toBe('boss');
  });

  it('is made good where the answer of the service was lost', async () => {
    const desk = await scene.open();
    await desk.signIn('boss');
    await submitMove(desk);
    desk.cable.loses = (path) => path === '/v1/enroll';
    const asked = { address: scene.address, code: await scene.code(), name: 'Desk', fresh: false };
    expect(await desk.client['sync.join'](asked)).toMatchObject({ ok: false, code: 'cut' });
    expect(await desk.status()).toMatchObject({ state: 'alone' });
    desk.cable.loses = () => false;
    // Work went on meanwhile, and is taken along as well.
    await submitMove(desk);
    const again = await desk.client['sync.join'](asked);
    expect(again).toMatchObject({ ok: true, deskCode: 'D1' });
    await desk.signIn('boss');
    await desk.live();
    const states = (await list(desk, 'all')).rows.map(({ state }) => state);
    expect(states).toEqual(['in_log', 'in_log']);
  });

  it('on another base keeps what was done out of the service, and begins anew only when told', async () => {
    const desk = await scene.open({ base: modelBase(2) });
    await desk.signIn('boss');
    const requestId = await submitMove(desk);
    const asked = { address: scene.address, code: await scene.code(), name: 'Desk' };
    const refused = await desk.client['sync.join']({ ...asked, fresh: false });
    expect(refused).toMatchObject({ ok: false, code: 'base_differs', facts: { actions: 1 } });
    expect(await desk.state(requestId)).toBe('submitted');
    const joined = await desk.client['sync.join']({ ...asked, fresh: true });
    if (!joined.ok || joined.aside === null) throw new Error(JSON.stringify(joined));
    expect(existsSync(join(desk.folder, joined.aside))).toBe(true);
    await until(
      () => info(desk),
      ({ points }) => points.length > 0,
    );
    await desk.signIn('boss');
    await desk.live();
    expect(await desk.state(requestId)).toBeUndefined();
    expect((await list(desk, 'all')).total).toBe(0);
  });

  it('is kept over a restart, and what waits goes on', async () => {
    const first = await scene.joined('desk-a');
    first.cable.pull();
    await until(first.status, ({ state }) => state === 'offline');
    const requestId = await submitMove(first);
    const { folder } = first;
    await first.desk.close();
    const again = await scene.open({ folder });
    await again.signIn('desk-a');
    await again.live();
    expect(await again.state(requestId)).toBe('submitted');
    const south = await scene.joined('desk-b', 'south');
    expect(await south.state(requestId)).toBe('submitted');
    expect(readdirSync(folder)).toContain('outbox.db');
  });
});

describe('a profile that was copied', () => {
  it('goes on under an id of its own, and both machines lose nothing', async () => {
    const first = await scene.joined('desk-a');
    await submitMove(first);
    await first.live();
    await first.desk.close();
    const copy = mkdtempSync(join(tmpdir(), 'shutai-copy-'));
    cpSync(first.folder, copy, { recursive: true });
    const one = await scene.open({ folder: first.folder });
    const two = await scene.open({ folder: copy });
    for (const desk of [one, two]) await desk.signIn('desk-a');
    const mine = await submitMove(one, { readerId: 'reader-2', copyId: 'c4' });
    await one.live();
    const its = await submitMove(two, { readerId: 'reader-3', copyId: 'c5' });
    await until(two.status, ({ desk }) => desk.code === 'D2');
    await two.live();
    await one.live();
    expect([await one.state(its), await two.state(mine)]).toEqual(['submitted', 'submitted']);
    expect((await one.status()).desk.code).toBe('D1');
    await two.signIn('desk-a');
    expect(await two.act(its, 'note', { note: 'later' })).toMatchObject({ ok: true });
    await two.live();
    expect((await list(two, 'refused')).total).toBe(0);
    rmSync(copy, { recursive: true, force: true });
  });
});

describe('without the service', () => {
  it('goes on working, and everything arrives when it is back', async () => {
    const north = await scene.joined('desk-a');
    const south = await scene.joined('desk-b', 'south');
    north.cable.pull();
    await until(north.status, ({ state }) => state === 'offline');
    const requestId = await submitMove(north);
    expect(await north.act(requestId, 'note', { note: 'offline' })).toMatchObject({ ok: true });
    expect(await north.client['status.bar']({})).toMatchObject({ central: 'offline', waiting: 2 });
    const detail = await north.client['requests.detail']({ requestId });
    expect(Object.values(detail?.unsent ?? {})).toEqual(['saved', 'saved']);
    north.cable.plug();
    await north.client['sync.now']({});
    await north.live();
    await until(
      () => south.state(requestId),
      (state) => state === 'submitted',
    );
    expect((await north.client['requests.detail']({ requestId }))?.unsent).toEqual({});
  });

  it('explains what was refused, as one chain with names, and offers it again', async () => {
    const north = await scene.joined('desk-a');
    const south = await scene.joined('desk-b', 'south');
    const requestId = await submitMove(north);
    await north.live();
    await until(
      () => south.state(requestId),
      (state) => state !== undefined,
    );
    south.cable.pull();
    await until(south.status, ({ state }) => state === 'offline');
    // Both act on what they see; the north arrives first.
    expect(
      await north.act(requestId, 'cancel', { reason: 'other', note: 'not wanted' }),
    ).toMatchObject({
      ok: true,
    });
    await north.live();
    await south.act(requestId, 'claim');
    await south.act(requestId, 'release');
    south.cable.plug();
    await south.client['sync.now']({});
    await until(south.status, ({ state, waiting }) => state === 'live' && waiting === 0);
    const refused = await list(south, 'refused');
    expect(refused.rows).toMatchObject([
      {
        action: 'claim',
        state: 'refused',
        refusal: {
          facts: { changedBy: 'desk-a', changedAction: 'cancel', changedTo: 'cancelled' },
        },
        chain: [{ action: 'release', state: 'refused' }],
      },
    ]);
    expect(refused.names['desk-a']).toBeDefined();
    const [head] = refused.rows;
    const commandId = head?.commandId ?? '';
    expect(await south.client['sync.redo']({ commandId })).toMatchObject({
      ok: true,
      queue: 'reallocation',
      action: 'claim',
      legal: false,
    });
    expect(await south.client['sync.dismiss']({ commandId })).toEqual({ ok: true });
    expect((await list(south, 'refused')).total).toBe(0);
    expect(await south.status()).toMatchObject({ refused: 0 });
    expect(await south.state(requestId)).toBe('cancelled');
  });

  it('calls a desk by name that joined after it had asked who there is', async () => {
    const north = await scene.joined('desk-a');
    const requestId = await submitMove(north);
    await north.live();
    const south = await scene.joined('desk-b', 'south');
    north.cable.pull();
    await until(north.status, ({ state }) => state === 'offline');
    expect(await south.act(requestId, 'cancel', { reason: 'duplicate' })).toMatchObject({
      ok: true,
    });
    await south.live();
    await north.act(requestId, 'claim');
    north.cable.plug();
    await north.client['sync.now']({});
    await until(north.status, ({ state, waiting }) => state === 'live' && waiting === 0);
    const { id } = (await south.status()).desk;
    const { names } = await until(
      () => list(north, 'refused'),
      (refused) => refused.names[id] !== undefined,
    );
    expect(names[id]?.en).toBe('Desk south');
  });
});
