// Percentiles of durations of which some have not ended: the nearest rank, or Kaplan–Meier where many have not.

import { Minutes } from './minutes.ts';

/** Durations of a group, in whole minutes. */
export interface Sample {
  /** Durations that ended; any order. */
  ended: Minutes;
  /** How long the others have lasted so far. */
  open: Minutes;
}

/** An empty one. */
export function emptySample(): Sample {
  return { ended: new Minutes(), open: new Minutes() };
}

/** Several samples as one. */
export function joinSamples(samples: readonly Sample[]): Sample {
  const joined = emptySample();
  for (const { ended, open } of samples) {
    joined.ended.append(ended);
    joined.open.append(open);
  }
  return joined;
}

/** From this share of open ones on they are reckoned with as censored. */
const MANY_OPEN = 0.1;
/** Keeps shares that are no binary fractions from passing a rank that they only reach. */
const TINY = 1e-9;

/** Cases of a sample. */
export function sizeOf({ ended, open }: Sample): number {
  return ended.length + open.length;
}

/** Whether Kaplan–Meier is used: more than a tenth have not ended. */
export function hasManyOpen(sample: Sample): boolean {
  return sample.open.length > MANY_OPEN * sizeOf(sample);
}

/** For each share the smallest value that at least as many of all values do not exceed (nearest rank). */
function nearestRanks(minutes: Minutes, shares: readonly number[]): (number | null)[] {
  const ranks = shares.map((share) => Math.max(1, Math.ceil(share * minutes.length - TINY)));
  const found = shares.map((): number | null => null);
  let passed = 0;
  minutes.each((value, count) => {
    passed += count;
    for (const [place, rank] of ranks.entries()) if (rank <= passed) found[place] ??= value;
    return !found.includes(null);
  });
  return found;
}

function joined({ ended, open }: Sample): Minutes {
  if (open.length === 0) return ended;
  const both = new Minutes();
  both.append(ended);
  both.append(open);
  return both;
}

/**
 * Kaplan–Meier: S(t) = Π over the ends up to t of (1 − ends at t ÷ cases that lasted to t); the percentile is the
 * first t with S(t) ≤ 1 − share, null where S never falls so low. Source: E. L. Kaplan, P. Meier, Nonparametric
 * estimation from incomplete observations, J. Am. Stat. Assoc. 53 (1958) 457–481.
 */
function kaplanMeier({ ended, open }: Sample, share: number): number | null {
  const lasted: [value: number, count: number][] = [];
  open.each((value, count) => lasted.push([value, count]) < 0);
  let surviving = 1;
  let atRisk = ended.length + open.length;
  let next = 0;
  let found: number | null = null;
  ended.each((at, ends) => {
    for (; (lasted[next]?.[0] ?? Infinity) < at; next += 1) atRisk -= lasted[next]?.[1] ?? 0;
    surviving *= 1 - ends / atRisk;
    atRisk -= ends;
    if (surviving <= 1 - share + TINY) found = at;
    return found !== null;
  });
  return found;
}

/**
 * Percentiles of a sample, in its unit. Open cases enter with what they have lasted so far, and as censored
 * (Kaplan–Meier) once more than a tenth are open; null without cases, or where too many are open to tell.
 */
export function percentilesOf(sample: Sample, shares: readonly number[]): (number | null)[] {
  if (hasManyOpen(sample)) return shares.map((share) => kaplanMeier(sample, share));
  return nearestRanks(joined(sample), shares);
}
