// How far a figure can be trusted: 95 % intervals of a share and of a ratio of sums.

/** A figure with the interval that covers its true value 95 times in 100. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** Standard normal quantile of 97.5 %. */
const Z = 1.959963984540054;

/**
 * A share with Wilson's score interval, which stays within 0 and 1 and holds for shares near them.
 * Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209; recommended by Brown, Cai and DasGupta, Stat. Sci. 16 (2001) 101.
 */
export function shareEstimate(good: number, of: number): Estimate {
  const value = good / of;
  const zz = (Z * Z) / of;
  const middle = (value + zz / 2) / (1 + zz);
  const half = (Z / (1 + zz)) * Math.sqrt((value * (1 - value)) / of + zz / (4 * of));
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * Student's quantile of 97.5 % by its expansion in 1 ÷ degrees of freedom; within 0.5 % from four degrees on.
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.
 */
export function studentQuantile(degrees: number): number {
  const z2 = Z * Z;
  const one = (z2 + 1) / 4;
  const two = ((5 * z2 + 16) * z2 + 3) / 96;
  const three = (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
  const four = ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) / 92_160;
  return Z * (1 + one / degrees + two / degrees ** 2 + three / degrees ** 3 + four / degrees ** 4);
}

/**
 * Σ actual ÷ Σ expected with an interval on the logarithmic scale, so that twice as long and half as long weigh the same
 * and nothing falls below 0. What is done on one day hangs together (a round, a crate), so days are what varies: the
 * linearized variance of a ratio over clusters. Source: W. G. Cochran, Sampling Techniques, 3rd ed. (1977), 6.3 and 9A.
 * `days` has at least two entries and sums that are not 0.
 */
export function ratioEstimate(days: readonly { actual: number; expected: number }[]): Estimate {
  const sum = (of: 'actual' | 'expected') => days.reduce((total, day) => total + day[of], 0);
  const expected = sum('expected');
  const value = sum('actual') / expected;
  const count = days.length;
  const squares = days.reduce((total, day) => total + (day.actual - value * day.expected) ** 2, 0);
  const error = Math.sqrt((squares * count) / (count - 1)) / expected;
  const spread = Math.exp((studentQuantile(count - 1) * error) / value);
  return { value, low: value / spread, high: value * spread };
}
