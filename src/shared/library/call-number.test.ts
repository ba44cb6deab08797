import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL_NUMBERS } from './call-number-parts.ts';
import type { CallNumberOptions } from './call-number-parts.ts';
import { callKey, callNumberOptions, isReadable } from './call-number.ts';
import { COMMON_POLICIES, policiesOf, policyProblem } from './policies.ts';

/** Each line is in shelf order: published example first, then dp2's own test lists. */
const ASCENDING = [
  'R711 R711-62 R711(711) R711(711)=535 R711=6 R711<326> R711:R83 R711+R173 R711.1',
  'B B-43 B0 B3 E27 E512 TM92 TU201 X799',
  'B-49 B-53 B-61 B0 B0-0 B0-53 B1',
  'TP3 TP3-43 TP3-61 TP30 TP301 TP301.1',
  'B021 B022 B022.2 C532 C54 D035.37 D035.4 TM101 TM90',
  'H319.4-43 H319.4:I234',
  'H319-43 H319:A312 H319:D312-42 H319:TP311 H319:X256 H319:X256-42',
  'H319:A112 H319:S312 H319:T311 H319:TB312 H319:TV312 H319:U312 H319:V311 H319:Z256',
  'Z88:C Z88:F Z89:B Z89:H Z89:K Z89:T',
  'J333/G251 J333(512)/G251',
  'K835.617/E43A K835.617/S931 K835.617/W365 K835.617=43/S894',
  'K827/Z763A K827/Z763B K827/Z763Y K827/Z763AA',
  'I247.5/A001 I247.5/A001A I247.5/A002 I247.5/B010 I247.5/Z256',
  'I247.58/J822-2(14) I247.58/J822-2(15) I247.58/J822-2(32)',
  'H360.41-42/L338(1)1 H360.41-42/L338(1)2 H360.41-42/L338(2)2',
  'J5/J559B(1)2 J5/J559T(1) J5/J559W(2) J5/J559AJ(1) J5/J559AJ(2)',
  'T1 TP1',
  'F-43 F0',
  'TP312 TP312A TP312AL TP312C TP312C-43 TP312C++ TP312JA TP312-43',
  'I247.5/2 I247.5/1234',
  'I247.5/L95 I247.5/L95-2 I247.5/L95(2) I247.5/L95:2 I247.5/L95:10',
  'I247.5/12/v.2 I247.5/12/v.10',
  'I247.5/12/上 I247.5/12/中 I247.5/12/下',
  'I247.5/12:第2册 I247.5/12:第十册',
  'K204/1:第一册 K204/1:第十册 K204/1:第十二册 K204/1:第二十册 K204/1:第二十一册 K204/1:第30册 K204/1:第一百零三册 K204/1:一九九八',
  'K20-42 K20-42/15',
  'J333(512)/G251 J333(512-4)/A1',
  'O13-43/T44=3 O13-43/T44=3:2 O13-43/T44=3:12',
  'D923.05/1 D923.05/2 I561.45/9 I561.45/12',
];

const sorted = (numbers: readonly string[], options?: CallNumberOptions) =>
  numbers.toReversed().toSorted((a, b) => (callKey(a, options) < callKey(b, options) ? -1 : 1));

/** The order of signs with the closing ones, and where letters and digits come among them. */
const ORDER = '-()"=<>:+.';

/** A slow second computation from the rule's words: lines, in them runs of letters and digits and single signs. */
function compareSlowly(a: string, b: string): number {
  const linesOf = (text: string) => text.split('/');
  const piecesOf = (line: string) => line.match(/[A-Z]+|\d+|./gu) ?? [];
  const rank = (piece: string) =>
    /^[A-Z]/u.test(piece) ? 0 : /^\d/u.test(piece) ? 99 : ORDER.indexOf(piece) + 1;
  const [as, bs] = [linesOf(a), linesOf(b)];
  for (let line = 0; line < Math.max(as.length, bs.length); line += 1) {
    const [one, other] = [as[line], bs[line]];
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    const plain = (text: string) => piecesOf(line === 0 ? text.replaceAll('.', '') : text);
    const [ones, others] = [plain(one), plain(other)];
    for (let at = 0; at < Math.max(ones.length, others.length); at += 1) {
      const [x, y] = [ones[at], others[at]];
      if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
      if (rank(x) !== rank(y)) return rank(x) - rank(y);
      const width = line === 0 ? 0 : Math.max(x.length, y.length);
      const [p, q] = [x.padStart(width, '0'), y.padStart(width, '0')];
      if (p !== q) return p < q ? -1 : 1;
    }
  }
  return 0;
}

const letters = fc.constantFrom('A', 'B', 'C', 'D', 'K', 'I', 'T', 'TP', 'TB', 'X', 'Z');
const digits = fc.integer({ min: 0, max: 999 }).map(String);
const sign = fc.constantFrom('-', '=', ':', '+', '.');
const tail = fc.oneof(
  fc.tuple(sign, digits).map(([s, d]) => s + d),
  fc.tuple(fc.constantFrom(':', '+'), letters, digits).map((each) => each.join('')),
  digits.map((d) => `(${d})`),
  fc.tuple(fc.constantFrom('C', 'JA', 'V'), digits).map((each) => each.join('')),
);
const classLine = fc
  .tuple(letters, digits, fc.array(tail, { maxLength: 2 }))
  .map(([l, d, t]) => l + d + t.join(''));
const itemLine = fc
  .tuple(
    fc.constantFrom('', 'A', 'L', 'Z', 'AB'),
    digits,
    fc.array(fc.oneof(tail, fc.constantFrom('A', 'B', 'AA')), { maxLength: 2 }),
  )
  .map(([l, d, t]) => l + d + t.join(''));
const number = fc
  .tuple(classLine, fc.array(itemLine, { maxLength: 2 }))
  .map(([line, items]) => [line, ...items].join('/'))
  // A sign at the end of a line says nothing that its opening did not say; the slow way does not know that.
  .filter((text) => !/[)](?:\/|$)/u.test(text));

describe('call numbers of the Chinese Library Classification', () => {
  it.each(ASCENDING)('puts %s in shelf order', (line) => {
    const numbers = line.split(' ');
    expect(sorted(numbers)).toEqual(numbers);
  });

  it('gives no two of a list the same key', () => {
    for (const line of ASCENDING) {
      const keys = line.split(' ').map((each) => callKey(each));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('agrees with the rule followed piece by piece', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        const [one, other] = [callKey(a), callKey(b)];
        const byKey = one < other ? -1 : one > other ? 1 : 0;
        expect([a, b, byKey]).toEqual([a, b, Math.sign(compareSlowly(a, b))]);
      }),
      { numRuns: 700 },
    );
  });

  it('folds full-width forms, dashes and brackets', () => {
    expect(callKey('Ｒ７１１（７１１）＝５３５')).toBe(callKey('R711(711)=535'));
    expect(callKey('Ｒ７１１〈３２６〉')).toBe(callKey('R711<326>'));
    expect(callKey('R711＜326＞')).toBe(callKey('R711<326>'));
    expect(callKey('R711：R83　')).toBe(callKey('R711:R83'));
    expect(callKey('R711－62')).toBe(callKey('R711-62'));
    expect(callKey('K28“5”')).toBe(callKey('K28"5"'));
    expect(callKey('I561.45/ 12')).toBe(callKey('i561.45/12'));
  });

  it('leaves location prefixes out', () => {
    const plain = callKey('I247.5/2');
    for (const each of [
      '{北库}I247.5/2',
      '{北库}/I247.5/2',
      '{ns}特藏/I247.5/2',
      '特藏 I247.5/2',
    ]) {
      expect(callKey(each)).toBe(plain);
    }
  });

  it('puts what cannot be read last, and says so', () => {
    for (const each of ['', '???', '/12', '123.4', '未编目', 'HELLO']) {
      expect(isReadable(each, DEFAULT_CALL_NUMBERS)).toBe(false);
      expect(callKey(each) > callKey('Z99/ZZ9')).toBe(true);
      expect(callKey(each) < '~').toBe(true);
    }
    expect(isReadable('TP312C++/5', DEFAULT_CALL_NUMBERS)).toBe(true);
  });

  it('compares item numbers as numbers, however long', () => {
    const digitsOf = fc.bigInt({ min: 0n, max: 10n ** 20n });
    fc.assert(
      fc.property(digitsOf, digitsOf, (a, b) => {
        expect(callKey(`I247.5/${a}`) < callKey(`I247.5/${b}`)).toBe(a < b);
      }),
    );
  });
});

describe('open points', () => {
  const options = (over: Partial<CallNumberOptions>) => ({ ...DEFAULT_CALL_NUMBERS, ...over });
  const inOrder = (line: string, over: Partial<CallNumberOptions>) =>
    sorted(line.split(' '), options(over)).join(' ') === line;

  it('letters after signs', () => {
    expect(inOrder('TP312 TP312-43 TP312C TP312C-43 TP3121', { letters: 'after_signs' })).toBe(
      true,
    );
  });

  it('the order of the signs of item lines', () => {
    expect(inOrder('I2/S623 I2/S623(2) I2/S623-2(1)', { itemSigns: '(-"=<:+.' })).toBe(true);
  });

  it('letters of item lines as in a dictionary', () => {
    expect(inOrder('I2/S45 I2/SM3 I2/T2', { itemLetters: 'alphabetical' })).toBe(true);
    expect(inOrder('I2/S45 I2/T2 I2/SM3', {})).toBe(true);
  });

  it('the recommendation mark', () => {
    expect(inOrder('D0 D0a D0-1 D01', { mark: 'first', letters: 'after_signs' })).toBe(true);
    expect(inOrder('D0 D0-1 D0a D01', { mark: 'letter', letters: 'after_signs' })).toBe(true);
    expect(callKey('D0a', options({ mark: 'ignored' }))).toBe(callKey('D0'));
  });

  it('come from the library’s settings, the scheme by collection', () => {
    const row = (id: string, value: unknown) => ({ id, ver: 1, value });
    const policies = policiesOf(COMMON_POLICIES, [
      row('call_number.schemes', ['N-WEST=lc', 'N=X=dewey']),
      row('call_number.mark', 'first'),
    ]);
    expect(callNumberOptions(policies)).toMatchObject({ scheme: 'clc', mark: 'first' });
    expect(callNumberOptions(policies, { code: 'N-WEST' }).scheme).toBe('lc');
    expect(callNumberOptions(policies, { code: 'N=X' }).scheme).toBe('dewey');
    expect(callNumberOptions(policies, { code: 'N' }).scheme).toBe('clc');
  });

  it('are refused where nothing could be sorted by them', () => {
    const problem = (key: string, value: unknown) => policyProblem(COMMON_POLICIES, key, value);
    expect(problem('call_number.item_signs', '(-"=<:+.')).toBe(null);
    expect(problem('call_number.item_signs', '((((((((')).toBe('wrong_format');
    expect(problem('call_number.scheme', 'udc')).toBe('wrong_format');
    expect(problem('call_number.schemes', ['N-WEST=lc'])).toBe(null);
    expect(problem('call_number.schemes', ['N-WEST'])).toBe('wrong_format');
  });
});
