import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CODE_LENGTH, CODE_SIGNS, lettersOf, readCode, shownLetters } from './transfer-code.ts';

const five = fc.uint8Array({ minLength: 5, maxLength: 5 });

it('letters come back from whatever way people type them, and no two codes share them', () => {
  expect(new Set(CODE_SIGNS).size).toBe(32);
  expect(CODE_SIGNS).not.toMatch(/[01OI]/u);
  fc.assert(
    fc.property(five, five, fc.boolean(), (bytes, other, small) => {
      const letters = lettersOf(bytes);
      expect(letters).toHaveLength(CODE_LENGTH);
      const typed = small ? ` ${shownLetters(letters).toLowerCase()} ` : shownLetters(letters);
      expect(readCode(typed)).toEqual({ kind: 'typed', letters });
      expect(lettersOf(other) === letters).toBe(bytes.join() === other.join());
    }),
  );
});

it('takes the text of a QR code, and nothing that is no code', () => {
  expect(readCode('shutai:t/AAAAAAAAAAAAAAAAAAAAAA')).toEqual({
    kind: 'qr',
    seal: 'AAAAAAAAAAAAAAAAAAAAAA',
  });
  for (const text of [
    '',
    'ABCD',
    'ABCD-EFG0',
    'shutai:t/',
    'https://x/y',
    'ABCD-EFGH-J',
    '"; --',
  ]) {
    expect(readCode(text), text).toBeNull();
  }
});
