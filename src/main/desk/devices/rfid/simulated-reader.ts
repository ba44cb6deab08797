// A reader without hardware, for tests and for the demonstration: tags in memory that can be taken away in the middle of
// a write, locked, or make single commands fail.

import { toHex } from '../../../../shared/devices/rfid/bytes.ts';
import { TagFault } from './tag-reader.ts';
import type { TagReader } from './tag-reader.ts';

/** A tag in memory. */
export interface SimulatedTag {
  uid: string;
  bytes: Uint8Array;
  blockSize: number;
  afi: number;
  dsfid: number;
  /** Null for a chip that has none. */
  eas: boolean | null;
  locked: boolean[];
  /** AFI cannot be written any more. */
  afiLocked: boolean;
}

/** A tag of 28 blocks of 4 bytes, as new. */
export function newSimulatedTag(uid: string, bytes: Uint8Array = new Uint8Array()): SimulatedTag {
  const memory = new Uint8Array(112);
  memory.set(bytes.slice(0, memory.length));
  const locked = Array.from({ length: 28 }, () => false);
  const tag = { uid, bytes: memory, blockSize: 4, afi: 0, dsfid: 0, eas: false, locked };
  return { ...tag, afiLocked: false };
}

/** What the hand over the pad can do. */
export interface Simulator {
  reader: TagReader;
  /** Tags that lie there. */
  tags(): SimulatedTag[];
  put(tag: SimulatedTag): void;
  /** Takes a tag away; gives it. */
  take(uid: string): SimulatedTag | undefined;
  /** Lays a tag down again that was taken away, as it was left; false where there is none of that number. */
  back(uid: string): boolean;
  /** The next `writes` writes succeed, then whatever lies there is gone in the middle of one. */
  tearAfter(writes: number): void;
  /** So many writes are refused by the tag. */
  refuseWrites(count: number): void;
  /** The reader is unplugged. */
  unplug(): void;
  /** Commands that wrote, in order: `afi E004… C2`. */
  written(): string[];
}

/** Makes one with nothing on it. `takes` is awaited before each command, so that a test can let time go by. */
export function createSimulator(takes: () => Promise<void> = async () => undefined): Simulator {
  const tags = new Map<string, SimulatedTag>();
  const away = new Map<string, SimulatedTag>();
  const log: string[] = [];
  const hearers: (() => void)[] = [];
  let gone = false;
  let tear = Number.POSITIVE_INFINITY;
  let refused = 0;
  const tagOf = async (uid: string): Promise<SimulatedTag> => {
    await takes();
    if (gone) throw new TagFault('reader_gone');
    const tag = tags.get(uid);
    if (!tag) throw new TagFault('tag_gone');
    return tag;
  };
  const write = async (uid: string, work: (tag: SimulatedTag) => string) => {
    const tag = await tagOf(uid);
    if (refused > 0) {
      refused -= 1;
      throw new TagFault('tag_refused');
    }
    if (tear === 0) {
      for (const [each, tag] of tags) away.set(each, tag);
      tags.clear();
      tear = Number.POSITIVE_INFINITY;
      throw new TagFault('tag_gone');
    }
    tear -= 1;
    log.push(work(tag));
  };
  const reader: TagReader = {
    async inventory() {
      await takes();
      if (gone) throw new TagFault('reader_gone');
      return [...tags.keys()].map((uid) => ({ uid, epc: null }));
    },
    async systemInfo(uid) {
      const { dsfid, afi, bytes, blockSize } = await tagOf(uid);
      const blocks = bytes.length / blockSize;
      return { uid, dsfid, afi, blocks, blockSize, icReference: null };
    },
    async readBlocks(uid, first, count) {
      const { bytes, blockSize, locked } = await tagOf(uid);
      const end = first + count;
      if (end * blockSize > bytes.length) throw new TagFault('tag_refused');
      return {
        bytes: bytes.slice(first * blockSize, end * blockSize),
        locked: locked.slice(first, end),
      };
    },
    writeBlock: (uid, block, bytes) =>
      write(uid, (tag) => {
        if (tag.locked[block]) throw new TagFault('tag_locked');
        tag.bytes.set(bytes, block * tag.blockSize);
        return `block ${uid} ${block} ${toHex(bytes)}`;
      }),
    writeAfi: (uid, afi) =>
      write(uid, (tag) => {
        if (tag.afiLocked) throw new TagFault('tag_locked');
        tag.afi = afi;
        return `afi ${uid} ${toHex(Uint8Array.of(afi))}`;
      }),
    writeDsfid: (uid, dsfid) =>
      write(uid, (tag) => {
        tag.dsfid = dsfid;
        return `dsfid ${uid} ${toHex(Uint8Array.of(dsfid))}`;
      }),
    readEas: async (uid) => (await tagOf(uid)).eas,
    setEas: (uid, on) =>
      write(uid, (tag) => {
        if (tag.eas === null) throw new TagFault('reader_cannot');
        tag.eas = on;
        return `eas ${uid} ${String(on)}`;
      }),
    onGone: (hear) => void hearers.push(hear),
    close: async () => undefined,
  };
  return {
    reader,
    tags: () => [...tags.values()],
    put: (tag) => void tags.set(tag.uid, tag),
    take(uid) {
      const tag = tags.get(uid);
      tags.delete(uid);
      if (tag) away.set(uid, tag);
      return tag;
    },
    back(uid) {
      const tag = away.get(uid);
      if (tag) tags.set(uid, tag);
      return away.delete(uid);
    },
    tearAfter: (writes) => void (tear = writes),
    refuseWrites: (count) => void (refused = count),
    unplug() {
      gone = true;
      for (const hear of hearers) hear();
    },
    written: () => log,
  };
}
