// A HID library whose devices a test plugs in, lets scan and takes away by hand.

import type { HidInfo, HidPort } from '../../src/main/desk/devices/hid-port.ts';

/** A collection of a scanner in HID-POS mode; change what matters. */
export function scannerInfo(change: Partial<HidInfo> = {}): HidInfo {
  return {
    path: '/dev/hidraw0',
    vendorId: 0x0c2e,
    productId: 0x1007,
    usagePage: 0x8c,
    usage: 2,
    serialNumber: 'S1',
    manufacturer: 'Maker',
    product: 'Scanner',
    interface: 0,
    ...change,
  };
}

/** Reports of a code in the layout of Honeywell: 56 bytes of data each. */
export function posReports(data: Uint8Array | string, aim = 'C0'): Uint8Array[] {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const starts = Array.from(
    { length: Math.max(1, Math.ceil(bytes.length / 56)) },
    (_, i) => i * 56,
  );
  return starts.map((start) => {
    const part = bytes.subarray(start, start + 56);
    const report = new Uint8Array(64);
    report.set([2, part.length, 0x5d, ...new TextEncoder().encode(aim)]);
    report.set(part, 5);
    report[61] = 0x6a;
    report[63] = start + 56 < bytes.length ? 1 : 0;
    return report;
  });
}

interface Open {
  hear: ((report: Uint8Array) => void) | null;
  gone: ((why: string) => void) | null;
}

/** The library with the hand that moves it. */
export interface HandHid extends HidPort {
  plug(info: HidInfo): void;
  /** Off the bus; an open connection hears of it. */
  unplug(path: string): void;
  /** Off the bus, and an open connection does not hear of it. */
  forget(path: string): void;
  /** What the device sends; nobody hears it while it is not open. */
  send(path: string, ...reports: Uint8Array[]): void;
  /** Opening fails with these words; null: it works again. */
  refuse(path: string, why: string | null): void;
  /** Reading ends though the device stays listed. */
  breakOff(path: string): void;
  /** Feature reports are refused. */
  stall: boolean;
  /** What was written to devices, as hexadecimal digits, `feature` before feature reports. */
  told: string[];
  /** How often something was opened, closed, listed. */
  counts: { opened: number; closed: number; listed: number };
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Makes it. */
export function handHid(): HandHid {
  const devices = new Map<string, HidInfo>();
  const open = new Map<string, Open>();
  const refused = new Map<string, string>();
  const counts = { opened: 0, closed: 0, listed: 0 };
  const told: string[] = [];
  const breakOff = (path: string) => {
    const connection = open.get(path);
    open.delete(path);
    connection?.gone?.('could not read from HID device: hid_read_timeout: device disconnected');
  };
  const hand: HandHid = {
    counts,
    told,
    stall: false,
    breakOff,
    plug: (info) => void devices.set(info.path, info),
    unplug(path) {
      devices.delete(path);
      breakOff(path);
    },
    forget: (path) => void devices.delete(path),
    send(path, ...reports) {
      for (const report of reports) open.get(path)?.hear?.(report);
    },
    refuse(path, why) {
      if (why === null) refused.delete(path);
      else refused.set(path, why);
    },
    list: async () => {
      counts.listed += 1;
      return [...devices.values()];
    },
    open: async (path) => {
      const why = refused.get(path) ?? (devices.has(path) ? undefined : 'no such device');
      if (why !== undefined) throw new Error(`cannot open device with path ${path}: ${why}`);
      counts.opened += 1;
      const connection: Open = { hear: null, gone: null };
      open.set(path, connection);
      const here = () => {
        if (open.get(path) !== connection) throw new Error('No such device');
      };
      return {
        onReport: (hear) => void (connection.hear = hear),
        onGone: (hear) => void (connection.gone = hear),
        async write(report) {
          here();
          told.push(hexOf(report));
        },
        async sendFeature(report) {
          here();
          if (hand.stall) throw new Error('ioctl (SFEATURE): Broken pipe');
          told.push(`feature ${hexOf(report)}`);
        },
        async close() {
          counts.closed += 1;
          if (open.get(path) === connection) open.delete(path);
        },
      };
    },
  };
  return hand;
}
