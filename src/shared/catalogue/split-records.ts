// Cuts a stream of ISO 2709 into records at their terminators, whatever the pieces in which it comes.
// Source: ISO 2709:2008, record terminator 1D (IS3), record length in characters 0 to 4 of the leader.

import type { Facts } from '../lib/result.ts';
import { byteBuffer } from './byte-buffer.ts';

/** A whole record as it stands in the file, terminator included. */
export interface RawRecord {
  /** Counted from 1, what was refused included. */
  number: number;
  /** Byte at which it begins, from 0. */
  at: number;
  bytes: Uint8Array;
}

/** A part of the file that is no record. */
export interface LostPart {
  number: number;
  at: number;
  lost: 'cut' | 'endless';
  facts: Facts;
}

/** Takes pieces of a file, gives what has become whole. */
export interface RecordSplitter {
  push(chunk: Uint8Array): (RawRecord | LostPart)[];
  /** What is left when the file is over. */
  end(): (RawRecord | LostPart)[];
}

const TERMINATOR = 0x1d;
/** More than any catalogue holds; a file of another kind shall not be read into memory. */
export const MOST_RECORD_BYTES = 10_000_000;
/** Length of a leader. */
const LEADER = 24;

const BETWEEN: ReadonlySet<number> = new Set([0x20, 0x0d, 0x0a, 0x00, 0x1a, 0xef, 0xbb, 0xbf]);

/** What may stand between records: blanks, line ends, NUL, Ctrl-Z, a byte order mark. */
function isBetween(byte: number): boolean {
  return BETWEEN.has(byte);
}

function afterBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isBetween(bytes[at] ?? 0)) at += 1;
  return at;
}

/** A number of so many decimal digits at a place; NaN where something else stands. */
export function digitsAt(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index += 1) {
    const digit = (bytes[index] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * Where a whole record begins inside bytes whose length does not fit their leader: a later leader whose own length
 * reaches exactly to the end. -1 where there is none.
 */
function innerStart(bytes: Uint8Array): number {
  for (let at = bytes.length - LEADER - 1; at > 0; at -= 1) {
    // `45` of the entry map; most places are told apart by it.
    if (bytes[at + 20] !== 0x34 || bytes[at + 21] !== 0x35) continue;
    if (digitsAt(bytes, at, 5) === bytes.length - at) return at;
  }
  return -1;
}

/** Makes a splitter. The parts are the same however the file is cut into pieces. */
export function recordSplitter(): RecordSplitter {
  const buffer = byteBuffer();
  /** Place in the file of the buffer's first byte. */
  let start = 0;
  let number = 0;
  /** In the middle of something endless, up to its terminator. */
  let skipping = false;
  const drop = (count: number) => {
    buffer.drop(count);
    start += count;
  };
  const lost = (at: number, code: LostPart['lost'], bytes: number): LostPart => {
    number += 1;
    return { number, at, lost: code, facts: { bytes } };
  };
  /** The parts up to a terminator at the end of `bytes`; a record that was cut may have the next one in it. */
  const whole = (at: number, bytes: Uint8Array, found: (RawRecord | LostPart)[]): void => {
    const inner = digitsAt(bytes, 0, 5) === bytes.length ? -1 : innerStart(bytes);
    if (inner !== -1) found.push(lost(at, 'cut', inner));
    number += 1;
    if (inner === -1) found.push({ number, at, bytes });
    else found.push({ number, at: at + inner, bytes: bytes.subarray(inner) });
  };
  /** Everything in bytes that end with a terminator; the parts share one copy of them. */
  const split = (block: Uint8Array, at: number): (RawRecord | LostPart)[] => {
    const found: (RawRecord | LostPart)[] = [];
    let from = skipping ? block.indexOf(TERMINATOR) + 1 : 0;
    skipping = false;
    for (;;) {
      from = afterBlanks(block, from);
      if (from === block.length) return found;
      const end = block.indexOf(TERMINATOR, from) + 1;
      if (end - from > MOST_RECORD_BYTES) {
        found.push(lost(at + from, 'endless', MOST_RECORD_BYTES));
      } else {
        whole(at + from, block.subarray(from, end), found);
      }
      from = end;
    }
  };
  /** What waits for its terminator must not grow without end. */
  const limit = (): LostPart[] => {
    const rest = buffer.bytes();
    const from = afterBlanks(rest, 0);
    if (!skipping && rest.length - from < MOST_RECORD_BYTES) return [];
    const parts = skipping ? [] : [lost(start + from, 'endless', MOST_RECORD_BYTES)];
    skipping = true;
    drop(rest.length);
    return parts;
  };
  return {
    push(chunk) {
      const held = buffer.bytes().length;
      buffer.append(chunk);
      const end = chunk.lastIndexOf(TERMINATOR);
      if (end === -1) return limit();
      const block = buffer.bytes().slice(0, held + end + 1);
      const at = start;
      drop(block.length);
      return [...split(block, at), ...limit()];
    },
    end() {
      const rest = buffer.bytes();
      const from = afterBlanks(rest, 0);
      return skipping || from === rest.length
        ? []
        : [lost(start + from, 'cut', rest.length - from)];
    },
  };
}
