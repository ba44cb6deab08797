// A book's tag after ISO 28560-3 (the fixed block of the Danish data model): 34 bytes with a checksum, 32 on small tags.

import type { Facts } from '../../lib/result.ts';
import { joined, reverseBlocks, utf8Bytes, utf8Text } from './bytes.ts';
import { crcOfFixedBlock } from './crc.ts';
import { extensionsOf } from './extension-blocks.ts';
import type { NewTag } from './model-elements.ts';
import { OIDS, usageOf } from './oids.ts';
import type { TagItem, TagRead } from './tag-read.ts';

const SIZE = 34;
/** On 32-byte tags the last two bytes of the owner are cut off, and count as zeros. */
const SMALL = 32;
const PII_AT = 3;
const CRC_AT = 19;
const COUNTRY_AT = 21;
const LIBRARY_AT = 23;
const VERSION = 1;
const CIRCULATING = 1;

/** Checksum over everything but itself; zeros past the tag's end. */
function crcOf(block: Uint8Array): number {
  const whole = joined([block.slice(0, SIZE)], SIZE);
  return crcOfFixedBlock([...whole.slice(0, CRC_AT), ...whole.slice(COUNTRY_AT)]);
}

function crcHolds(memory: Uint8Array): boolean {
  const [low = 0, high = 0] = memory.slice(CRC_AT, COUNTRY_AT);
  return memory.length >= SMALL && crcOf(memory) === high * 256 + low;
}

/** A zero-padded text; null where something follows the zeros, or it holds control characters. */
function padded(bytes: Uint8Array): string | null {
  const end = bytes.indexOf(0);
  const text = utf8Text(end < 0 ? bytes : bytes.slice(0, end));
  if (text === null || (end >= 0 && bytes.slice(end).some((byte) => byte !== 0))) return null;
  return /[\u0000-\u001f\u007f-\u009f]/u.test(text) ? null : text;
}

interface Fixed {
  usage: number;
  version: number;
  parts: number;
  part: number;
  pii: string | null;
  country: string | null;
  library: string | null;
}

function fixedOf(memory: Uint8Array): Fixed {
  const [first = 0, parts = 0, part = 0] = memory;
  const [high, low] = [first >> 4, first & 0x0f];
  // Some makers write the two nibbles the other way round.
  const swapped = high !== VERSION && low === VERSION;
  return {
    version: swapped ? low : high,
    usage: swapped ? high : low,
    parts,
    part,
    pii: padded(memory.slice(PII_AT, CRC_AT)),
    country: padded(memory.slice(COUNTRY_AT, LIBRARY_AT)),
    library: padded(memory.slice(LIBRARY_AT, SIZE)),
  };
}

function damaged(code: string, facts: Facts): TagRead {
  return { is: 'damaged', model: 'iso28560_3', code, facts, fields: [] };
}

function itemOf(memory: Uint8Array, reversed: boolean): TagRead {
  const fixed = fixedOf(memory);
  if (fixed.version !== VERSION) return damaged('tag_version', { version: fixed.version });
  if (fixed.pii === null || fixed.pii === '') return damaged('tag_value', { at: PII_AT, oid: 1 });
  const { fields, remarks } = extensionsOf(memory.slice(SIZE));
  const { country, library, parts, part } = fixed;
  const owner = country === null || library === null ? null : ownerOf(country, library);
  const set = part >= 1 && part <= parts ? { total: parts, part } : null;
  const item: TagItem = {
    is: 'item',
    model: 'iso28560_3',
    pii: fixed.pii,
    owner,
    set,
    usage: usageOf(fixed.usage),
    lent: null,
    reversed,
    fields: [
      { oid: OIDS.pii, text: fixed.pii },
      ...(owner === null ? [] : [{ oid: OIDS.owner, text: owner }]),
      ...fields,
    ],
    remarks: [...remarks, ...(set === null && parts > 0 ? ['tag_set'] : [])],
  };
  return item;
}

/** Country and library of an ISIL are joined by a hyphen that is not stored. */
function ownerOf(country: string, library: string): string | null {
  if (country === '') return library === '' ? null : library;
  return library === '' ? country : `${country}-${library}`;
}

/** Whether it has the shape of a fixed block although its checksum does not hold. */
function hasShape(memory: Uint8Array): boolean {
  const { version, usage, parts, part, pii, country } = fixedOf(memory);
  const named = /^[A-Z]{2}$/u.test(country ?? '');
  return version === VERSION && usageOf(usage) !== null && part <= parts && !!pii && named;
}

/**
 * Reads memory as a fixed block, as it lies and with its blocks turned round; null where neither is one. A block of the
 * right shape with a wrong checksum is `damaged`: `tag_crc`.
 */
export function readFixedBlock(memory: Uint8Array, blockSize: number): TagRead | null {
  if (memory.length < SMALL) return null;
  const turned = reverseBlocks(memory, blockSize);
  if (crcHolds(memory)) return itemOf(memory, false);
  if (crcHolds(turned)) return itemOf(turned, true);
  return hasShape(memory) || hasShape(turned) ? damaged('tag_crc', {}) : null;
}

/** A fixed block, or why the tag cannot hold it: `tag_text`, `tag_too_small`, `tag_owner`. */
export type FixedBlockWritten =
  | { ok: true; bytes: Uint8Array }
  | { ok: false; code: 'tag_text' | 'tag_too_small' | 'tag_owner'; facts: Facts };

/** A circulating item's fixed block of 34 bytes, of 32 where `room` is smaller. Standard: ISO 28560-3. */
export function writeFixedBlock(tag: NewTag, room: number): FixedBlockWritten {
  if (room < SMALL) return { ok: false, code: 'tag_too_small', facts: { bytes: SMALL, room } };
  const size = Math.min(room, SIZE);
  const pii = utf8Bytes(tag.pii);
  if (!pii || pii.length === 0 || pii.length > CRC_AT - PII_AT || padded(pii) !== tag.pii) {
    return { ok: false, code: 'tag_text', facts: { oid: OIDS.pii } };
  }
  const [, country = '', library = ''] = /^([A-Z]{2})-(.+)$/u.exec(tag.owner ?? '') ?? [];
  const name = utf8Bytes(library);
  const fits = tag.owner === null || (country !== '' && name && name.length <= size - LIBRARY_AT);
  if (!fits || !name) return { ok: false, code: 'tag_owner', facts: { owner: tag.owner } };
  const { total, part } = tag.set ?? { total: 1, part: 1 };
  if (total > 0xff) return { ok: false, code: 'tag_text', facts: { oid: OIDS.set } };
  const bytes = new Uint8Array(size);
  bytes.set([(VERSION << 4) | CIRCULATING, total, part]);
  bytes.set(pii, PII_AT);
  bytes.set(utf8Bytes(country) ?? [], COUNTRY_AT);
  bytes.set(name, LIBRARY_AT);
  const crc = crcOf(bytes);
  bytes.set([crc & 0xff, crc >> 8], CRC_AT);
  return { ok: true, bytes };
}
