// What the desk knows of one device, and how it is shown.

import type { DeviceState, DeviceView } from '../../../shared/desk-contract/devices.ts';
import type { Facts } from '../../../shared/lib/result.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { DeviceBar } from './devices.ts';
import type { HidInfo } from './hid-port.ts';
import type { OpenDevice } from './open-device.ts';
import type { ScannerProfile, ScannerProfiles } from './scanner-profiles.ts';

/** A code with facts, put into words where it is read. */
export interface Told {
  code: string;
  facts: Facts;
}

/** One device. */
export interface DeviceRecord {
  id: string;
  /** As last listed; its path is empty while it is gone. */
  info: HidInfo;
  /** `auto`, `alone` or a profile's id. */
  choice: string;
  state: DeviceState;
  why: Told | null;
  remark: (Told & { at: Instant }) | null;
  counts: { reports: number; codes: number; bad: number };
  lastCodeAt: Instant | null;
  open: OpenDevice | null;
  /** When it was opened last, and how often in a row it then ended at once. */
  openedAt: number;
  quickEnds: number;
}

/** A device that was just seen, or is only remembered. */
export function newRecord(id: string, info: HidInfo, choice: string): DeviceRecord {
  return {
    id,
    info,
    choice,
    state: 'gone',
    why: null,
    remark: null,
    counts: { reports: 0, codes: 0, bad: 0 },
    lastCodeAt: null,
    open: null,
    openedAt: 0,
    quickEnds: 0,
  };
}

/** The profile by which a device is read: a person's choice, else the desk's own; null: it is left alone. */
export function profileOf(
  { choice, info }: Pick<DeviceRecord, 'choice' | 'info'>,
  profiles: ScannerProfiles,
): ScannerProfile | null {
  if (choice === 'alone') return null;
  const id = choice === 'auto' ? profiles.byItself(info) : choice;
  return profiles.all.find((each) => each.id === id) ?? null;
}

/** Likely profiles first, each with its name. */
function choicesOf(info: HidInfo, profiles: ScannerProfiles): DeviceView['choices'] {
  const likely = profiles.fitting(info);
  const rank = (id: string) => (likely.includes(id) ? likely.indexOf(id) : likely.length);
  return profiles.all
    .map(({ id, name, note }) => ({ id, name, note, likely: likely.includes(id) }))
    .toSorted((a, b) => rank(a.id) - rank(b.id));
}

/** A device as the page sees it. */
export function viewOf(record: DeviceRecord, profiles: ScannerProfiles): DeviceView {
  const { info, choice, open } = record;
  const profile = profileOf(record, profiles);
  return {
    id: record.id,
    path: info.path,
    manufacturer: info.manufacturer ?? '',
    product: info.product ?? '',
    serial: info.serialNumber ?? '',
    vendorId: info.vendorId,
    productId: info.productId,
    usagePage: info.usagePage,
    usage: info.usage,
    interface: info.interface,
    state: record.state,
    why: record.why,
    remark: record.remark,
    profile: profile?.id ?? null,
    choice: choice === 'auto' || choice === 'alone' ? choice : 'profile',
    choices: choicesOf(info, profiles),
    commands: open && profile ? Object.keys(profile.commands) : [],
    counts: { ...record.counts },
    lastCodeAt: record.lastCodeAt,
  };
}

/** All devices in short: trouble counts more than what works, for somebody has to act. */
export function barOf(records: readonly DeviceRecord[], profiles: ScannerProfiles): DeviceBar {
  const reading = records.filter(({ state }) => state === 'reading').length;
  const troubled = records.find(({ state }) => ['denied', 'failed', 'closed'].includes(state));
  const isGone = records.some(
    (each) => each.state === 'gone' && profileOf(each, profiles) !== null,
  );
  if (troubled?.why) {
    const { product, manufacturer, path } = troubled.info;
    const device = product || manufacturer || path;
    return { state: 'trouble', reading, trouble: { ...troubled.why, device } };
  }
  const state = reading > 0 ? 'reading' : isGone ? 'gone' : 'keyboard';
  return { state, reading, trouble: null };
}
