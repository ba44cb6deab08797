import { describe, expect, it } from 'vitest';
import { begun, devicesScene } from '../../../../tests/support/devices-scene.ts';
import { posReports, scannerInfo } from '../../../../tests/support/hand-hid.ts';
import { settled } from '../../../../tests/support/hand-timers.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { DevicesScene } from '../../../../tests/support/devices-scene.ts';

const at = '/dev/hidraw0';
const only = ({ devices }: DevicesScene) => {
  const [device, ...others] = devices.list().devices;
  expect(others).toEqual([]);
  if (device === undefined) throw new Error('no device');
  return device;
};

describe('a machine without HID support', () => {
  it('says what is missing, and works once that is there', async () => {
    const scene = devicesScene();
    const { loaded } = scene;
    scene.loaded = refuse('hid_no_libusb');
    scene.hid.plug(scannerInfo());
    scene.devices.begin();
    await settled();
    expect(scene.devices.list()).toMatchObject({ support: { code: 'hid_no_libusb' }, devices: [] });
    expect(await scene.devices.look()).toMatchObject({ ok: false, code: 'hid_no_libusb' });
    scene.loaded = loaded;
    expect(await scene.devices.look()).toEqual({ ok: true });
    expect(scene.devices.list().support).toEqual({ ok: true, watch: 'usb' });
    expect(only(scene).state).toBe('reading');
  });
});

describe('plugging', () => {
  it('reads a scanner that was there before, and says which profile it took', async () => {
    const scene = await begun(scannerInfo());
    expect(only(scene)).toMatchObject({ state: 'reading', profile: 'honeywell', choice: 'auto' });
    expect(only(scene).commands).toEqual(expect.arrayContaining(['trigger', 'beep']));
    expect(scene.hid.told).toEqual(['feature fe01']);
  });

  it('goes on with a device that has no such feature report', async () => {
    const scene = devicesScene();
    scene.hid.stall = true;
    scene.hid.plug(scannerInfo());
    scene.devices.begin();
    await scene.pass(250);
    const page = scene.page();
    scene.hid.send(at, ...posReports('N00012345'));
    await settled();
    expect(page.taken.map(({ text }) => text)).toEqual(['N00012345']);
  });

  it('looks once when the system has spoken several times', async () => {
    const scene = await begun();
    const before = scene.hid.counts.listed;
    scene.hid.plug(scannerInfo());
    scene.plug();
    await scene.pass(300);
    await scene.plugged();
    expect(scene.hid.counts.listed).toBe(before + 1);
    expect(only(scene).state).toBe('reading');
  });

  it('knows a scanner again in another socket, with its numbers', async () => {
    const scene = await begun(scannerInfo());
    scene.hid.send(at, ...posReports('1234567890'));
    const { id } = only(scene);
    scene.hid.unplug(at);
    await scene.plugged();
    expect(only(scene)).toMatchObject({ id, state: 'gone', path: '' });
    scene.hid.plug(scannerInfo({ path: '/dev/hidraw7' }));
    await scene.plugged();
    expect(only(scene)).toMatchObject({ id, state: 'reading', path: '/dev/hidraw7' });
    expect(only(scene).counts.codes).toBe(1);
  });

  it('looks every five seconds while a scanner is missing, and not after that', async () => {
    const scene = await begun(scannerInfo());
    scene.hid.unplug(at);
    await scene.pass(400);
    const gone = scene.hid.counts.listed;
    scene.hid.plug(scannerInfo());
    await scene.pass(5000);
    expect(scene.hid.counts.listed).toBe(gone + 1);
    expect(only(scene).state).toBe('reading');
    await scene.pass(60_000);
    expect(scene.hid.counts.listed).toBe(gone + 1);
  });

  it('says that half a code was lost when the cable goes in the middle of one', async () => {
    const scene = await begun(scannerInfo());
    const page = scene.page();
    const [first, second, third] = posReports('A'.repeat(150));
    if (!first || !second || !third) throw new Error('three parts');
    scene.hid.send(at, first, second);
    scene.hid.unplug(at);
    await scene.plugged();
    expect(only(scene)).toMatchObject({ state: 'gone', remark: { code: 'device_half_code' } });
    scene.hid.plug(scannerInfo());
    await scene.plugged();
    await scene.pass(250);
    scene.hid.send(at, ...posReports('N00012345'));
    await settled();
    expect(page.taken.map(({ text }) => text)).toEqual(['N00012345']);
  });

  it('says so too when the rest of a code just never comes', async () => {
    const scene = await begun(scannerInfo());
    const [first] = posReports('A'.repeat(150));
    if (first) scene.hid.send(at, first);
    await scene.pass(2000);
    expect(only(scene).remark?.code).toBe('device_half_code');
  });

  it('drops what was scanned before it was opened', async () => {
    const scene = devicesScene();
    scene.hid.plug(scannerInfo());
    scene.devices.begin();
    await settled();
    const page = scene.page();
    const looker = scene.looker();
    scene.hid.send(at, ...posReports('OLD00001'));
    await scene.pass(249);
    scene.hid.send(at, ...posReports('OLD00002'));
    await scene.pass(1);
    scene.hid.send(at, ...posReports('N00012345'));
    await settled();
    expect(page.taken.map(({ text }) => text)).toEqual(['N00012345']);
    expect(looker.taken.map(({ understood }) => understood[0]?.is)).toEqual([
      'dropped',
      'dropped',
      'code',
    ]);
  });

  it('drops the end of a long code that began before, too, and takes the next', async () => {
    const scene = devicesScene();
    scene.hid.plug(scannerInfo());
    scene.devices.begin();
    await scene.pass(240);
    const page = scene.page();
    const [first, second, ...rest] = posReports(`${'A'.repeat(112)}N00054321`, 'Q1');
    if (!first || !second) throw new Error('three parts');
    scene.hid.send(at, first, second);
    await scene.pass(20);
    scene.hid.send(at, ...rest);
    scene.hid.send(at, ...posReports('N00012345'));
    await settled();
    expect(page.taken.map(({ text }) => text)).toEqual(['N00012345']);
  });

  it('drops half a code that began before without a word, and takes the next', async () => {
    const scene = devicesScene();
    scene.hid.plug(scannerInfo());
    scene.devices.begin();
    await scene.pass(240);
    const page = scene.page();
    const [first] = posReports('A'.repeat(150));
    if (first) scene.hid.send(at, first);
    await scene.pass(2000);
    scene.hid.send(at, ...posReports('N00012345'));
    await settled();
    expect(page.taken.map(({ text }) => text)).toEqual(['N00012345']);
    expect(only(scene).remark).toBeNull();
  });

  it('reads a scanner that is in another socket before anything told that it left', async () => {
    const scene = await begun(scannerInfo());
    const page = scene.page();
    scene.hid.plug(scannerInfo({ path: '/dev/hidraw7' }));
    scene.hid.forget(at);
    await scene.plugged();
    expect(only(scene)).toMatchObject({ state: 'reading', path: '/dev/hidraw7' });
    await scene.pass(250);
    scene.hid.send('/dev/hidraw7', ...posReports('N00012345'));
    await settled();
    expect(page.taken.map(({ text }) => text)).toEqual(['N00012345']);
    expect(scene.hid.counts).toMatchObject({ opened: 2, closed: 1 });
  });

  it('finds a second scanner by looking where nothing tells of plugging', async () => {
    const scene = devicesScene({ how: 'poll' });
    scene.hid.plug(scannerInfo());
    scene.devices.begin();
    await settled();
    scene.hid.plug(scannerInfo({ path: '/dev/hidraw1', serialNumber: 'S2' }));
    await scene.pass(5000);
    expect(scene.devices.list().devices.map(({ state }) => state)).toEqual(['reading', 'reading']);
  });

  it('leaves keyboards and mice alone', async () => {
    const scene = await begun(scannerInfo({ usagePage: 1, usage: 6, vendorId: 0x46d }));
    expect(only(scene)).toMatchObject({ state: 'alone', profile: null });
    expect(scene.hid.counts.opened).toBe(0);
    scene.hid.unplug(at);
    await scene.plugged();
    expect(scene.devices.list().devices).toEqual([]);
  });

  it('reads the right one of the collections of a path', async () => {
    const scene = await begun(
      scannerInfo({ usagePage: 0xff8c, usage: 1 }),
      scannerInfo({ path: '/dev/hidraw1' }),
    );
    expect(scene.devices.list().devices.map(({ state }) => state)).toEqual(['alone', 'reading']);
  });
});

describe('a device that cannot be read', () => {
  it('is denied with what to do, and opened once that is allowed', async () => {
    const scene = devicesScene();
    scene.hid.plug(scannerInfo());
    scene.hid.refuse(at, `Failed to open a device with path '${at}': Permission denied`);
    scene.devices.begin();
    await settled();
    expect(only(scene)).toMatchObject({
      state: 'denied',
      why: { code: 'device_denied', facts: { path: at, vendor: '0c2e' } },
    });
    expect(await scene.devices.reopen(only(scene).id)).toMatchObject({ code: 'device_denied' });
    scene.hid.refuse(at, null);
    await scene.plugged();
    expect(only(scene)).toMatchObject({ state: 'reading', why: null });
  });

  it('is given up after three openings that end at once, until it is opened again', async () => {
    const scene = await begun(scannerInfo());
    for (let round = 0; round < 4; round += 1) {
      scene.hid.breakOff(at);
      await scene.pass(400);
    }
    expect(only(scene)).toMatchObject({ state: 'failed', why: { code: 'device_not_read' } });
    expect(await scene.devices.reopen(only(scene).id)).toEqual({ ok: true });
    expect(only(scene).state).toBe('reading');
  });

  it('is closed when it floods, and can be opened again', async () => {
    const scene = await begun(scannerInfo());
    const page = scene.page();
    const other = Uint8Array.from([9, 1, 2, 3]);
    for (let count = 0; count < 99; count += 1) scene.hid.send(at, other);
    scene.hid.send(at, ...posReports('N00012345'));
    for (let round = 0; round < 30; round += 1) {
      for (let count = 0; count < 99; count += 1) scene.hid.send(at, other);
      // Something that is understood comes between, so that the profile is not at fault.
      scene.hid.send(at, Uint8Array.from([2, ...Array.from({ length: 63 }, () => 0)]));
    }
    await settled();
    expect(only(scene)).toMatchObject({ state: 'closed', why: { code: 'device_floods' } });
    expect(scene.hid.counts.closed).toBe(1);
    await scene.plugged();
    expect(only(scene).state).toBe('closed');
    await scene.devices.reopen(only(scene).id);
    await scene.pass(250);
    scene.hid.send(at, ...posReports('N00054321'));
    await settled();
    expect(page.taken.map(({ text }) => text)).toEqual(['N00012345', 'N00054321']);
  });

  it('is closed when its profile understands nothing of what it sends', async () => {
    const scene = await begun(scannerInfo());
    const nonsense = Uint8Array.from([2, ...Array.from({ length: 63 }, () => 0xff)]);
    for (let count = 0; count < 100; count += 1) scene.hid.send(at, nonsense);
    await settled();
    expect(only(scene)).toMatchObject({ state: 'closed', why: { code: 'device_unreadable' } });
    expect(only(scene).counts.bad).toBe(100);
  });
});

describe('closing', () => {
  it('closes every device and opens nothing any more', async () => {
    const scene = await begun(
      scannerInfo(),
      scannerInfo({ path: '/dev/hidraw1', serialNumber: 'S2' }),
    );
    await scene.devices.close();
    expect(scene.hid.counts).toMatchObject({ opened: 2, closed: 2 });
    scene.hid.plug(scannerInfo({ path: '/dev/hidraw2', serialNumber: 'S3' }));
    await scene.plugged();
    await scene.pass(60_000);
    await scene.devices.look();
    expect(scene.hid.counts.opened).toBe(2);
  });
});
