// Decides by content which data model a tag follows: a fixed block whose checksum holds, else elements, else neither.

import { isBlank } from './elements.ts';
import { readFixedBlock } from './fixed-block.ts';
import { readElementTag } from './model-elements.ts';
import type { TagMemory, TagRead } from './tag-read.ts';
import { readUhf } from './uhf.ts';

/** What a tag's memory says. Never throws; without a whole identifier there is none. */
export function readTag(memory: TagMemory): TagRead {
  if (memory.kind === 'uhf') return readUhf(memory.epc, memory.user);
  const { bytes, blockSize } = memory;
  if (isBlank(bytes)) return { is: 'blank' };
  return readFixedBlock(bytes, blockSize) ?? readElementTag(bytes, blockSize);
}
