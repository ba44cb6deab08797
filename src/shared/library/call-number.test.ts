import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callKey } from './call-number.ts';

/** Each line is in shelf order: published example first, then dp2's own test lists (devices.md 4.1). */
const ASCENDING = [
  'R711 R711-62 R711(711) R711(711)=535 R711=6 R711<326> R711:R83 R711+R173 R711.1',
  'B B-43 B0 B3 E27 E512 TM92 TU201 X799',
  'TP3 TP3-43 TP3-61 TP30 TP301 TP301.1',
  'B021 B022 B022.2 D035.37 D035.4 TM101 TM90',
  'H319.4-43 H319.4:I234',
  'J333/G251 J333(512)/G251',
  'K835.617/E43A K835.617/S931 K835.617/W365 K835.617=43/S894',
  'I247.5/A001 I247.5/A001A I247.5/A002 I247.5/B010 I247.5/Z256',
  'T1 TP1',
  'F-43 F0',
  'TP312 TP312C TP312C-43 TP312-43',
  'I247.5/2 I247.5/1234',
  'I247.5/L95 I247.5/L95-2 I247.5/L95(2) I247.5/L95:2 I247.5/L95:10',
  'K20-42 K20-42/15',
  'TP311 TP32',
  'D035.37 D035.4',
];

describe('call number keys', () => {
  it.each(ASCENDING)('puts %s in shelf order', (line) => {
    const numbers = line.split(' ');
    const byKey = numbers.toReversed().toSorted((a, b) => (callKey(a) < callKey(b) ? -1 : 1));
    expect(byKey).toEqual(numbers);
  });

  it('gives no two of a list the same key', () => {
    for (const line of ASCENDING) {
      const keys = line.split(' ').map((number) => callKey(number));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('folds full-width forms and strips a location prefix', () => {
    expect(callKey('Ｒ７１１（７１１）＝５３５')).toBe(callKey('R711(711)=535'));
    expect(callKey('{北库}I247.5/2')).toBe(callKey('I247.5/2'));
  });

  it('puts letters after signs where the library says so', () => {
    const key = (number: string) => callKey(number, { letters: 'after_signs' });
    expect(key('TP312-43') < key('TP312C')).toBe(true);
  });

  it('compares item numbers as numbers', () => {
    fc.assert(
      fc.property(fc.nat(999_999), fc.nat(999_999), (a, b) => {
        const order = callKey(`I247.5/${a}`) < callKey(`I247.5/${b}`);
        expect(order).toBe(a < b);
      }),
    );
  });
});
