// The compaction schemes of ISO/IEC 15962 as ISO 28560-2 (GB/T 35660.2) uses them, both ways. Reading is strict: bytes that
// no encoder writes give null, because a barcode that is nearly right is wrong.

import { BitReader, BitWriter } from './bits.ts';
import { utf8Bytes, utf8Text } from './bytes.ts';

/** 1 integer, 2 numeric, 3 five-bit, 4 six-bit, 5 seven-bit, 6 ISO 8859-1, 7 UTF-8; 0 is the application's own. */
export type Scheme = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** Schemes that give text by themselves. */
export type TextScheme = Exclude<Scheme, 0>;

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/u;
const ONES = [1, 1, 1, 1, 1, 1, 1];
const ONE_THEN_ZEROS = [1, 0, 0, 0, 0, 0, 0];

function integerText(bytes: Uint8Array): string | null {
  if (bytes[0] === 0) return null;
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return value >= 10n && value <= 9_999_999_999_999_999_999n ? String(value) : null;
}

function integerBytes(text: string): Uint8Array | null {
  if (!/^[1-9]\d{1,18}$/u.test(text)) return null;
  const bytes: number[] = [];
  for (let rest = BigInt(text); rest > 0n; rest /= 256n) bytes.unshift(Number(rest % 256n));
  return Uint8Array.from(bytes);
}

function numericText(bytes: Uint8Array): string | null {
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return /^\d+f?$/u.test(text) ? text.replace('f', '') : null;
}

function numericBytes(text: string): Uint8Array | null {
  if (!/^\d{2,}$/u.test(text)) return null;
  const even = text.length % 2 === 1 ? `${text}f` : text;
  return Uint8Array.from(even.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Groups of `width` bits; what is left must be the beginning of `pad`, and so may be a whole last group. */
function groupsOf(bytes: Uint8Array, width: number, pad: readonly number[]): number[] | null {
  const bits = new BitReader(bytes);
  const groups: number[] = [];
  for (let group = bits.take(width); group !== null; group = bits.take(width)) groups.push(group);
  const rest = bits.left;
  const padded = (bitCount: number) =>
    pad.slice(0, bitCount).reduce((all, bit) => all * 2 + bit, 0);
  const left = rest === 0 ? 0 : bits.take(rest);
  const whole = padded(width + rest);
  if (rest + width <= 7 && (groups.at(-1) ?? 0) * 2 ** rest + (left ?? 0) === whole) {
    return groups.slice(0, -1);
  }
  return left === padded(rest) ? groups : null;
}

const ZEROS = [0, 0, 0, 0, 0, 0, 0];

function fiveBitText(bytes: Uint8Array): string | null {
  const groups = groupsOf(bytes, 5, ZEROS);
  if (groups === null || groups.includes(0)) return null;
  return String.fromCharCode(...groups.map((group) => 0x40 + group));
}

function sixBitText(bytes: Uint8Array): string | null {
  const groups = groupsOf(bytes, 6, ONE_THEN_ZEROS);
  return groups && String.fromCharCode(...groups.map((each) => (each < 0x20 ? each + 0x40 : each)));
}

function sevenBitText(bytes: Uint8Array): string | null {
  const groups = groupsOf(bytes, 7, ONES);
  return groups && String.fromCharCode(...groups);
}

function packed(text: string, width: number, fits: RegExp, pad: readonly number[]) {
  if (!fits.test(text)) return null;
  const bits = new BitWriter();
  for (const sign of text) bits.put(sign.charCodeAt(0) & (2 ** width - 1), width);
  return bits.bytes(pad);
}

function latin1Bytes(text: string): Uint8Array | null {
  return /^[\u0020-\u007e\u00a0-\u00ff]+$/u.test(text)
    ? Uint8Array.from(text, (sign) => sign.charCodeAt(0))
    : null;
}

const READ: Record<TextScheme, (bytes: Uint8Array) => string | null> = {
  1: integerText,
  2: numericText,
  3: fiveBitText,
  4: sixBitText,
  5: sevenBitText,
  6: (bytes) => String.fromCharCode(...bytes),
  7: utf8Text,
};
const WRITE: Record<TextScheme, (text: string) => Uint8Array | null> = {
  1: integerBytes,
  2: numericBytes,
  3: (text) => packed(text, 5, /^[\u0041-\u005f]+$/u, ZEROS),
  4: (text) => packed(text, 6, /^[\u0020-\u005f]+$/u, ONE_THEN_ZEROS),
  5: (text) => packed(text, 7, /^[\u0020-\u007e]+$/u, ONES),
  6: latin1Bytes,
  7: utf8Bytes,
};

/** Text of compacted bytes; null where they are none of that scheme, or hold control characters. */
export function expand(scheme: TextScheme, bytes: Uint8Array): string | null {
  const text = bytes.length === 0 ? null : READ[scheme](bytes);
  return text === null || text === '' || CONTROL.test(text) ? null : text;
}

/** Compacted bytes of a text; null where the scheme cannot hold it so that it comes back the same. */
export function compact(scheme: TextScheme, text: string): Uint8Array | null {
  const bytes = text === '' ? null : WRITE[scheme](text);
  return bytes !== null && expand(scheme, bytes) === text ? bytes : null;
}

/** The shortest scheme for a text, the lower number where two are as short; null for text that no scheme holds. */
export function compactShortest(text: string): { scheme: TextScheme; bytes: Uint8Array } | null {
  let best: { scheme: TextScheme; bytes: Uint8Array } | null = null;
  for (const scheme of [1, 2, 3, 4, 5, 6, 7] as const) {
    const bytes = compact(scheme, text);
    if (bytes !== null && (best === null || bytes.length < best.bytes.length)) {
      best = { scheme, bytes };
    }
  }
  return best;
}
