// Which RFID readers can be opened now: HID and serial by profile, PC/SC by name, the simulated one where it is allowed.

import type { ReaderProfile } from '../../../../shared/devices/rfid/reader-profile.ts';
import type { Refusal } from '../../../../shared/lib/result.ts';
import type { Bilingual } from '../../../../shared/library/entities.ts';
import type { HidInfo, HidPort } from '../hid-port.ts';
import type { LoadedHid } from '../node-hid.ts';
import type { Timers } from '../../sync/ask.ts';
import { hidLink } from './byte-link.ts';
import { loadPcsc, pcscReader } from './pcsc-reader.ts';
import { profileReader } from './profile-reader.ts';
import { loadSerial } from './serial-link.ts';
import type { TagReader } from './tag-reader.ts';

/** How a reader is reached. */
export type ReaderKind = 'hid' | 'serial' | 'pcsc' | 'simulated';

/** A reader that can be opened. */
export interface FoundReader {
  /** Begins with its kind; the same when it is plugged in again. */
  id: string;
  kind: ReaderKind;
  name: Bilingual;
  /** What is known of its profile; null for those that need none. */
  note: Bilingual | null;
  /** @throws with the system's words */
  open(): Promise<TagReader>;
}

/** Readers, and why a kind of them cannot be looked for. */
export interface ReadersFound {
  readers: FoundReader[];
  missing: Refusal[];
}

/** With what they are found. */
export interface ReaderPorts {
  profiles: readonly ReaderProfile[];
  loadHid(): Promise<LoadedHid>;
  loadSerial: typeof loadSerial;
  loadPcsc: typeof loadPcsc;
  /** Ends what was begun for looking. */
  stop(): void;
}

/** This machine's. */
export function machineReaders(
  profiles: readonly ReaderProfile[],
  loadHid: () => Promise<LoadedHid>,
): ReaderPorts {
  // The PC/SC service is listened to once for as long as it runs; a second client would be told the same.
  let pcsc: ReturnType<typeof loadPcsc> | null = null;
  const once: typeof loadPcsc = async () => {
    const before = pcsc;
    const loaded = await before;
    if (loaded?.ok && loaded.port.isRunning()) return loaded;
    if (pcsc === before || pcsc === null) pcsc = loadPcsc();
    return pcsc;
  };
  const stop = () => {
    void pcsc?.then((loaded) => (loaded.ok ? loaded.port.stop() : undefined));
    pcsc = null;
  };
  return { profiles, loadHid, loadSerial, loadPcsc: once, stop };
}

const NOTHING: ReadersFound = { readers: [], missing: [] };
const same = (text: string): Bilingual => ({ zh: text, en: text });
const hex = (value: number) => value.toString(16).padStart(4, '0');

function fits({ match }: ReaderProfile, info: HidInfo): boolean {
  return match.some(
    ({ vendorId, productId }) =>
      Number.parseInt(vendorId, 16) === info.vendorId &&
      (productId === undefined || Number.parseInt(productId, 16) === info.productId),
  );
}

function hidReader(
  hid: HidPort,
  info: HidInfo,
  profile: ReaderProfile,
  timers: Timers,
): FoundReader {
  const ids = `${hex(info.vendorId)}:${hex(info.productId)}:${info.serialNumber ?? ''}`;
  const { id, size } = profile.report ?? { id: '00', size: 64 };
  return {
    id: `hid ${profile.id} ${ids}`,
    kind: 'hid',
    name: profile.name,
    note: profile.note,
    async open() {
      const connection = await hid.open(info.path);
      const link = hidLink(connection, { id: Number.parseInt(id, 16), size });
      return profileReader(link, profile, timers);
    },
  };
}

async function findHid({ profiles, loadHid }: ReaderPorts, timers: Timers): Promise<ReadersFound> {
  const wanted = profiles.filter(({ via, match }) => via === 'hid' && match.length > 0);
  if (wanted.length === 0) return NOTHING;
  const loaded = await loadHid();
  if (!loaded.ok) return { readers: [], missing: [loaded] };
  const listed = await loaded.hid.list();
  const found = listed.flatMap((info) => {
    const profile = wanted.find((each) => fits(each, info));
    return profile ? [hidReader(loaded.hid, info, profile, timers)] : [];
  });
  // One device may be listed once a collection.
  return { readers: [...new Map(found.map((each) => [each.id, each])).values()], missing: [] };
}

async function findSerial(ports: ReaderPorts, timers: Timers): Promise<ReadersFound> {
  const wanted = ports.profiles.filter(({ via, baud }) => via === 'serial' && baud !== undefined);
  if (wanted.length === 0) return NOTHING;
  const loaded = await ports.loadSerial();
  if (!loaded.ok) return { readers: [], missing: [loaded] };
  const listed = await loaded.ports.list().catch(() => []);
  const readers = listed.flatMap(({ path, name }) =>
    wanted.map((profile): FoundReader => ({
      id: `serial ${profile.id} ${path}`,
      kind: 'serial',
      name: { zh: `${profile.name.zh}（${name}）`, en: `${profile.name.en} (${name})` },
      note: profile.note,
      open: async () =>
        profileReader(await loaded.ports.open(path, profile.baud ?? 9600), profile, timers),
    })),
  );
  return { readers, missing: [] };
}

async function findPcsc(ports: ReaderPorts): Promise<ReadersFound> {
  const loaded = await ports.loadPcsc();
  if (!loaded.ok) return { readers: [], missing: [loaded] };
  const readers = loaded.port.slots().map((slot): FoundReader => ({
    id: `pcsc ${slot.name}`,
    kind: 'pcsc',
    name: same(slot.name),
    note: null,
    open: async () => pcscReader(slot),
  }));
  return { readers, missing: [] };
}

/** Looks for readers, for one kind of them where `only` is given. Never throws. */
export async function findReaders(
  ports: ReaderPorts,
  timers: Timers,
  only?: ReaderKind,
): Promise<ReadersFound> {
  const looks: [ReaderKind, () => Promise<ReadersFound>][] = [
    ['hid', () => findHid(ports, timers)],
    ['serial', () => findSerial(ports, timers)],
    ['pcsc', () => findPcsc(ports)],
  ];
  const found = await Promise.all(
    looks
      .filter(([kind]) => only === undefined || only === kind)
      .map(([, look]) => look().catch(() => NOTHING)),
  );
  return {
    readers: found.flatMap(({ readers }) => readers),
    missing: found.flatMap(({ missing }) => missing),
  };
}
