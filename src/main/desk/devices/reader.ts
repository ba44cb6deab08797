// Opens a device by its profile and keeps its record true to what becomes of it.

import type { DeviceScan } from '../../../shared/desk-contract/devices.ts';
import type { ScannedCode } from '../../../shared/devices/report-decoder.ts';
import type { Facts } from '../../../shared/lib/result.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import { usbHex } from './device-ids.ts';
import type { DeviceRecord, Told } from './device-record.ts';
import { profileOf } from './device-record.ts';
import type { HidPort } from './hid-port.ts';
import { readDevice } from './open-device.ts';
import type { DeviceEars, DeviceTime, Understood } from './open-device.ts';
import type { ReportTap } from './report-tap.ts';
import type { ScannerProfiles } from './scanner-profiles.ts';

/** A device that ends sooner than this after opening cannot be read, when that happens again and again. */
const QUICK_MS = 1000;
const MOST_QUICK = 3;

/** Why opening failed, in the words of hidapi on Linux, Windows and macOS. */
function openTrouble(why: string, { info }: Pick<DeviceRecord, 'info'>): Told {
  const facts: Facts = { path: info.path, vendor: usbHex(info.vendorId), why };
  // 0xE00002E2: not permitted; 0xE00002C5: somebody has it alone.
  if (/permission denied|access is denied|not permitted|E00002E2/iu.test(why))
    return { code: 'device_denied', facts };
  if (/E00002C5|being used by another|busy/iu.test(why)) return { code: 'device_in_use', facts };
  return { code: 'device_not_opened', facts };
}

/** What a reader hangs on. */
export interface ReaderParts {
  hid(): HidPort | null;
  profiles: ScannerProfiles;
  time: DeviceTime;
  /** The library's time. */
  now(): Instant;
  tap: ReportTap;
  /** Of this start of the desk. */
  run: string;
  onScan(scan: DeviceScan): void;
  /** A record changed; `soon`: only its numbers. */
  onChange(soon: boolean): void;
  /** A device went away by itself. */
  onGone(): void;
}

/** Opens and closes devices. */
export interface DeviceReader {
  open(record: DeviceRecord): Promise<void>;
  close(record: DeviceRecord): Promise<void>;
}

/** Makes it. Its methods are called one after the other. */
export function createReader(parts: ReaderParts): DeviceReader {
  const { time, tap, now, onChange } = parts;
  let n = 0;
  const set = (record: DeviceRecord, state: DeviceRecord['state'], why: Told | null = null) => {
    record.state = state;
    record.why = why;
    onChange(false);
  };
  const remark = (record: DeviceRecord, code: string, facts: Facts = {}) => {
    record.remark = { code, facts, at: now() };
    onChange(true);
  };
  const scanned = (record: DeviceRecord, { text, aim }: ScannedCode) => {
    n += 1;
    const at = now();
    record.counts.codes += 1;
    record.lastCodeAt = at;
    parts.onScan({ n, run: parts.run, text, source: 'hid', device: record.id, aim, at });
  };
  const reported = (
    record: DeviceRecord,
    report: Uint8Array | null,
    seen: readonly Understood[],
  ) => {
    if (report !== null) record.counts.reports += 1;
    const bad = seen.findLast((each) => each.is === 'bad');
    if (bad) {
      record.counts.bad += 1;
      const half = bad.code === 'timeout';
      remark(record, half ? 'device_half_code' : 'device_bad_report', { bad: bad.code });
    }
    tap.show(record.id, report, seen);
    onChange(true);
  };
  const ended = (record: DeviceRecord, { how, why, half }: Parameters<DeviceEars['onEnd']>[0]) => {
    record.open = null;
    if (half) remark(record, 'device_half_code');
    if (how !== 'gone') return set(record, 'closed', { code: `device_${how}`, facts: {} });
    const quick = time.steady() - record.openedAt < QUICK_MS;
    record.quickEnds = quick ? record.quickEnds + 1 : 0;
    if (record.quickEnds >= MOST_QUICK)
      set(record, 'failed', { code: 'device_not_read', facts: { why } });
    else set(record, 'gone');
    return parts.onGone();
  };
  return {
    async open(record) {
      const profile = profileOf(record, parts.profiles);
      const hid = parts.hid();
      if (record.open || hid === null) return;
      if (profile === null) {
        const known = record.choice === 'auto' || record.choice === 'alone';
        const facts = { profile: record.choice };
        set(record, 'alone', known ? null : { code: 'device_no_profile', facts });
        return;
      }
      set(record, 'opening');
      try {
        const connection = await hid.open(record.info.path);
        record.openedAt = time.steady();
        set(record, 'reading');
        let over = false;
        const open = readDevice(connection, profile, time, {
          onCode: (code) => scanned(record, code),
          onReport: (report, seen) => reported(record, report, seen),
          onEnd(end) {
            over = true;
            ended(record, end);
          },
        });
        if (!over) record.open = open;
      } catch (error) {
        const trouble = openTrouble(error instanceof Error ? error.message : String(error), record);
        set(record, trouble.code === 'device_denied' ? 'denied' : 'failed', trouble);
      }
    },
    async close(record) {
      const { open } = record;
      record.open = null;
      if (open && (await open.close())) remark(record, 'device_half_code');
    },
  };
}
