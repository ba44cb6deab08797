// Thirty thousand codes: the most frequent by name, all the others as one, and nothing lost.
import { describe, expect, it } from 'vitest';
import { MOST_CODES, OTHER, foldGathered, largestFirst, shownOf } from './fold-rest.ts';
import { tallyOf } from './sinks.ts';

const MANY = 30_000;

describe('very many codes', () => {
  it('become fifty and one for the rest', () => {
    const keys = Array.from({ length: MANY }, (_, place) => `k${place}`);
    const tally = tallyOf(1, 'count', 1);
    // The later a code, the more of it.
    for (let place = 0; place < MANY; place += 1)
      tally.sink.hit(place, 0, place, 1 + place, 1 + place);
    const [gathered] = tally.gathered(MANY);
    if (!gathered) throw new Error('one series');
    const shown = shownOf(keys, [gathered]);
    expect(shown.keys).toHaveLength(MOST_CODES + 1);
    expect([shown.keys[0], shown.keys.at(-1)]).toEqual([`k${MANY - 1}`, OTHER]);
    const { sums } = foldGathered(gathered, shown);
    expect(sums[0]).toBe(MANY);
    expect(sums.reduce((sum, value) => sum + value, 0)).toBe((MANY * (MANY + 1)) / 2);
  });

  it('as series: the largest first, the rest added up, and no data stays none', () => {
    const series = [1, 2, 3].map((value) => ({
      key: `c${value}`,
      unit: 'loans' as const,
      values: [value, null],
      n: null,
    }));
    expect(largestFirst(series, 3).map(({ key }) => key)).toEqual(['c3', 'c2', 'c1']);
    expect(largestFirst(series, 1)).toMatchObject([
      { key: 'c3', values: [3, null] },
      { key: OTHER, values: [3, null] },
    ]);
  });
});
