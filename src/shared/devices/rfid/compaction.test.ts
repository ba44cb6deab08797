import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from './bytes.ts';
import { compact, compactShortest, expand } from './compaction.ts';
import type { TextScheme } from './compaction.ts';
import { isIsil, packIsil, unpackIsil } from './isil.ts';

const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array();

/** Texts of these signs; quicker than those of a pattern. */
const of = (signs: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...signs), minLength, maxLength });
const DIGITS = '0123456789';
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ASCII = Array.from({ length: 95 }, (_, code) => String.fromCharCode(code + 32)).join('');

const VECTORS: [TextScheme, string, string][] = [
  [1, '123456789012', '1CBE991A14'],
  [1, '256', '0100'],
  [1, '9999999999999999999', '8AC7230489E7FFFF'],
  [2, '091', '091F'],
  [2, '1203', '1203'],
  [2, '256', '256F'],
  [2, '10000000000000000000', '10000000000000000000'],
  [3, 'AHQZ', '0A23A0'],
  [3, 'C_D', '1FC8'],
  [4, 'QA268.L55', '441CB6E2E335D6'],
  [4, 'ABC12345', '0420F1CB3D35'],
  [4, 'TP393/H637', '510CF9CEF236CF78'],
  [4, 'K825.6=76/Z780', '2F8CB5BB6F77DAF6B7E308'],
  [4, 'I712.88/B303', '277C72BB8E2F0B3C33'],
  [4, 'I17(198.4)/Y498', '271DE8C79E2ED29BD9D39E20'],
  [5, 'abcdefgh123', 'C38B1E4CB9B3E862C99F'],
  [5, 'hijk9876{/?}~', 'D1A756B72E1BB6F6BDFFDFDF'],
  [5, 'US-InU-Mu', 'AB4D6C9DD556CDEB'],
  [7, '书台', 'E4B9A6E58FB0'],
];

describe('compaction of ISO 28560-2', () => {
  it.each(VECTORS)('scheme %i: %s', (scheme, text, hex) => {
    expect(expand(scheme, bytes(hex))).toBe(text);
    expect(toHex(compact(scheme, text) ?? new Uint8Array())).toBe(hex);
  });

  it('takes the shortest scheme, of two as short the first', () => {
    expect(compactShortest('123456789012')?.scheme).toBe(1);
    expect(compactShortest('091')?.scheme).toBe(2);
    expect(compactShortest('1203')?.scheme).toBe(1);
    expect(compactShortest('AHQZ')?.scheme).toBe(3);
    expect(compactShortest('QA268.L55')?.scheme).toBe(4);
    expect(compactShortest('abcdefgh123')?.scheme).toBe(5);
    expect(compactShortest('é')?.scheme).toBe(6);
    expect(compactShortest('书台')?.scheme).toBe(7);
  });

  it('gives back every text that a scheme takes', () => {
    const scheme = fc.constantFrom<TextScheme>(1, 2, 3, 4, 5, 6, 7);
    const text = fc.oneof(
      of(DIGITS, 1, 24),
      of(` ${DIGITS}${CAPITALS}[\\]_!-.@`, 1, 24),
      of(`${ASCII}éÿ书台\u{20bb7}\u0001\ud800`, 0, 12),
    );
    fc.assert(
      fc.property(scheme, text, (which, given) => {
        const packed = compact(which, given);
        expect(packed && expand(which, packed)).toBe(packed && given);
      }),
      { numRuns: 300 },
    );
  });

  it('reads no bytes that no writer makes', () => {
    const scheme = fc.constantFrom<TextScheme>(1, 2, 3, 4, 5, 6, 7);
    fc.assert(
      fc.property(scheme, fc.uint8Array({ maxLength: 12 }), (which, given) => {
        const text = expand(which, given);
        if (text === null || (which === 4 && text.endsWith(' '))) return;
        // One digit alone is written as ISO 8859-1; everything else is written just so.
        const again = compact(which, text) ?? given;
        expect(toHex(again)).toBe(toHex(given));
      }),
      { numRuns: 1000 },
    );
    expect(expand(1, bytes('05'))).toBeNull();
    expect(expand(1, bytes('000100'))).toBeNull();
    expect(expand(2, bytes('0F1F'))).toBeNull();
    expect(expand(3, bytes('0A23A1'))).toBeNull();
    expect(expand(4, bytes('510CF9CEF236CF7C'))).toBeNull();
    expect(expand(7, bytes('E4B9'))).toBeNull();
    expect(expand(6, bytes('4100'))).toBeNull();
    expect(expand(5, new Uint8Array())).toBeNull();
  });
});

describe('ISIL', () => {
  it.each([
    ['CN-110108-1-NLC', '1B81E110108A1AC7307F'],
    ['US-InU-Mu', 'ACC09EBAA06F6B'],
  ])('%s', (isil, hex) => {
    expect(unpackIsil(bytes(hex))).toBe(isil);
    const packed = packIsil(isil) ?? new Uint8Array();
    expect(unpackIsil(packed)).toBe(isil);
    expect(packed.length).toBeLessThanOrEqual(hex.length / 2);
  });

  it('gives back every ISIL, and takes nothing else', () => {
    fc.assert(
      fc.property(of(`${CAPITALS}abcxyz${DIGITS}/:-`, 1, 16), (isil) => {
        expect(unpackIsil(packIsil(isil) ?? new Uint8Array())).toBe(isil);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (given) => {
        const isil = unpackIsil(given);
        expect(isil === null || isIsil(isil)).toBe(true);
      }),
    );
    expect(packIsil('中-1')).toBeNull();
    expect(packIsil('A'.repeat(17))).toBeNull();
  });
});
