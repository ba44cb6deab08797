// People at joined desks, and what only the service can do for them: signing in, passwords, readers, other desks.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { submitMove } from '../../../tests/support/desk-core.ts';
import { PASSWORD } from '../../../tests/support/model-base.ts';
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

describe('people', () => {
  const tryIn = async (desk: SceneDesk, login: string, password = PASSWORD) => {
    const answer = await desk.client['session.signIn']({ login, password, point: 'n-desk' });
    return answer.ok ? 'in' : answer.code;
  };

  it('sign in without the service where they were seen within a week', async () => {
    const desk = await scene.joined('desk-a');
    await desk.client['session.signOut']({});
    desk.cable.pull();
    expect(await tryIn(desk, 'boss')).toBe('offline_too_long');
    expect(await tryIn(desk, 'desk-a')).toBe('in');
    expect(await info(desk)).toMatchObject({ online: false });
    const code = await desk.client['sync.enrollCode']({ campus: 'north' });
    expect(code).toMatchObject({ ok: false, code: 'needs_online' });
    scene.service.clock.forward(8 * 24 * 60);
    expect(await tryIn(desk, 'desk-a')).toBe('offline_too_long');
    desk.cable.plug();
    expect(await tryIn(desk, 'desk-a')).toBe('in');
  });

  it('are let in by what the desk knows when the service hangs', async () => {
    const desk = await scene.joined('desk-a');
    desk.cable.hangs = true;
    const begun = performance.now();
    expect(await tryIn(desk, 'desk-a')).toBe('in');
    expect(performance.now() - begun).toBeLessThan(20_000);
  });

  it('wait after five wrong tries without the service', async () => {
    const desk = await scene.joined('desk-a');
    desk.cable.pull();
    for (let count = 0; count < 5; count += 1) {
      expect(await tryIn(desk, 'desk-a', 'wrong')).toBe('bad_login');
    }
    expect(await tryIn(desk, 'desk-a')).toBe('wait');
  });

  it('change their password at the service, and go by the new one everywhere', async () => {
    const desk = await scene.joined('desk-a');
    const fresh = 'another long word';
    const change = { old: PASSWORD, fresh };
    expect(await desk.client['session.password'](change)).toEqual({ ok: true });
    expect(await tryIn(desk, 'desk-a')).toBe('bad_login');
    expect(await tryIn(desk, 'desk-a', fresh)).toBe('in');
    desk.cable.pull();
    expect(await tryIn(desk, 'desk-a', fresh)).toBe('in');
    expect(await tryIn(desk, 'desk-a')).toBe('bad_login');
  });

  it('are given passwords by an administrator, which they have to change', async () => {
    const desk = await scene.joined('boss');
    const given = { staffId: 'desk-a', password: 'given by the boss' };
    expect(await desk.client['settings.password'](given)).toEqual({ ok: true });
    expect(await tryIn(desk, 'desk-a', given.password)).toBe('in');
    expect(await info(desk)).toMatchObject({ mustChange: true });
    const change = { old: given.password, fresh: 'chosen by myself' };
    expect(await desk.client['session.password'](change)).toEqual({ ok: true });
    expect(await info(desk)).toMatchObject({ mustChange: false });
  });

  it('stand at points of the campus that the desk was joined for', async () => {
    const desk = await scene.joined('boss');
    const { points } = await info(desk);
    expect(points.map(({ campus }) => campus)).toEqual(['north']);
    const there = { login: 'boss', password: PASSWORD, point: 's-desk' };
    expect(await desk.client['session.signIn'](there)).toMatchObject({
      code: 'point_out_of_scope',
    });
  });
});

describe('with the service', () => {
  it('readers are found by name and shown in full, and the showing is in the log', async () => {
    const desk = await scene.joined('desk-a');
    const found = await desk.client['search.readers']({ text: '王小', limit: 10 });
    expect(found).toMatchObject({ rows: [{ id: 'reader-1' }], names: 'all' });
    const one = await desk.client['search.readers']({ text: '王', limit: 10 });
    expect(one.names).toBe('too_short');
    const ask = { commandId: crypto.randomUUID(), readerId: 'reader-1', requestId: null };
    const shown = await desk.client['readers.reveal'](ask);
    expect(shown).toMatchObject({ ok: true, name: '王小明', card: '1800000001' });
    await desk.live();
    expect((await list(desk, 'all')).rows).toMatchObject([
      { type: 'reader.reveal', state: 'in_log' },
    ]);
    desk.cable.pull();
    const again = { ...ask, commandId: crypto.randomUUID() };
    expect(await desk.client['readers.reveal'](again)).toMatchObject({
      ok: false,
      code: 'offline',
    });
    await until(desk.status, ({ state }) => state === 'offline');
    const here = await desk.client['search.readers']({ text: '王小', limit: 10 });
    expect(here.names).toBe('away');
  });

  it('a reader is given a PIN for the phone, by whoever serves readers', async () => {
    const desk = await scene.joined('desk-a');
    const given = await desk.client['readers.givePin']({ readerId: 'reader-1' });
    if (!given.ok) throw new Error(given.code);
    expect(given.pin).toMatch(/^\d{6}$/u);
    const session = { card: '1800000001', pin: given.pin };
    const sent = await fetch(`${scene.address}/v1/reader/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(session),
    });
    expect(await sent.json()).toMatchObject({ readerId: 'reader-1', mustChange: true });
    await desk.client['session.signOut']({});
    await desk.signIn('keeper-a');
    const refused = await desk.client['readers.givePin']({ readerId: 'reader-1' });
    expect(refused).toMatchObject({ ok: false, code: 'forbidden' });
    desk.cable.pull();
    const away = await desk.client['readers.givePin']({ readerId: 'reader-1' });
    expect(away).toMatchObject({ ok: false });
  });

  it('the demonstration’s clock is set forward for every desk', async () => {
    const north = await scene.joined('desk-a');
    const south = await scene.joined('desk-b', 'south');
    const before = (await info(south)).clockOffset;
    expect(await north.client['clock.advance']({ by: 'day' })).toMatchObject({ ok: true });
    expect((await info(north)).clockOffset).toBe(before + 86_400_000);
    await submitMove(north);
    await until(
      () => info(south),
      ({ clockOffset }) => clockOffset > before + 86_000_000,
    );
  });

  it('an administrator sees the desks, gives codes and takes a desk out, which keeps what it has', async () => {
    const north = await scene.joined('boss');
    const south = await scene.joined('desk-b', 'south');
    expect(await north.client['sync.enrollCode']({ campus: 'south' })).toMatchObject({ ok: true });
    const seen = await north.client['sync.desks']({});
    if (!seen.ok) throw new Error(seen.code);
    const named = Object.fromEntries(seen.desks.map(({ code, own }) => [code, own]));
    expect(named).toEqual({ D1: true, D2: false });
    const deskId = seen.desks.find(({ own }) => !own)?.id ?? '';
    expect(await north.client['sync.revokeDesk']({ deskId })).toEqual({ ok: true });
    const stopped = await until(south.status, ({ state }) => state === 'stopped');
    expect(stopped.reason?.code).toBe('desk_revoked');
    await submitMove(south);
    expect(await south.status()).toMatchObject({ state: 'stopped', waiting: 1 });
    const saved = await south.client['sync.export']({});
    if (!saved.ok) throw new Error(saved.code);
    expect(JSON.parse(saved.text)).toMatchObject({ actions: [{ result: null }] });
    expect(saved.text).not.toContain(PASSWORD);
  });

  it('a desk that was taken out lets its people in, and comes back as another desk', async () => {
    const north = await scene.joined('boss');
    const south = await scene.joined('boss', 'south');
    const seen = await north.client['sync.desks']({});
    const deskId = (seen.ok ? seen.desks.find(({ own }) => !own)?.id : undefined) ?? '';
    await north.client['sync.revokeDesk']({ deskId });
    await until(south.status, ({ state }) => state === 'stopped');
    await south.client['session.signOut']({});
    await south.signIn('boss', 's-desk');
    const requestId = await submitMove(south);
    const asked = { address: scene.address, name: 'Desk', code: await scene.code('south') };
    const refused = await south.client['sync.join']({ ...asked, fresh: false });
    expect(refused).toMatchObject({ ok: false, code: 'joins_anew', facts: { actions: 1 } });
    const joined = await south.client['sync.join']({ ...asked, fresh: true });
    if (!joined.ok || joined.aside === null) throw new Error(JSON.stringify(joined));
    expect(joined.deskCode).toBe('D3');
    expect(existsSync(join(south.folder, joined.aside))).toBe(true);
    await until(south.status, ({ state }) => state === 'live');
    await south.signIn('boss', 's-desk');
    expect(await south.state(requestId)).toBeUndefined();
    const fresh = await submitMove(south);
    await south.live();
    await north.live();
    expect(await north.state(fresh)).toBe('submitted');
  });

  it('a service that has moved is followed by an administrator, and no other service is', async () => {
    const desk = await scene.joined('boss');
    const other = await deskScene();
    const moved = scene.address.replace('127.0.0.1', 'localhost');
    try {
      const strange = await desk.client['sync.move']({ address: other.address });
      expect(strange).toMatchObject({ ok: false, code: 'unknown_desk' });
      const plain = await desk.client['sync.move']({ address: 'http://library.example' });
      expect(plain).toMatchObject({ ok: false, code: 'plain_http' });
      expect((await desk.status()).address).toBe(scene.address);
      desk.cable.pull();
      const requestId = await submitMove(desk);
      desk.cable.plug();
      expect(await desk.client['sync.move']({ address: moved })).toEqual({ ok: true });
      expect((await desk.status()).address).toBe(moved);
      await desk.live();
      expect(await desk.state(requestId)).toBe('submitted');
      await desk.client['session.signOut']({});
      await desk.signIn('desk-a');
      const denied = await desk.client['sync.move']({ address: scene.address });
      expect(denied).toMatchObject({ ok: false, code: 'forbidden' });
    } finally {
      await other.close();
    }
  });

  it('everything can be loaded anew, and what waits stays', async () => {
    const desk = await scene.joined('desk-a');
    const requestId = await submitMove(desk);
    await desk.live();
    expect(await desk.client['sync.resync']({})).toEqual({ ok: true });
    await until(desk.status, ({ state }) => state === 'resyncing' || state === 'live');
    await desk.live();
    expect(await desk.state(requestId)).toBe('submitted');
  });

  it('a desk that its service no longer knows says so, joins anew, and offers everything again', async () => {
    const desk = await scene.joined('desk-a');
    const requestId = await submitMove(desk);
    await desk.live();
    const restored = await deskScene();
    try {
      desk.cable.leadsTo = restored.address;
      desk.cable.pull();
      desk.cable.plug();
      const stopped = await until(desk.status, ({ state }) => state === 'stopped');
      expect(stopped.reason?.code).toBe('unknown_desk');
      const asked = { address: scene.address, name: 'Desk', fresh: false };
      const joined = await desk.client['sync.join']({ ...asked, code: await restored.code() });
      expect(joined).toMatchObject({ ok: true, deskCode: 'D1' });
      await desk.signIn('desk-a');
      await desk.live();
      expect((await list(desk, 'all')).rows).toMatchObject([{ state: 'in_log' }]);
      const other = await restored.joined('desk-b', 'south');
      expect(await other.state(requestId)).toBe('submitted');
    } finally {
      await desk.desk.close();
      await restored.close();
    }
  });
});
