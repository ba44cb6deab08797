// URN Code 40 (ISO/IEC 15962, as ISO/TS 28560-4 uses it): three signs in two bytes, long numbers as numbers, single
// characters of other alphabets behind a mark.

import { joined, utf8Bytes, utf8Text } from './bytes.ts';

/** Signs by their number; 0 fills up. */
const SIGNS = '\u0000ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789';
/** Marks, all above the largest group: a long number, one character of one, two or three bytes. */
const LONG_NUMBER = 0xfb;
const ONE_BYTE = 0xfc;
const THREE_BYTES = 0xfe;
const SHORTEST_NUMBER = 9;
const FEWEST_BYTES = 4;
/** Digits whose number fits into the nibbles of the head. */
const LONGEST_NUMBER = 24;

interface Piece {
  text: string;
  used: number;
}

function numberAt(bytes: Uint8Array, at: number): Piece | null {
  const head = bytes[at + 1] ?? 0;
  const digits = (head >> 4) + SHORTEST_NUMBER;
  const size = (head & 0x0f) + FEWEST_BYTES;
  const data = bytes.slice(at + 2, at + 2 + size);
  const value = data.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const text = String(value).padStart(digits, '0');
  return data.length === size && text.length === digits ? { text, used: 2 + size } : null;
}

function characterAt(bytes: Uint8Array, at: number): Piece | null {
  const mark = bytes[at] ?? 0;
  const size = mark - ONE_BYTE + 1;
  const text = utf8Text(bytes.slice(at + 1, at + 1 + size));
  const one =
    text !== null && [...text].length === 1 && !/[\u0000-\u001f\u007f-\u009f]/u.test(text);
  return one && text !== null ? { text, used: 1 + size } : null;
}

/** Three signs, or two or one at the end of a run. */
function groupAt(bytes: Uint8Array, at: number): Piece | null {
  const [high, low] = bytes.slice(at, at + 2);
  const value = (high ?? 0) * 256 + (low ?? 0) - 1;
  if (low === undefined || value < 0 || value >= 40 ** 3) return null;
  const codes = [Math.floor(value / 1600), Math.floor(value / 40) % 40, value % 40];
  const text = codes.map((code) => SIGNS[code] ?? '').join('');
  const signs = text.replace(/\u0000+$/u, '');
  return signs === '' || signs.includes('\u0000') ? null : { text: signs, used: 2 };
}

/** Text of an identifier; a zero ends it. Null where the bytes make none. */
export function readUrnCode40(bytes: Uint8Array): string | null {
  let text = '';
  let at = 0;
  while (at < bytes.length && bytes[at] !== 0) {
    const mark = bytes[at] ?? 0;
    const isCharacter = mark >= ONE_BYTE && mark <= THREE_BYTES;
    const other = isCharacter ? characterAt(bytes, at) : groupAt(bytes, at);
    const piece: Piece | null = mark === LONG_NUMBER ? numberAt(bytes, at) : other;
    if (piece === null) return null;
    text += piece.text;
    at += piece.used;
  }
  return bytes.slice(at).every((byte) => byte === 0) && text !== '' ? text : null;
}

function numberBytes(digits: string): Uint8Array {
  const data: number[] = [];
  for (let rest = BigInt(digits); rest > 0n; rest /= 256n) data.unshift(Number(rest % 256n));
  while (data.length < FEWEST_BYTES) data.unshift(0);
  const head = ((digits.length - SHORTEST_NUMBER) << 4) | (data.length - FEWEST_BYTES);
  return Uint8Array.of(LONG_NUMBER, head, ...data);
}

function groupBytes(signs: string): Uint8Array {
  const groups = signs.match(/.{1,3}/gu) ?? [];
  return joined(
    groups.map((group) => {
      const [one = 0, two = 0, three = 0] = [...group].map((sign) => SIGNS.indexOf(sign));
      const value = one * 1600 + two * 40 + three + 1;
      return Uint8Array.of(value >> 8, value & 0xff);
    }),
  );
}

function characterBytes(sign: string): Uint8Array | null {
  const bytes = utf8Bytes(sign);
  if (!bytes || bytes.length > 3 || /[\u0000-\u001f\u007f-\u009f]/u.test(sign)) return null;
  return Uint8Array.of(ONE_BYTE + bytes.length - 1, ...bytes);
}

/** Bytes of an identifier, an even number of them; null for text that cannot be written (beyond three bytes a character). */
export function writeUrnCode40(text: string): Uint8Array | null {
  const number = `[1-9]\\d{${SHORTEST_NUMBER - 1},${LONGEST_NUMBER - 1}}`;
  const pieces = text.match(new RegExp(`${number}|(?:(?!${number})[A-Z.:0-9-])+|.`, 'gsu'));
  const parts = (pieces ?? []).map((piece) => {
    if (new RegExp(`^${number}$`, 'u').test(piece)) return numberBytes(piece);
    return /^[A-Z.:0-9-]+$/u.test(piece) ? groupBytes(piece) : characterBytes(piece);
  });
  const written = parts.flatMap((part) => (part === null ? [] : [part]));
  if (written.length === 0 || written.length < parts.length) return null;
  const bytes = joined(written);
  return bytes.length % 2 === 0 ? bytes : joined([bytes], bytes.length + 1);
}
