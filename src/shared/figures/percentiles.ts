// Percentiles of durations of which some have not ended: the nearest rank, or Kaplan–Meier where many have not.

/** Whole numbers that grow in number; packed, since there may be hundreds of thousands. */
export class Minutes {
  #values = new Uint32Array(64);
  length = 0;
  /** The largest of them. */
  most = 0;

  push(value: number): void {
    if (this.length === this.#values.length) this.#grow(this.length * 2);
    this.#values[this.length] = value;
    if (value > this.most) this.most = value;
    this.length += 1;
  }

  /** Adds all of another's. */
  append(other: Minutes): void {
    const length = this.length + other.length;
    if (length > this.#values.length) this.#grow(Math.max(length, this.#values.length * 2));
    this.#values.set(other.values(), this.length);
    this.most = Math.max(this.most, other.most);
    this.length = length;
  }

  values(): Uint32Array {
    return this.#values.subarray(0, this.length);
  }

  #grow(size: number): void {
    const grown = new Uint32Array(size);
    grown.set(this.#values);
    this.#values = grown;
  }
}

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

/** Below so many values sorting is as fast as counting. */
const FEW = 2000;
/** How many minutes may be counted one by one for each value. */
const SPARSE = 16;

/** Sorts ascending: many values that lie close together by counting each minute. */
function sorted(minutes: Minutes): Uint32Array {
  const values = minutes.values();
  const { most } = minutes;
  if (values.length < FEW || most > values.length * SPARSE) return values.toSorted();
  const counts = new Uint32Array(most + 1);
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  const result = new Uint32Array(values.length);
  let place = 0;
  for (let value = 0; value <= most; value += 1) {
    const end = place + (counts[value] ?? 0);
    if (end > place) result.fill(value, place, end);
    place = end;
  }
  return result;
}

/** Smallest value that at least a share of all values does not exceed (nearest rank). */
function nearestRank(values: Uint32Array, share: number): number | null {
  if (values.length === 0) return null;
  return values[Math.max(1, Math.ceil(share * values.length - TINY)) - 1] ?? null;
}

/**
 * Kaplan–Meier: S(t) = Π over the ends up to t of (1 − ends at t ÷ cases that lasted to t); the percentile is the
 * first t with S(t) ≤ 1 − share, null where S never falls so low. Source: E. L. Kaplan, P. Meier, Nonparametric
 * estimation from incomplete observations, J. Am. Stat. Assoc. 53 (1958) 457–481.
 */
function kaplanMeier(ended: Uint32Array, open: Uint32Array, share: number): number | null {
  let surviving = 1;
  let censored = 0;
  for (let index = 0; index < ended.length;) {
    const at = ended[index] ?? 0;
    while ((open[censored] ?? Infinity) < at) censored += 1;
    const atRisk = ended.length - index + (open.length - censored);
    let ends = 0;
    while (ended[index + ends] === at) ends += 1;
    surviving *= 1 - ends / atRisk;
    if (surviving <= 1 - share + TINY) return at;
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
    const both = new Minutes();
    both.append(sample.ended);
    both.append(sample.open);
    const all = sorted(both);
    return shares.map((share) => nearestRank(all, share));
  }
  const ended = sorted(sample.ended);
  const open = sorted(sample.open);
  return shares.map((share) => kaplanMeier(ended, open, share));
}
