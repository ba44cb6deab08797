// LC and Dewey order: what another implementation makes of a list, and published lists.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL_NUMBERS } from './call-number-parts.ts';
import { callKey, isReadable } from './call-number.ts';

const LC = { ...DEFAULT_CALL_NUMBERS, scheme: 'lc' as const };
const DEWEY = { ...DEFAULT_CALL_NUMBERS, scheme: 'dewey' as const };

/** Number and what Debian's Library::CallNumber::LC 0.23 normalizes it to, in the order of the latter. */
const ORACLE = readFileSync(
  resolve(import.meta.dirname, '../../../tests/fixtures/lc-call-numbers.tsv'),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => line.split('\t')[0] ?? '');

/** solrmarc's `properOrderList` without `M5 .L3 K2 VOL.1` before `M5 L3 K.3`, which no decimal order of cutters allows. */
const PROPER = `AB9 L3;AB9.22 L3;ABR92.L3;B8.14 L3;B9 20th L3;B9 2000;B9 2000 35TH;B9 2000 L3;B9 L3;B9 SVAR .L3;
B9.2 2000 L3;B9.2 L3;B9.22 L3;B82 2000 L3;B82 L3;B82.2 1990 L3;B82.2 L3;B820 2000 L3;B820.2 2000 L3;B820.2 L3;B822 L3;
B8200 L3;B8220 L3;M5 K4;M5 .L;M5 L299;M5 L3 1902;M5 L3 1902 V.2;M5 L3 1902 V2;M5 .L3 1902 V2 TANEYTOWN;M5 L3 1902V;
M5 .L3 2000 .K2 1880;M5 .L3 K.2,13 2001;M5.L3.K2;M5 .L3 K2 1880;M5 .L3 K2 1880 M;M5 .L3 K2 1880 .Q2 1777;M5 .L3 K2 1882;
M5 .L3 K2 D MAJ 1880;M5 .L3 K2 K.240;M5 .L3 K2 K.240 1880 F;M5 .L3 K2 M V.1;M5 .L3 K2 NO.1 1880;
M5 .L3 K2 OP.7:NO.6 1880;M5 .L3 K2 OP.7:NO.6 1882;M5 .L3 K2 OP.7:NO.51 1880;M5 .L3 K2 OP.8;M5 .L3 K2 OP.79;
M5 .L3 K2 OP.789;M5 .L3 K2 Q2 1880;M5 .L3 K2 Q2 .A1;M5 .L3 K2 .Q2 MD:CRAPO*DMA 1981;M5 .L3 K2 VOL.1|
M5 L3 K.3;M5 L3 K.25;M5 L3 K.240 1900;M5 L3 K.240 1900Z;M5 L3 K.240 1900Z M;M5 L3 K.240D B;M5 L3 .K240;M5 L3 K240 1900;
M5 L3 K240 DB;M5 .L3 K240A;M5 .L3 K240B M;M5 L3 V.188;M5 L3 V188;M5 L31;M5 L31902;M5 M2`;

const inOrder = (numbers: readonly string[], options: typeof LC | typeof DEWEY) =>
  numbers.toReversed().toSorted((a, b) => (callKey(a, options) < callKey(b, options) ? -1 : 1));

describe('Library of Congress', () => {
  it('agrees with another implementation', () => {
    expect(ORACLE.length).toBeGreaterThan(100);
    expect(inOrder(ORACLE, LC)).toEqual(ORACLE);
  });

  it.each(PROPER.split('|'))('sorts the hard cases %#', (part) => {
    const numbers = part.split(';').map((each) => each.trim());
    expect(inOrder(numbers, LC)).toEqual(numbers);
  });

  it('sorts Koha’s list', () => {
    const numbers = [
      'QC100 .U57 NO. 555 1986',
      'QC145 .A57 V.12 1980',
      'QC145.45 .H4 D65 1998',
      'QC995 .E29 1997',
      'SB410.A26 I75 2000',
      'SB410.9 .P26 1993',
    ];
    expect(inOrder(numbers, LC)).toEqual(numbers);
  });

  it('reads no number without a class', () => {
    expect(isReadable('2008 .A1', LC)).toBe(false);
    expect(isReadable('QA', LC)).toBe(false);
    expect(callKey('FICTION', LC) > callKey('ZZZ99 .Z9', LC)).toBe(true);
  });
});

describe('Dewey', () => {
  it.each([
    ['001.42', '005.13', '005.133', '5.2', '813.54 A1', '813.54 A12', '813.54 A2'],
    ['123', '123 456', '123.5'],
    ['971 P23', '971 P23 v.1', '971/P23w/v.1-2/pt.8', '971.01 P23w v.1-2 pt.6-7', '971.1'],
    ['813 v.2', '813 v.10', '813 V12'],
    ['971.01', 'ABC123 456', 'REF 005.13', 'REF 971'],
  ])('sorts %s …', (...numbers) => {
    expect(inOrder(numbers, DEWEY)).toEqual(numbers);
  });

  it('gives zeros at the end of a decimal no value', () => {
    expect(callKey('971.010', DEWEY)).toBe(callKey('971.01', DEWEY));
    expect(callKey('abc123 456', DEWEY)).toBe(callKey('ABC 123.456', DEWEY));
    expect(callKey('FIC SMI', DEWEY) > callKey('ZZZ 999', DEWEY)).toBe(true);
  });
});
