import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardKey, pointOfText, pointText } from './point-address.ts';

describe('the open point in the address', () => {
  it('is read back, whatever its category is called', () => {
    const card = cardKey({ figure: 'status', queue: 'reallocation', span: 'all' });
    fc.assert(
      fc.property(fc.string(), (category) => {
        const point = { card, series: 'requests', category };
        expect(pointOfText(pointText(point))).toEqual(point);
      }),
    );
  });

  it('is none where the address says none', () => {
    expect([undefined, '', 'status', 'status/requests', ['a']].map(pointOfText)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
