import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { begun, devicesScene } from '../../../../tests/support/devices-scene.ts';
import { takeFrom } from '../../../../tests/support/take-from.ts';
import { posReports, scannerInfo } from '../../../../tests/support/hand-hid.ts';
import { settled } from '../../../../tests/support/hand-timers.ts';
import type { DeviceScan } from '../../../shared/desk-contract/devices.ts';
import { MOST_KEPT } from './report-tap.ts';
import { MOST_WAITING, WAIT_MS, createScanQueue } from './scan-queue.ts';

const at = '/dev/hidraw0';
const codes = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `N${String(from + index).padStart(8, '0')}`);
const texts = (taken: DeviceScan[]) => taken.map(({ text }) => text);

describe('scans', () => {
  it('come with device, identifier and a number', async () => {
    const scene = await begun(scannerInfo());
    const page = scene.page();
    scene.hid.send(at, ...posReports('9787302511854', 'E0'));
    await settled();
    const [device] = scene.devices.list().devices;
    expect(page.taken).toEqual([
      {
        n: 1,
        run: 'run-1',
        text: '9787302511854',
        source: 'hid',
        device: device?.id,
        aim: 'E0',
        at: '2026-01-05T01:00:00.000Z',
      },
    ]);
  });

  it('of a burst come once each, in their order, whatever the page’s pace', async () => {
    const scene = await begun(scannerInfo());
    const page = scene.page();
    page.hold();
    const all = codes(300);
    scene.hid.send(at, ...all.flatMap((code) => posReports(code)));
    await settled();
    expect(page.taken.length).toBe(1);
    page.goOn();
    await settled();
    expect(texts(page.taken)).toEqual(all);
    expect(scene.devices.list().scans).toEqual({ waiting: 0, untaken: 0 });
  });

  it('of two scanners at once are told apart, parts and all', async () => {
    const scene = await begun(
      scannerInfo(),
      scannerInfo({ path: '/dev/hidraw1', serialNumber: 'S2' }),
    );
    const page = scene.page();
    const one = posReports('A'.repeat(100));
    const two = posReports('B'.repeat(100));
    for (const [index, report] of one.entries()) {
      scene.hid.send(at, report);
      const other = two[index];
      if (other) scene.hid.send('/dev/hidraw1', other);
    }
    await settled();
    expect(texts(page.taken)).toEqual(['A'.repeat(100), 'B'.repeat(100)]);
    expect(new Set(page.taken.map(({ device }) => device)).size).toBe(2);
  });

  it('are not handed to a locked desk, and not kept for later', async () => {
    const scene = await begun(scannerInfo());
    const page = scene.page();
    scene.person = null;
    scene.hid.send(at, ...posReports('N00000001'));
    await settled();
    scene.person = 'staff-1';
    scene.hid.send(at, ...posReports('N00000002'));
    await settled();
    expect(texts(page.taken)).toEqual(['N00000002']);
    expect(scene.devices.list().scans.untaken).toBe(1);
  });

  it('of one person are not handed to the next', async () => {
    const scene = await begun(scannerInfo());
    scene.hid.send(at, ...posReports('N00000001'));
    scene.person = 'staff-2';
    const page = scene.page();
    scene.hid.send(at, ...posReports('N00000002'));
    await settled();
    expect(texts(page.taken)).toEqual(['N00000002']);
  });

  it('wait for a page that comes again soon, and not for long', async () => {
    const scene = await begun(scannerInfo());
    scene.hid.send(at, ...posReports('N00000001'));
    await scene.pass(WAIT_MS - 1000);
    const page = scene.page();
    await settled();
    expect(texts(page.taken)).toEqual(['N00000001']);
    await page.leave();
    scene.hid.send(at, ...posReports('N00000002'));
    await scene.pass(WAIT_MS + 1);
    const later = scene.page(2);
    await settled();
    expect(later.taken).toEqual([]);
    expect(scene.devices.list().scans).toEqual({ waiting: 0, untaken: 1 });
  });

  it('are bounded: what comes on top is counted', async () => {
    const scene = await begun(scannerInfo());
    scene.hid.send(at, ...codes(MOST_WAITING + 20).flatMap((code) => posReports(code)));
    expect(scene.devices.list().scans).toEqual({ waiting: MOST_WAITING, untaken: 20 });
  });

  it('come again where the page was lost before it took them', async () => {
    const scene = await begun(scannerInfo());
    const page = scene.page();
    page.hold();
    scene.hid.send(at, ...codes(2).flatMap((code) => posReports(code)));
    await settled();
    await page.leave();
    const next = scene.page(2);
    await settled();
    expect(next.taken.map(({ n }) => n)).toEqual([1, 2]);
  });

  it('go to the window in use, else to the one that came last', async () => {
    const scene = await begun(scannerInfo());
    const one = scene.page(1);
    const two = scene.page(2);
    scene.hid.send(at, ...posReports('N00000001'));
    await settled();
    scene.devices.attend(1);
    scene.hid.send(at, ...posReports('N00000002'));
    await settled();
    await one.leave();
    scene.hid.send(at, ...posReports('N00000003'));
    await settled();
    expect(texts(one.taken)).toEqual(['N00000002']);
    expect(texts(two.taken)).toEqual(['N00000001', 'N00000003']);
  });

  it('are neither lost nor doubled, whatever windows come, go and take their turn', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('scan' as const) }),
      fc.record({ do: fc.constantFrom('open' as const, 'attend' as const), who: fc.nat(2) }),
      fc.record({ do: fc.constant('leave' as const), who: fc.nat(2) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const queue = createScanQueue({
          who: () => 'a',
          steady: () => 0,
          onChange: () => undefined,
        });
        const pages = new Map<number, ReturnType<typeof takeFrom<DeviceScan>>>();
        const all: ReturnType<typeof takeFrom<DeviceScan>>[] = [];
        const open = (who: number) => {
          if (pages.has(who)) return;
          const page = takeFrom((signal) => queue.listen(who, signal));
          pages.set(who, page);
          all.push(page);
        };
        let n = 0;
        for (const each of steps) {
          if (each.do === 'scan') {
            n += 1;
            queue.add({ n, run: '', text: '', source: 'hid', device: '', aim: null, at: '' });
          } else if (each.do === 'open') open(each.who);
          else if (each.do === 'attend') queue.attend(each.who);
          else {
            await pages.get(each.who)?.leave();
            pages.delete(each.who);
          }
          await settled();
        }
        open(9);
        await settled();
        const taken = all.flatMap((page) => page.taken.map((scan) => scan.n));
        expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i + 1));
        await Promise.all(all.map((page) => page.leave()));
      }),
      { numRuns: 60 },
    );
  });
});

describe('reports', () => {
  it('are shown to whoever looks, with what they came to, from then on', async () => {
    const scene = await begun(scannerInfo());
    scene.hid.send(at, ...posReports('N00000001'));
    const looker = scene.looker();
    scene.hid.send(at, ...posReports('N00000002'));
    await settled();
    expect(looker.taken).toMatchObject([
      { missed: 0, understood: [{ is: 'code', text: 'N00000002', aim: 'C0' }] },
    ]);
    expect(looker.taken[0]?.hex.slice(0, 10)).toBe('02095d4330');
    await looker.leave();
  });

  it('that come faster than they are read are counted, not kept', async () => {
    const scene = await begun(scannerInfo());
    const looker = scene.looker();
    looker.hold();
    scene.hid.send(at, ...codes(400).flatMap((code) => posReports(code)));
    await settled();
    looker.goOn();
    await settled();
    const missed = looker.taken.reduce((sum, each) => sum + each.missed, 0);
    expect(looker.taken.length).toBeLessThanOrEqual(MOST_KEPT + 1);
    expect(looker.taken.length + missed).toBe(400);
    expect(looker.taken.at(-1)?.n).toBe(400);
  });

  it('are not shown on a locked desk', async () => {
    const scene = await begun(scannerInfo());
    const looker = scene.looker();
    scene.person = null;
    scene.hid.send(at, ...posReports('1806012345'));
    await settled();
    expect(looker.taken).toEqual([]);
  });
});

describe('what a person chooses', () => {
  it('is kept over a restart, for a device that is away, too', async () => {
    const scene = await begun(scannerInfo());
    const id = scene.devices.list().devices[0]?.id ?? '';
    expect(await scene.devices.choose(id, 'alone')).toEqual({ ok: true });
    expect(scene.devices.list().devices[0]).toMatchObject({ state: 'alone', choice: 'alone' });
    await scene.devices.close();
    scene.hid.unplug(at);
    const again = devicesScene({ kept: scene.kept, hid: scene.hid });
    again.devices.begin();
    await settled();
    expect(again.devices.list().devices).toMatchObject([{ id, state: 'gone', choice: 'alone' }]);
    scene.hid.plug(scannerInfo());
    await again.plugged();
    expect(again.devices.list().devices).toMatchObject([{ id, state: 'alone' }]);
    await again.devices.choose(id, 'zebra');
    expect(again.devices.list().devices[0]).toMatchObject({
      state: 'reading',
      choice: 'profile',
      profile: 'zebra',
    });
  });

  it('must be a profile that is there', async () => {
    const scene = await begun(scannerInfo());
    const id = scene.devices.list().devices[0]?.id ?? '';
    expect(await scene.devices.choose(id, 'nothing')).toMatchObject({ code: 'device_no_profile' });
    expect(await scene.devices.choose('x', 'auto')).toMatchObject({ code: 'device_unknown' });
  });

  it('can be a command, where the profile has it', async () => {
    const scene = await begun(scannerInfo());
    const id = scene.devices.list().devices[0]?.id ?? '';
    expect(await scene.devices.command(id, 'trigger')).toEqual({ ok: true });
    expect(scene.hid.told.at(-1)).toBe('fd0316540d');
    expect(await scene.devices.command(id, 'dance')).toMatchObject({ code: 'device_no_command' });
    scene.hid.unplug(at);
    await scene.plugged();
    expect(await scene.devices.command(id, 'trigger')).toMatchObject({ code: 'device_not_open' });
    expect(await scene.devices.reopen(id)).toMatchObject({ code: 'device_gone' });
  });
});
