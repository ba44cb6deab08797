// Writes the memory of a new book's tag so that it has at every moment its old barcode, none, or the new one whole:
// the first block is cleared first and written last.

import { joined, reverseBlocks, sameBytes } from '../../../../shared/devices/rfid/bytes.ts';
import { writeFixedBlock } from '../../../../shared/devices/rfid/fixed-block.ts';
import { writeElementTag } from '../../../../shared/devices/rfid/model-elements.ts';
import type { NewTag } from '../../../../shared/devices/rfid/model-elements.ts';
import { refuse } from '../../../../shared/lib/result.ts';
import type { Refusal } from '../../../../shared/lib/result.ts';
import type { KnownTag } from './know-tag.ts';
import { faultCode } from './tag-reader.ts';
import type { TagReader } from './tag-reader.ts';

/** What is to be written. */
export interface TagPlan {
  tag: NewTag;
  model: 'iso28560_2' | 'iso28560_3';
  dsfid: number;
  /** The bytes of every block are turned round, as they are on this tag. */
  reversed: boolean;
}

type Memory = NonNullable<KnownTag['memory']>;

/** The whole memory as it shall be, or why the tag cannot hold it. */
export function plannedMemory(
  { tag, model, reversed }: TagPlan,
  memory: Memory,
): Uint8Array | Refusal {
  const room = memory.bytes.length;
  const written =
    model === 'iso28560_2'
      ? writeElementTag(tag, { blockSize: memory.blockSize, room })
      : writeFixedBlock(tag, room);
  if (!written.ok) return refuse(written.code, written.facts);
  const bytes = joined([written.bytes], room);
  return reversed ? reverseBlocks(bytes, memory.blockSize) : bytes;
}

function blockOf(bytes: Uint8Array, block: number, size: number): Uint8Array {
  return bytes.slice(block * size, (block + 1) * size);
}

/** Blocks that are to change, in the order in which they are written; the first block is cleared before all others. */
function writesOf(
  now: Uint8Array,
  planned: Uint8Array,
  size: number,
): { block: number; bytes: Uint8Array }[] {
  const blocks = Array.from({ length: planned.length / size }, (_, block) => block);
  const changed = blocks.filter(
    (block) => !sameBytes(blockOf(now, block, size), blockOf(planned, block, size)),
  );
  if (changed.length === 0) return [];
  const clear = { block: 0, bytes: new Uint8Array(size) };
  const cleared = blockOf(now, 0, size).every((byte) => byte === 0);
  const others = changed.filter((block) => block !== 0);
  const write = (block: number) => ({ block, bytes: blockOf(planned, block, size) });
  return [...(cleared ? [] : [clear]), ...others.map(write), write(0)];
}

/** A block that would have to change is locked; false where the reader does not tell. */
export function isLocked({ bytes, blockSize, locked }: Memory, planned: Uint8Array): boolean {
  return writesOf(bytes, planned, blockSize).some(({ block }) => locked?.[block] === true);
}

async function tryWrites(
  reader: TagReader,
  uid: string,
  { bytes, blockSize }: Memory,
  planned: Uint8Array,
): Promise<void> {
  for (const { block, bytes: data } of writesOf(bytes, planned, blockSize)) {
    await reader.writeBlock(uid, block, data);
  }
}

/**
 * Writes memory and DSFID, reads all of it back, and tries again up to `tries` times. Never throws. Refuses `tag_locked`
 * before anything is written where the reader names the locked blocks, `rfid_unlike` when what is read is not what was
 * written, and with the code of a fault.
 */
export async function writeTagMemory(
  reader: TagReader,
  uid: string,
  plan: TagPlan & { planned: Uint8Array; memory: Memory },
  tries: number,
): Promise<{ ok: true } | Refusal> {
  const { planned, memory, dsfid } = plan;
  const { blockSize } = memory;
  if (isLocked(memory, planned)) return refuse('tag_locked');
  let now = memory.bytes;
  let code = 'rfid_unlike';
  for (let round = 0; round < tries; round += 1) {
    try {
      await tryWrites(reader, uid, { ...memory, bytes: now }, planned);
      const info = await reader.systemInfo(uid);
      let isNamed = info.dsfid === null || info.dsfid === dsfid;
      if (!isNamed) {
        await reader.writeDsfid(uid, dsfid);
        isNamed = (await reader.systemInfo(uid)).dsfid === dsfid;
      }
      now = (await reader.readBlocks(uid, 0, planned.length / blockSize, blockSize)).bytes;
      if (isNamed && sameBytes(now, planned)) return { ok: true };
      code = 'rfid_unlike';
    } catch (error) {
      code = faultCode(error);
      if (code !== 'tag_refused' && code !== 'reader_silent' && code !== 'reader_answer') break;
      const again = await reader
        .readBlocks(uid, 0, planned.length / blockSize, blockSize)
        .catch(() => null);
      if (again === null) break;
      now = again.bytes;
    }
  }
  return refuse(code);
}
