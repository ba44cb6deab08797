// HidPort over node-hid, loaded when devices are first asked for: without libusb the rest of the desk runs.

import type { Device, HIDAsync } from 'node-hid';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { HidConnection, HidInfo, HidPort } from './hid-port.ts';

/** The HID library of this machine, or why there is none. */
export type LoadedHid = { ok: true; hid: HidPort } | Refusal;

/** What node-hid reports in its `error` event is a string, whatever its types say. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Why node-hid could not be loaded: its glibc builds want libusb-1.0.so.0, even for hidraw. */
function loadRefusal(error: unknown): Refusal {
  const why = wordsOf(error);
  return /libusb-1\.0/u.test(why) ? refuse('hid_no_libusb') : refuse('hid_not_loaded', { why });
}

function infoOf(device: Device): HidInfo[] {
  if (device.path === undefined || device.path === '') return [];
  const { path, vendorId, productId, interface: number } = device;
  return [
    {
      path,
      vendorId,
      productId,
      usagePage: device.usagePage ?? 0,
      usage: device.usage ?? 0,
      serialNumber: device.serialNumber || null,
      manufacturer: device.manufacturer || null,
      product: device.product || null,
      interface: number,
    },
  ];
}

/** One open device; `data` is heard only from `onReport` on, and node-hid keeps what comes before. */
function connectionOf(device: HIDAsync): HidConnection {
  let why: string | null = null;
  let closing = false;
  let hear: ((why: string) => void) | null = null;
  device.on('error', (error: unknown) => {
    if (why !== null || closing) return;
    why = wordsOf(error) || 'unknown';
    hear?.(why);
  });
  return {
    onReport(take) {
      device.on('data', (report: Uint8Array) => {
        if (!closing) take(report);
      });
    },
    onGone(listener) {
      hear = listener;
      if (why !== null) listener(why);
    },
    async write(report) {
      await device.write(Buffer.from(report));
    },
    async sendFeature(report) {
      await device.sendFeatureReport(Buffer.from(report));
    },
    async close() {
      if (closing) return;
      closing = true;
      await device.close();
    },
  };
}

/** Loads node-hid; never throws. `nonExclusive` matters on macOS only, where a keyboard cannot be opened otherwise. */
export async function loadNodeHid(): Promise<LoadedHid> {
  try {
    const { HIDAsync, devicesAsync, getHidapiVersion } = await import('node-hid');
    // Its native part is loaded by the first call.
    getHidapiVersion();
    const hid: HidPort = {
      list: async () => (await devicesAsync()).flatMap(infoOf),
      open: async (path) => connectionOf(await HIDAsync.open(path, { nonExclusive: true })),
    };
    return { ok: true, hid };
  } catch (error) {
    return loadRefusal(error);
  }
}
