// All that can be learnt of a tag while it lies there: what it says of itself, its memory, its EAS bit.

import { readTag } from '../../../../shared/devices/rfid/read-tag.ts';
import type { TagRead } from '../../../../shared/devices/rfid/tag-read.ts';
import { pcWordOf } from '../../../../shared/devices/rfid/uhf.ts';
import { TagFault } from './tag-reader.ts';
import type { TagReader, TagSighting } from './tag-reader.ts';

/** A tag as it was read last. */
export interface KnownTag {
  uid: string;
  kind: 'hf' | 'uhf';
  read: TagRead;
  afi: number | null;
  dsfid: number | null;
  eas: boolean | null;
  /** Memory of an ISO 15693 tag, with the blocks that the reader says are locked. */
  memory: { bytes: Uint8Array; blockSize: number; locked: boolean[] | null } | null;
}

/** What a reader cannot do is no fault of the tag. */
async function ifCan<T>(asked: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof TagFault && error.code === 'reader_cannot') return otherwise;
    throw error;
  }
}

function knowUhf(uid: string, epc: Uint8Array): KnownTag {
  const read = readTag({ kind: 'uhf', epc, user: new Uint8Array() });
  const pc = pcWordOf((epc[2] ?? 0) * 256 + (epc[3] ?? 0));
  const afi = pc.iso ? pc.low : null;
  const lent = read.is === 'item' ? read.lent : null;
  const eas = lent === null ? null : !lent;
  return { uid, kind: 'uhf', read, afi, dsfid: null, eas, memory: null };
}

/** Learns it. A tag whose reader tells no size cannot be read. @throws TagFault */
export async function knowTag(reader: TagReader, { uid, epc }: TagSighting): Promise<KnownTag> {
  if (epc !== null) return knowUhf(uid, epc);
  const info = await reader.systemInfo(uid);
  const { afi, dsfid, blocks, blockSize } = info;
  if (blocks === null || blockSize === null) throw new TagFault('reader_cannot');
  const { bytes, locked } = await reader.readBlocks(uid, 0, blocks, blockSize);
  const eas = await ifCan(reader.readEas(uid), null);
  const read = readTag({ kind: 'hf', blockSize, bytes });
  return { uid, kind: 'hf', read, afi, dsfid, eas, memory: { bytes, blockSize, locked } };
}
