// Percentiles against a plain count, with and without cases that have not ended, few and many.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentileByHand } from '../../../tests/support/figure-oracle/by-hand.ts';
import { emptySample, percentilesOf } from './percentiles.ts';

function sampleOf(ended: readonly number[], open: readonly number[]) {
  const sample = emptySample();
  for (const value of ended) sample.ended.push(value);
  for (const value of open) sample.open.push(value);
  return sample;
}

const byHand = (ended: readonly number[], open: readonly number[], share: number) => {
  const part = { category: '', series: '', id: '', weight: 1, listed: true };
  const parts = [
    ...ended.map((value) => ({ ...part, value, open: false })),
    ...open.map((value) => ({ ...part, value, open: true })),
  ];
  return percentileByHand(parts, share);
};

const minutes = fc.array(fc.nat(40), { maxLength: 40 });

describe('percentiles', () => {
  it('equal a plain count of what is at risk', () => {
    fc.assert(
      fc.property(minutes, minutes, fc.constantFrom(0.5, 0.9, 0.1), (ended, open, share) => {
        expect(percentilesOf(sampleOf(ended, open), [share])).toEqual([byHand(ended, open, share)]);
      }),
    );
  });

  it('are the same for very many values, close together or far apart', () => {
    for (const spread of [300, 100_000_000]) {
      const values = Array.from({ length: 5000 }, (_, place) => (place * 7919) % spread);
      const sorted = values.toSorted((a, b) => a - b);
      expect(percentilesOf(sampleOf(values, []), [0.5, 0.9])).toEqual([sorted[2499], sorted[4499]]);
    }
  });

  it('do not guess: none without cases, none where nothing tells how long it takes', () => {
    expect(percentilesOf(emptySample(), [0.5, 0.9])).toEqual([null, null]);
    expect(percentilesOf(sampleOf([], [5, 6]), [0.5])).toEqual([null]);
    expect(percentilesOf(sampleOf([7], []), [0.5, 0.9])).toEqual([7, 7]);
    // A textbook case: 1, 2+, 3, 4+, 5 gives S = 0.8, 0.533, 0 at 1, 3, 5.
    expect(percentilesOf(sampleOf([1, 3, 5], [2, 4]), [0.2, 0.46, 0.5])).toEqual([1, 3, 5]);
  });
});
