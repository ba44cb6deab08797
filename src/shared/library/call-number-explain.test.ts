import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderSentence } from '../words/shelving-words.ts';
import { explainOrder } from './call-number-explain.ts';
import { CALL_NUMBER_SCHEMES, DEFAULT_CALL_NUMBERS } from './call-number-parts.ts';
import type { CallNumberScheme } from './call-number-parts.ts';
import { callKey } from './call-number.ts';

const why = (scheme: CallNumberScheme, a: string, b: string) =>
  explainOrder(a, b, { ...DEFAULT_CALL_NUMBERS, scheme });

describe('why one call number stands before another', () => {
  it.each([
    ['clc', 'TP311.13', 'TP311.131', 'fewer_digits'],
    ['clc', 'TP311', 'TP32', 'digits'],
    ['clc', 'TP312C', 'TP312-43', 'kinds'],
    ['clc', 'R711-62', 'R711(711)', 'signs'],
    ['clc', 'F-43', 'F0', 'kinds'],
    ['clc', 'T1', 'TP1', 'letters'],
    ['clc', 'I247.5/2', 'I247.5/1234', 'numbers'],
    ['clc', 'I247.5/Z763Y', 'I247.5/Z763AA', 'shorter_letters'],
    ['clc', 'K20-42', 'K20-42/15', 'nothing_before_something'],
    ['clc', 'TP31/9', 'TP31-4/2', 'class_ends'],
    ['clc', 'Z9', '???', 'unreadable'],
    ['clc', '!!', '???', 'both_unreadable'],
    ['clc', 'A1', 'a1', 'same'],
    ['lc', 'QA8', 'QA76.9', 'numbers'],
    ['lc', 'HF5381 .S5145', 'HF5381 .S515', 'decimals'],
    ['lc', 'M5 .L3', 'M5 .SVAR', 'letters'],
    ['lc', 'QC1 .A1 v.2', 'QC1 .A1 v.10', 'numbers'],
    ['clc', 'TP3011', 'TP301[2]', 'kinds'],
    ['lc', 'QC1 .A1 1999', 'QC1 .A1 v.1', 'kinds'],
    ['dewey', '971.01', '971.1', 'decimals'],
    ['dewey', '813 v.2', '813 v.10', 'numbers'],
    ['dewey', '813', 'REF 005', 'kinds'],
  ] as const)('%s: %s before %s is %s', (scheme, a, b, reason) => {
    expect(why(scheme, a, b)).toMatchObject({ reason, first: a, second: b });
    const turned = why(scheme, b, a);
    expect(turned.reason).toBe(reason);
    expect(turned.first).toBe(reason === 'same' ? b : a);
  });

  it('says it in words', () => {
    const told = why('clc', 'TP32/2', 'TP311/5');
    expect(orderSentence(told, 'zh')).toBe('“TP”之后，数字逐位比较，311 在 32 之前');
    expect(orderSentence(told, 'en')).toBe(
      'After “TP”, digits are compared one by one, and 311 stands before 32',
    );
  });

  it('names what differs where the two are of different kinds', () => {
    const said = (scheme: CallNumberScheme, a: string, b: string, mark: 'letter' | 'first') => {
      const told = explainOrder(a, b, { ...DEFAULT_CALL_NUMBERS, scheme, mark });
      return [orderSentence(told, 'zh'), orderSentence(told, 'en')];
    };
    expect(said('clc', 'TP301[2]', 'TP3011', 'letter')).toEqual([
      '“TP301”之后，“1”是数字，“[”是辅助符号，数字在前',
      'After “TP301”, “1” is a digit and “[” is a sign: a digit stands first',
    ]);
    expect(said('clc', 'TP311a', 'TP311C', 'first')[0]).toBe(
      '“TP311”之后，“a”是推荐标记，“C”是字母，推荐标记在前',
    );
    expect(said('lc', 'QC1 .A1 1999', 'QC1 .A1 v.1', 'letter')[0]).toMatch(
      /“1999”是年份，“V\.1”是卷册号，年份在前$/u,
    );
  });

  it('agrees with the keys and leaves no gap in a sentence', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.stringMatching(/^[A-T]{1,2}\d{1,3}(?:\.\d)?(?:[-=:(]\d)?(?:\/[A-Z]?\d{1,3})?$/u),
    );
    fc.assert(
      fc.property(text, text, fc.constantFrom(...CALL_NUMBER_SCHEMES), (a, b, scheme) => {
        const options = { ...DEFAULT_CALL_NUMBERS, scheme };
        const told = explainOrder(a, b, options);
        expect(callKey(told.first, options) <= callKey(told.second, options)).toBe(true);
        expect(told.reason === 'kinds' && told.oneKind === told.otherKind).toBe(false);
        expect(told.reason === 'same').toBe(callKey(a, options) === callKey(b, options));
        for (const language of ['zh', 'en'] as const) {
          expect(orderSentence(told, language)).not.toMatch(
            /\{(?:where|first|second|one|other|common|\w+Kind)\}|undefined/u,
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});
