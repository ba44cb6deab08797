// The code of an offered loan as people see it: a text for the QR code, eight letters for typing.

/** Letters and digits that cannot be taken for each other: without 0, O, 1 and I. */
export const CODE_SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
/** How many of them a typed code has: 40 bits. */
export const CODE_LENGTH = 8;
/** What the text of the QR code begins with. */
export const QR_PREFIX = 'shutai:t/';

/** What somebody brought: the text of a QR code, or typed letters. */
export type BroughtCode = { kind: 'qr'; seal: string } | { kind: 'typed'; letters: string };

const TYPED = new RegExp(`^[${CODE_SIGNS}]{${CODE_LENGTH}}$`, 'u');
const SEAL = /^[\w-]{20,60}$/u;

/** Reads it; small letters, spaces and strokes are let pass. Null for anything else. */
export function readCode(text: string): BroughtCode | null {
  const plain = text.trim();
  if (plain.startsWith(QR_PREFIX)) {
    const seal = plain.slice(QR_PREFIX.length);
    return SEAL.test(seal) ? { kind: 'qr', seal } : null;
  }
  const letters = plain.toUpperCase().replaceAll(/[\s-]/gu, '');
  return TYPED.test(letters) ? { kind: 'typed', letters } : null;
}

/** The letters as they are shown: `ABCD-EFGH`. */
export function shownLetters(letters: string): string {
  return `${letters.slice(0, CODE_LENGTH / 2)}-${letters.slice(CODE_LENGTH / 2)}`;
}

/** Letters made from at least five bytes. */
export function lettersOf(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes.subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: CODE_LENGTH }, (_, index) => {
    const five = Number((bits >> BigInt(5 * (CODE_LENGTH - 1 - index))) & 31n);
    return CODE_SIGNS.charAt(five);
  }).join('');
}
