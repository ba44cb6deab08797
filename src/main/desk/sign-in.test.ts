import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import {
  commandId,
  openTestDesk,
  profileFolder,
  submitMove,
} from '../../../tests/support/desk-core.ts';
import { PASSWORD, modelBase } from '../../../tests/support/model-base.ts';
import type { TestDesk } from '../../../tests/support/desk-core.ts';
import { emptyBase } from '../../node/empty-base.ts';

let desk: TestDesk;
afterEach(() => desk.close());

const signIn = (login: string, password: string, point = 'n-desk') =>
  desk.client['session.signIn']({ login, password, point });

describe('sign-in', () => {
  it('opens one session for all windows, with the service point', async () => {
    desk = await openTestDesk();
    expect(await signIn('desk-a', PASSWORD)).toEqual({ ok: true });
    const info = await desk.window()['session.info']({});
    expect(info.person).toMatchObject({ login: 'desk-a', point: { code: 'N1' } });
    expect(info).toMatchObject({ demo: true, demoPassword: PASSWORD, locked: false });
    await desk.client['session.signOut']({});
    expect((await desk.window()['session.info']({})).person).toBeNull();
  });

  it('is the same for a wrong password and an unknown login', async () => {
    desk = await openTestDesk();
    const wrong = { ok: false, code: 'bad_login', facts: {} };
    expect(await signIn('desk-a', 'wrong password')).toEqual(wrong);
    expect(await signIn('nobody', PASSWORD)).toEqual(wrong);
  });

  it('waits after five wrong tries, also with the right password, and over a restart', async () => {
    const folder = profileFolder();
    desk = await openTestDesk({ folder });
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await signIn('desk-a', 'wrong password')).toMatchObject({ code: 'bad_login' });
    }
    expect(await signIn('desk-a', PASSWORD)).toMatchObject({
      code: 'wait',
      facts: { seconds: 30 },
    });
    expect(await signIn('desk-b', PASSWORD)).toMatchObject({ ok: true });
    await desk.desk.close();
    desk = await openTestDesk({ folder, clock: desk.clock });
    expect(await signIn('desk-a', PASSWORD)).toMatchObject({ code: 'wait' });
    desk.clock.forward(0.6);
    expect(await signIn('desk-a', PASSWORD)).toMatchObject({ ok: true });
    rmSync(folder, { recursive: true, force: true });
  });

  it('offers only service points that the person reaches', async () => {
    desk = await openTestDesk();
    expect(await signIn('north-only', PASSWORD, 's-desk')).toMatchObject({
      code: 'point_out_of_scope',
    });
    expect(await signIn('north-only', PASSWORD, 'n-slot')).toMatchObject({
      code: 'point_out_of_scope',
    });
    expect(await signIn('north-only', PASSWORD, 'n-desk')).toMatchObject({ ok: true });
  });

  it('locks after idle minutes and opens again with the password alone', async () => {
    desk = await openTestDesk();
    await desk.signIn('desk-a');
    desk.clock.forward(9);
    await desk.client['session.touch']({});
    desk.clock.forward(9);
    expect((await desk.client['session.info']({})).locked).toBe(false);
    desk.clock.forward(2);
    expect((await desk.client['session.info']({})).locked).toBe(true);
    await expect(desk.client['status.bar']({})).rejects.toMatchObject({ code: 'denied' });
    const submit = desk.client['requests.submit']({
      commandId: commandId(),
      queue: 'find_book',
      input: { copyId: 'c1' },
    });
    expect(await submit).toMatchObject({ code: 'locked' });
    expect(await desk.client['session.unlock']({ password: 'wrong password' })).toMatchObject({
      code: 'bad_login',
    });
    expect(await desk.client['session.unlock']({ password: PASSWORD })).toEqual({ ok: true });
    expect(await desk.client['status.bar']({})).toMatchObject({ waiting: 0 });
  });

  it('changes a password, and refuses short and common ones', async () => {
    desk = await openTestDesk();
    await desk.signIn('desk-a');
    const change = (fresh: string, old = PASSWORD) =>
      desk.client['session.password']({ old, fresh });
    expect(await change('short')).toMatchObject({ code: 'short_password' });
    expect(await change('Password123')).toMatchObject({ code: 'common_password' });
    expect(await change('a long new phrase', 'wrong password')).toMatchObject({
      code: 'bad_login',
    });
    expect(await change('a long new phrase')).toEqual({ ok: true });
    expect(await signIn('desk-a', PASSWORD)).toMatchObject({ code: 'bad_login' });
    expect(await signIn('desk-a', 'a long new phrase')).toEqual({ ok: true });
  });

  it('shuts out somebody who was made inactive', async () => {
    desk = await openTestDesk();
    await desk.signIn('boss');
    const staff = await desk.client['settings.rows']({ kind: 'staff' });
    const row = staff.find((each) => each['login'] === 'desk-b');
    const saved = await desk.client['settings.save']({
      commandId: commandId(),
      kind: 'staff',
      row: { ...row, active: false },
    });
    expect(saved).toMatchObject({ ok: true });
    expect(await signIn('desk-b', PASSWORD)).toMatchObject({ code: 'inactive' });
  });
});

describe('the first administrator', () => {
  it('is made by the printed code, once, and works in the library that they named', async () => {
    desk = await openTestDesk({ base: emptyBase() });
    expect(desk.lines).toContain('The code for the first administrator is START234');
    const before = await desk.client['session.info']({});
    expect(before).toMatchObject({ needsAdmin: true, demo: false, accounts: [], clockOffset: 0 });
    const make = (code: string, password = 'a good long phrase') =>
      desk.client['session.firstAdmin']({
        code,
        name: '林馆长',
        login: 'lin',
        password,
        library: '滨海图书馆',
      });
    expect(await make('WRONG234')).toMatchObject({ code: 'bad_code' });
    expect(await make('START234', '12345678')).toMatchObject({ code: 'common_password' });
    expect(await make('start234')).toEqual({ ok: true });
    expect(await make('START234')).toMatchObject({ code: 'bad_code' });
    const info = await desk.client['session.info']({});
    expect(info).toMatchObject({ needsAdmin: false, library: { zh: '滨海图书馆' } });
    expect(info.person).toMatchObject({ login: 'lin', name: '林馆长' });
    const rows = await desk.client['settings.rows']({ kind: 'staff' });
    expect(rows).toHaveLength(1);
    expect(await desk.client['clock.advance']({ by: 'day' })).toMatchObject({ code: 'not_demo' });
  });
});

describe('what a person may not do is not accepted', () => {
  it('answers nobody anything but the session', async () => {
    desk = await openTestDesk();
    const denied = { code: 'denied' };
    const { client } = desk;
    const requestId = commandId();
    await expect(client['library.words']({})).rejects.toMatchObject(denied);
    await expect(client['requests.detail']({ requestId })).rejects.toMatchObject(denied);
    await expect(client['search.all']({ text: '数学' })).rejects.toMatchObject(denied);
    await expect(client['settings.rows']({ kind: 'policy' })).rejects.toMatchObject(denied);
    await expect(client['sync.list']({ filter: 'all', offset: 0, limit: 5 })).rejects.toMatchObject(
      denied,
    );
    await expect(client['memory.set']({ key: 'a', value: 1 })).rejects.toMatchObject(denied);
    await expect(
      client['requests.counts']({ queue: 'delivery', filters: {} }),
    ).rejects.toMatchObject(denied);
    expect(await client['clock.advance']({ by: 'hour' })).toMatchObject({ code: 'not_signed_in' });
    expect(
      await client['scan.take']({ commandId: commandId(), text: 'C1', source: 'wedge' }),
    ).toMatchObject({ kind: 'unknown', code: 'not_signed_in' });
    expect(
      await client['requests.act']({
        commandId: commandId(),
        requestId,
        action: 'claim',
        input: {},
        expectHead: null,
      }),
    ).toMatchObject({ code: 'not_signed_in' });
  });

  it('refuses wrong roles for settings, passwords, reveals and the list of staff', async () => {
    desk = await openTestDesk();
    await desk.signIn('keeper-a');
    const { client } = desk;
    await expect(client['settings.rows']({ kind: 'staff' })).rejects.toMatchObject({
      code: 'denied',
    });
    const saved = await client['settings.save']({
      commandId: commandId(),
      kind: 'policy',
      row: { id: 'claim.desk_minutes', ver: 0, value: 5 },
    });
    expect(saved).toMatchObject({ code: 'forbidden' });
    const password = 'a long new phrase';
    expect(await client['settings.password']({ staffId: 'desk-a', password })).toMatchObject({
      code: 'forbidden',
    });
    const revealed = await client['readers.reveal']({
      commandId: commandId(),
      readerId: 'reader-1',
      requestId: null,
    });
    expect(revealed).toMatchObject({ code: 'forbidden' });
    expect(await client['search.readers']({ text: '王', limit: 5 })).toMatchObject({ rows: [] });
  });

  it('shows a reader masked until somebody who may opens it, which is kept', async () => {
    desk = await openTestDesk();
    await desk.signIn('desk-a');
    const { rows } = await desk.client['search.readers']({ text: '王小', limit: 5 });
    expect(rows).toMatchObject([{ id: 'reader-1', nameMasked: '张*' }]);
    const requestId = await submitMove(desk);
    const revealed = await desk.client['readers.reveal']({
      commandId: commandId(),
      readerId: 'reader-1',
      requestId,
    });
    expect(revealed).toMatchObject({ ok: true, name: '王小明', card: '1800000001' });
    const detail = await desk.client['requests.detail']({ requestId });
    expect(detail?.events.at(-1)).toMatchObject({ action: 'reveal', actor: 'desk-a' });
  });

  it('keeps views and what pages remember for each person', async () => {
    desk = await openTestDesk({ base: modelBase() });
    await desk.signIn('desk-a');
    const view = {
      id: commandId(),
      queue: 'delivery' as const,
      name: '我的晚班',
      tab: 'open' as const,
      filters: { late: true },
      sort: 'due' as const,
    };
    await desk.client['views.save'](view);
    await desk.client['memory.set']({ key: 'language', value: 'en' });
    const { queue, ...shown } = view;
    expect(await desk.client['views.list']({ queue })).toEqual([shown]);
    await desk.signIn('desk-b');
    expect(await desk.client['views.list']({ queue })).toEqual([]);
    expect(await desk.client['memory.get']({ key: 'language' })).toEqual({ value: null });
    await desk.signIn('desk-a');
    expect(await desk.client['memory.get']({ key: 'language' })).toEqual({ value: 'en' });
    await desk.client['views.remove']({ id: view.id });
    expect(await desk.client['views.list']({ queue })).toEqual([]);
  });
});
