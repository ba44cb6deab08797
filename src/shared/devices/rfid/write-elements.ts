// Lays elements out in memory: runs of elements that are to be locked begin and end on a block's edge.

import { joined } from './bytes.ts';
import { compact, compactShortest } from './compaction.ts';
import type { Scheme, TextScheme } from './compaction.ts';
import { LONG_OID } from './elements.ts';
import { packIsil } from './isil.ts';
import { OIDS } from './oids.ts';

/** An element to write: a text, or bytes that are the application's own. */
export interface ElementToWrite {
  oid: number;
  value: string | Uint8Array;
  /** Scheme of the text; the shortest where it is left out. */
  scheme?: TextScheme;
  /** Lies in blocks that hold nothing else that is not locked. */
  locked?: boolean;
}

/** Memory from its first byte on, whole blocks of it, and which blocks belong to elements that are to be locked. */
export type ElementsWritten =
  | { ok: true; bytes: Uint8Array; locked: boolean[] }
  | {
      ok: false;
      code: 'tag_text' | 'tag_too_small';
      facts: { oid: number } | { bytes: number; room: number };
    };

interface Packed {
  oid: number;
  scheme: Scheme;
  bytes: Uint8Array;
  locked: boolean;
}

const LONGEST = 0x7f;

function pack({ oid, value, scheme, locked = false }: ElementToWrite): Packed | null {
  if (typeof value !== 'string') return { oid, scheme: 0, bytes: value, locked };
  const isil = oid === OIDS.owner || oid === OIDS.illBorrower ? packIsil(value) : null;
  if (isil && scheme === undefined) return { oid, scheme: 0, bytes: isil, locked };
  if (scheme === undefined) {
    const best = compactShortest(value);
    return best && { oid, ...best, locked };
  }
  const bytes = compact(scheme, value);
  return bytes && { oid, scheme, bytes, locked };
}

/** The element's bytes; `room` bytes of padding need an offset byte, which is one of them. */
function lay({ oid, scheme, bytes }: Packed, room: number): Uint8Array {
  const long = oid >= LONG_OID;
  const precursor = (room > 0 ? 0x80 : 0) | (scheme << 4) | (long ? LONG_OID : oid);
  const head = [precursor, ...(long ? [oid - LONG_OID] : []), ...(room > 0 ? [room - 1] : [])];
  return joined([
    Uint8Array.of(...head, bytes.length),
    bytes,
    new Uint8Array(Math.max(0, room - 1)),
  ]);
}

/** Missing bytes up to the next edge of a block. */
function missing(length: number, blockSize: number): number {
  return (blockSize - (length % blockSize)) % blockSize;
}

/**
 * Writes elements in their order. `room`: bytes of the tag's memory that may be used. Refuses `tag_text` (a text that no
 * scheme holds) and `tag_too_small`.
 */
export function writeElements(
  elements: readonly ElementToWrite[],
  { blockSize, room }: { blockSize: number; room: number },
): ElementsWritten {
  const packed: Packed[] = [];
  for (const element of elements) {
    const one = pack(element);
    if (!one || one.bytes.length === 0 || one.bytes.length > LONGEST) {
      return { ok: false, code: 'tag_text', facts: { oid: element.oid } };
    }
    packed.push(one);
  }
  const parts: Uint8Array[] = [];
  const locked: boolean[] = [];
  let length = 0;
  for (const [index, one] of packed.entries()) {
    const next = packed[index + 1];
    // The edge after a run: the next element is locked otherwise, or the locked ones end here.
    const edge = next ? next.locked !== one.locked : one.locked;
    const plain = lay(one, 0);
    const laid = edge ? lay(one, missing(length + plain.length, blockSize)) : plain;
    parts.push(laid);
    length += laid.length;
    const blocks = Math.ceil(length / blockSize);
    while (locked.length < blocks) locked.push(one.locked);
  }
  const bytes = joined(parts, length + missing(length, blockSize));
  if (bytes.length > room) {
    return { ok: false, code: 'tag_too_small', facts: { bytes: bytes.length, room } };
  }
  return { ok: true, bytes, locked };
}
