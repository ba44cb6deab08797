// Data elements of ISO 28560-2 as they lie in memory (ISO/IEC 15962 access method 0, no directory):
// precursor, OID above 14, offset, length, data, padding.

import type { Facts } from '../../lib/result.ts';
import { isFilledWith, toHex } from './bytes.ts';
import { expand } from './compaction.ts';
import type { Scheme } from './compaction.ts';
import { unpackIsil } from './isil.ts';
import { OIDS } from './oids.ts';

/** One element. */
export interface TagElement {
  oid: number;
  scheme: Scheme;
  /** Bytes from the start of memory, and how many it takes with its padding. */
  at: number;
  size: number;
  bytes: Uint8Array;
  /** Text of the data; of an application's own codes their hexadecimal. */
  text: string;
}

/** All elements, or those before the first that makes no sense. */
export type ElementsRead =
  | { ok: true; elements: TagElement[] }
  | { ok: false; code: string; facts: Facts; elements: TagElement[] };

/** The number whose nibble says that the number follows in a byte of its own. */
export const LONG_OID = 15;
const ISILS: readonly number[] = [OIDS.owner, OIDS.illBorrower, OIDS.otherOwner];

/** Numbers of the elements that a content parameter (OID 2) announces: from OID 3 on, first bit first. */
export function announcedBy(bitmap: Uint8Array): number[] {
  return [...bitmap].flatMap((byte, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].flatMap((bit) =>
      (byte & (0x80 >> bit)) === 0 ? [] : [3 + index * 8 + bit],
    ),
  );
}

/** The content parameter of these elements; as short as may be. */
export function contentParameter(oids: readonly number[]): Uint8Array {
  const most = Math.max(...oids, 3);
  const bitmap = new Uint8Array(Math.floor((most - 3) / 8) + 1);
  for (const oid of oids.filter((each) => each >= 3)) {
    const place = oid - 3;
    bitmap[place >> 3] = (bitmap[place >> 3] ?? 0) | (0x80 >> (place & 7));
  }
  return bitmap;
}

/** Text of an element's data; null where the data are none of that scheme. */
function textOf(oid: number, scheme: Scheme, bytes: Uint8Array): string | null {
  if (scheme !== 0) return oid === OIDS.content ? null : expand(scheme, bytes);
  if (ISILS.includes(oid)) return unpackIsil(bytes);
  // An identifier whose form only its library knows makes no barcode here.
  return oid === OIDS.pii ? null : toHex(bytes);
}

type Step = { ok: true; element: TagElement } | { ok: false; code: string; facts: Facts };

function elementAt(memory: Uint8Array, at: number): Step {
  let next = at;
  const byte = () => memory[next++];
  const precursor = byte() ?? 0;
  const scheme = ((precursor >> 4) & 7) as Scheme;
  const nibble = precursor & 0x0f;
  const extra = nibble === LONG_OID ? byte() : 0;
  const padding = precursor < 0x80 ? 0 : byte();
  const length = byte();
  const cut = { ok: false, code: 'tag_cut', facts: { at } } as const;
  if (extra === undefined || padding === undefined || length === undefined) return cut;
  const oid = nibble + extra;
  if (oid === 0) return { ok: false, code: 'tag_no_element', facts: { at } };
  if (length === 0 || length > 0x7f) return { ok: false, code: 'tag_length', facts: { at, oid } };
  const end = next + length;
  if (end + padding > memory.length) return cut;
  const bytes = memory.slice(next, end);
  const text = textOf(oid, scheme, bytes);
  if (text === null) return { ok: false, code: 'tag_value', facts: { at, oid } };
  const size = end + padding - at;
  return { ok: true, element: { oid, scheme, at, size, bytes, text } };
}

/**
 * Reads elements up to the first zero or the end of memory. Never throws: what makes no sense ends the reading with
 * `tag_cut`, `tag_no_element`, `tag_length`, `tag_value` or `tag_twice` and where (facts `at` = byte, `oid`).
 */
export function readElements(memory: Uint8Array): ElementsRead {
  const elements: TagElement[] = [];
  let at = 0;
  while (at < memory.length && memory[at] !== 0) {
    const step = elementAt(memory, at);
    if (!step.ok) return { ...step, elements };
    const { element } = step;
    if (elements.some(({ oid }) => oid === element.oid)) {
      return { ok: false, code: 'tag_twice', facts: { at, oid: element.oid }, elements };
    }
    elements.push(element);
    at += element.size;
  }
  return { ok: true, elements };
}

/** Whether nothing was ever written: zeros, or ones. */
export function isBlank(memory: Uint8Array): boolean {
  return isFilledWith(memory, 0) || isFilledWith(memory, 0xff);
}
