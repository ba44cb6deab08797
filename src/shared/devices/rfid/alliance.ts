// UHF tags of the Chinese university libraries' RFID alliance (高校联盟): lending state, sorting number, version and content
// index in four bytes, then the identifier in one of three packings.

import { utf8Bytes, utf8Text } from './bytes.ts';
import { OIDS } from './oids.ts';
import type { TagRead } from './tag-read.ts';

/** Element numbers of the content index, lowest bit first. */
const INDEXED = [3, 4, 5, 6, 11, 12, 14, 15, 16, 24, 26, 27, 28, 29, 30, 31] as const;

/** Element numbers of a content index (16 bits), ascending. */
export function indexedBy(word: number): number[] {
  return INDEXED.filter((_, bit) => ((word >> bit) & 1) === 1);
}

/** The content index of element numbers; null where one has no place in it. */
export function contentIndex(oids: readonly number[]): number | null {
  const bits = oids.map((oid) => INDEXED.findIndex((each) => each === oid));
  return bits.includes(-1) ? null : bits.reduce((word, bit) => word | (1 << bit), 0);
}

const SIGN = /^[0-9A-Z]$/u;
const ASCII = /^[\u0020-\u007e]+$/u;

/** A little-endian 32-bit number that is read from its lowest bits up. */
class Word {
  #rest: number;

  constructor(bytes: Uint8Array, at: number) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(at, at + 4);
    this.#rest = a + b * 2 ** 8 + c * 2 ** 16 + d * 2 ** 24;
  }

  take(width: number): number {
    const value = this.#rest % 2 ** width;
    this.#rest = Math.floor(this.#rest / 2 ** width);
    return value;
  }

  get rest(): number {
    return this.#rest;
  }
}

const sign = (code: number) => String.fromCharCode(code + 0x30);

/** Short identifiers lie there as they are; longer than `plain` signs they are packed. Null where it is neither. */
function lengthOf(
  bytes: Uint8Array,
  plain: number,
): { length: number; text: string | null } | null {
  const length = (bytes[0] ?? 0) & 0x0f;
  if (length < 1 || length > 14) return null;
  if (length > plain) return { length, text: null };
  const spent = bytes[0] === length && bytes.slice(1 + length).every((byte) => byte === 0);
  const text = spent ? utf8Text(bytes.slice(1, 1 + length)) : null;
  return text?.length === length && ASCII.test(text) ? { length, text } : null;
}

/** The identifier of a 96-bit EPC: up to 7 signs plain, else three letters or digits, digits, any last sign. */
export function readIpc96(bytes: Uint8Array): string | null {
  const begun = lengthOf(bytes, 7);
  if (begun === null || begun.text !== null) return begun?.text ?? null;
  if (bytes.length < 8) return null;
  const { length } = begun;
  const low = new Word(bytes, 0);
  const high = new Word(bytes, 4);
  low.take(4);
  const last = String.fromCharCode(low.take(8));
  const [third, second, first] = [sign(low.take(6)), sign(low.take(6)), sign(low.take(6))];
  const fourth = low.take(2) + high.take(2) * 4;
  const digits = String(high.rest).padStart(length - 5, '0');
  const head = [first, second, third];
  const sound = head.every((each) => SIGN.test(each)) && fourth <= 9 && ASCII.test(last);
  return sound && digits.length === length - 5 ? `${head.join('')}${fourth}${digits}${last}` : null;
}

/** The identifier of a 128-bit EPC: up to 11 signs plain, else letters and digits and any last sign. */
export function readIpc128(bytes: Uint8Array): string | null {
  const begun = lengthOf(bytes, 11);
  if (begun === null || begun.text !== null) return begun?.text ?? null;
  if (bytes.length < 12) return null;
  const { length } = begun;
  const [low, middle, high] = [new Word(bytes, 0), new Word(bytes, 4), new Word(bytes, 8)];
  low.take(4);
  const last = String.fromCharCode(low.take(8));
  const signs = (word: Word, count: number) =>
    Array.from({ length: count }, () => sign(word.take(6))).toReversed();
  const end = signs(low, length - 11);
  const body = [...signs(high, 5), ...signs(middle, 5), ...end];
  const spent = low.rest === 0 && middle.rest === 0 && high.rest === 0;
  return spent && body.every((each) => SIGN.test(each)) && ASCII.test(last)
    ? `${body.join('')}${last}`
    : null;
}

function littleEndian(parts: readonly [value: number, width: number][]): number[] {
  let value = 0;
  for (const [part, width] of parts) value = value * 2 ** width + part;
  return [0, 8, 16, 24].map((shift) => Math.floor(value / 2 ** shift) % 256);
}

/** Packs an identifier for a 96-bit EPC; null for one that this packing cannot hold. */
export function writeIpc96(text: string): Uint8Array | null {
  const ascii = ASCII.test(text) ? utf8Bytes(text) : null;
  if (!ascii || text.length > 14) return null;
  if (text.length < 8) return Uint8Array.of(text.length, ...ascii);
  if (!/^[0-9A-Z]{3}\d+.$/u.test(text)) return null;
  const [first = 0, second = 0, third = 0, fourth = 0] = ascii.map((code) => code - 0x30);
  const low = littleEndian([
    [fourth & 3, 2],
    [first, 6],
    [second, 6],
    [third, 6],
    [ascii.at(-1) ?? 0, 8],
    [text.length, 4],
  ]);
  const high = littleEndian([
    [Number(text.slice(4, -1)), 30],
    [fourth >> 2, 2],
  ]);
  return Uint8Array.of(...low, ...high);
}

/** Identifiers that lie in an EPC of 144 bits and more as they are. */
function readPlain(bytes: Uint8Array): string | null {
  const end = bytes.indexOf(0);
  const text = utf8Text(end < 0 ? bytes : bytes.slice(0, end));
  const spent = end < 0 || bytes.slice(end).every((byte) => byte === 0);
  return text !== null && spent && ASCII.test(text) && text.length <= 14 ? text : null;
}

/** Packings by their number, with the bytes that an EPC must have for them. */
const PACKINGS: readonly { bytes: number; read: (bytes: Uint8Array) => string | null }[] = [
  { bytes: 12, read: readIpc96 },
  { bytes: 16, read: readIpc128 },
  { bytes: 18, read: readPlain },
];

/** The bit beside the lending state has no meaning and is zero. */
const UNUSED = 0x40;
/** Versions of the data model so far, counted from 0 in the tag; libraries write the last of them. */
const VERSIONS = 4;
/** First bytes of EPCs of goods (GS1 Tag Data Standard, 96 to 202 bits); here they would set bits kept for later. */
const GOODS = { from: 0x2c, to: 0x3f };

/** Reads the EPC (behind the PC word); null where it is not of this form: goods carry EPCs of other forms. */
export function readAlliance(payload: Uint8Array): TagRead | null {
  const [state = 0, kind = 0, high = 0, low = 0] = payload;
  if (state >= GOODS.from && state <= GOODS.to) return null;
  if ((state & UNUSED) !== 0 || (kind & 0x3f) >= VERSIONS) return null;
  const packing = PACKINGS[kind >> 6];
  if (!packing || payload.length < packing.bytes) return null;
  const pii = packing.read(payload.slice(4));
  if (pii === null) return null;
  return {
    is: 'item',
    model: 'alliance',
    pii,
    owner: null,
    set: null,
    usage: null,
    lent: state >= 0x80,
    fields: [
      { oid: OIDS.pii, text: pii },
      { oid: OIDS.content, text: indexedBy(high * 256 + low).join(' ') },
    ],
    reversed: false,
    remarks: [],
  };
}
