// A desk's devices with everything real: node-hid, hotplug, profiles; and a page that takes the scans.

import { setTimeout as sleep } from 'node:timers/promises';
import { createChanges } from '../../../src/main/desk/changes.ts';
import { createDevices } from '../../../src/main/desk/devices/create-devices.ts';
import { machineDevices } from '../../../src/main/desk/devices/machine-devices.ts';
import type { DeviceView } from '../../../src/shared/desk-contract/devices.ts';
import type { PartName, PartResult } from '../parts.ts';
import { takeFrom } from '../../support/take-from.ts';
import { memoryKept } from '../../support/memory-kept.ts';

/** Waits until it holds. @throws Error with what was waited for */
export async function until<T>(
  what: string,
  look: () => T,
  most = 30_000,
): Promise<NonNullable<T>> {
  const end = performance.now() + most;
  for (;;) {
    const found = look();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await sleep(20);
  }
}

/** The emulated machine is slower than any at a desk; for decoders and floods its time goes so much slower, too. */
const SLOWER = 10;

/** Begins to read this machine's devices. */
export function realDevices() {
  const lines: string[] = [];
  const devices = createDevices({
    ports: {
      ...machineDevices('/nowhere', (line) => void lines.push(line)),
      steady: () => performance.now() / SLOWER,
    },
    timers: {
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    clock: { now: () => new Date().toISOString() },
    changes: createChanges(),
    kept: memoryKept(),
    run: 'run',
    who: () => 'staff',
    log: (line) => void lines.push(line),
  });
  devices.begin();
  const page = takeFrom((signal) => devices.scans(1, signal));
  const find = (serial: string) =>
    devices.list().devices.find((each: DeviceView) => each.serial === serial);
  return {
    devices,
    page,
    lines,
    find,
    /** Waits until a device is in a state. */
    is: (serial: string, state: DeviceView['state']) =>
      until(`${serial} to be ${state}`, () => {
        const found = find(serial);
        return found?.state === state ? found : null;
      }),
    /** Texts that the page took from now on, once there are so many; then a moment for any too many. */
    async texts(count: number, work: () => Promise<unknown>): Promise<string[]> {
      const from = page.taken.length;
      await work();
      await until(`${count} scans`, () => page.taken.length >= from + count);
      await sleep(150);
      return page.taken.slice(from).map(({ text }) => text);
    },
    /** Past the time in which what arrives was scanned before. */
    fresh: () => sleep(600),
  };
}

/** Runs a part and says what became of it; the next ones run all the same. */
export async function part(name: PartName, work: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  let failed: string | null = null;
  try {
    await work();
  } catch (error) {
    failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const result: PartResult = { name, failed, ms: Math.round(performance.now() - start) };
  process.stdout.write(`PART ${JSON.stringify(result)}\n`);
}
