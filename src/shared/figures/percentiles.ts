// Percentiles of durations of which some have not ended: the nearest rank, or Kaplan–Meier where many have not.

/** Durations of a group. */
export interface Sample {
  /** Durations that ended; any order. */
  ended: number[];
  /** How long the others have lasted so far. */
  open: number[];
}

/** An empty one. */
export function emptySample(): Sample {
  return { ended: [], open: [] };
}

/** From this share of open ones on they are reckoned with as censored. */
const MANY_OPEN = 0.1;

/** Cases of a sample. */
export function sizeOf({ ended, open }: Sample): number {
  return ended.length + open.length;
}

/** Whether Kaplan–Meier is used: more than a tenth have not ended. */
export function hasManyOpen(sample: Sample): boolean {
  return sample.open.length > MANY_OPEN * sizeOf(sample);
}

function sorted(values: readonly number[]): Float64Array {
  return Float64Array.from(values).toSorted();
}

/** Smallest value that at least a share of all values does not exceed (nearest rank). */
function nearestRank(values: Float64Array, share: number): number | null {
  if (values.length === 0) return null;
  return values[Math.max(1, Math.ceil(share * values.length - 1e-9)) - 1] ?? null;
}

/**
 * Kaplan–Meier: S(t) = Π over the ends up to t of (1 − ends at t ÷ cases that lasted to t); the percentile is the
 * first t with S(t) ≤ 1 − share, null where S never falls so low. Source: E. L. Kaplan, P. Meier, Nonparametric
 * estimation from incomplete observations, J. Am. Stat. Assoc. 53 (1958) 457–481.
 */
function kaplanMeier(ended: Float64Array, open: Float64Array, share: number): number | null {
  let surviving = 1;
  let censored = 0;
  for (let index = 0; index < ended.length;) {
    const at = ended[index] ?? 0;
    while ((open[censored] ?? Infinity) < at) censored += 1;
    const atRisk = ended.length - index + (open.length - censored);
    let ends = 0;
    while (ended[index + ends] === at) ends += 1;
    surviving *= 1 - ends / atRisk;
    if (surviving <= 1 - share + 1e-9) return at;
    index += ends;
  }
  return null;
}

/**
 * Percentiles of a sample, in its unit. Open cases enter with what they have lasted so far, and as censored
 * (Kaplan–Meier) once more than a tenth are open; null without cases, or where too many are open to tell.
 */
export function percentilesOf(sample: Sample, shares: readonly number[]): (number | null)[] {
  if (!hasManyOpen(sample)) {
    const all = sorted([...sample.ended, ...sample.open]);
    return shares.map((share) => nearestRank(all, share));
  }
  const ended = sorted(sample.ended);
  const open = sorted(sample.open);
  return shares.map((share) => kaplanMeier(ended, open, share));
}
