import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestDesk } from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';
import { handHid, posReports, scannerInfo } from '../../../../tests/support/hand-hid.ts';
import { handPorts } from '../../../../tests/support/hand-ports.ts';
import { handTimers, settled } from '../../../../tests/support/hand-timers.ts';
import { PASSWORD } from '../../../../tests/support/model-base.ts';
import { takeFrom } from '../../../../tests/support/take-from.ts';

const at = '/dev/hidraw0';

describe('scanners of a desk', () => {
  const hid = handHid();
  const timers = handTimers();
  let desk: TestDesk;
  beforeEach(async () => {
    hid.plug(scannerInfo());
    desk = await openTestDesk({ devices: handPorts(hid).ports, timers });
    await timers.pass(300);
  });
  afterEach(() => desk.close());
  const page = (client = desk.client) => takeFrom((signal) => client['devices.scans']({}, signal));
  const scan = async (...codes: string[]) => {
    hid.send(at, ...codes.flatMap((code) => posReports(code)));
    await settled();
  };

  it('are shown and handed on to whoever is signed in, whatever their role', async () => {
    await expect(desk.client['devices.list']({})).rejects.toThrow('denied');
    await desk.signIn('bookseller');
    const taker = page();
    await settled();
    await scan('C1', 'C2');
    expect(taker.taken.map(({ text }) => text)).toEqual(['C1', 'C2']);
    expect((await desk.client['devices.list']({})).devices).toMatchObject([{ state: 'reading' }]);
    expect(await desk.client['devices.bar']({})).toMatchObject({ state: 'reading', reading: 1 });
    await taker.leave();
  });

  it('are silent while the desk is locked, and their scans gone', async () => {
    await desk.signIn('desk-a');
    const taker = page();
    await settled();
    await desk.client['session.lock']({});
    await scan('C1');
    await desk.client['session.unlock']({ password: PASSWORD });
    await scan('C2');
    expect(taker.taken.map(({ text }) => text)).toEqual(['C2']);
    await taker.leave();
  });

  it('speak to one of two windows', async () => {
    await desk.signIn('desk-a');
    const other = desk.window();
    const takers = [page(), page(other)];
    await settled();
    await desk.client['devices.attend']({});
    await scan('C1');
    await other['devices.attend']({});
    await scan('C2');
    expect(takers.map(({ taken }) => taken.map(({ text }) => text))).toEqual([['C1'], ['C2']]);
    await Promise.all(takers.map((taker) => taker.leave()));
  });

  it('are closed with the desk', async () => {
    const before = hid.counts.closed;
    await desk.close();
    expect(hid.counts.closed).toBe(before + 1);
    desk = await openTestDesk();
  });
});
