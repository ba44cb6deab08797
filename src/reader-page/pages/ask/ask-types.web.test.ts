// Prices as people write them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fenOf, filled } from './ask-types.ts';

describe('a price', () => {
  it('is read to the fen as it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (fen) => {
        expect(fenOf((fen / 100).toFixed(2))).toBe(fen);
      }),
    );
    expect(['48', '¥ 48.5', '48,50', '４８．５０'].map(fenOf)).toEqual([4800, 4850, 4850, 4850]);
  });

  it('is none where it is something else', () => {
    for (const text of ['', '四十八', '1.234', '-3', '1e5', '48元', '1,234.50']) {
      expect(fenOf(text)).toBeNull();
    }
  });
});

it('what was left empty is not sent', () => {
  expect(filled({ a: '', b: 0, c: false, d: null, e: undefined, f: 'x' })).toEqual({
    b: 0,
    c: false,
    f: 'x',
  });
});
