// The two things that become of what counts: values of a figure, and the rows behind one of its points.

import type { Measure, Sink } from './gathering.ts';
import { emptySample, sizeOf } from './percentiles.ts';
import type { Sample } from './percentiles.ts';

/** What came together for one series: by category, and for the whole. */
export interface Gathered {
  /** Σ of values by category. */
  sums: Float64Array;
  /** Number of cases by category. */
  cases: Float64Array;
  /** Durations by category, where percentiles are asked for. */
  samples: Sample[];
}

/** A sink of values, and what it has gathered. */
export interface Tally {
  sink: Sink;
  /** By series; `categories` is their final number. */
  gathered(categories: number): Gathered[];
}

/** Numbers by series and category in one packed table, which grows where codes are found while counting. */
class Table {
  readonly #series: number;
  #width: number;
  #values: Float64Array;

  constructor(series: number, width: number) {
    this.#series = series;
    this.#width = width;
    this.#values = new Float64Array(series * width);
  }

  add(series: number, category: number, value: number): void {
    if (category >= this.#width) this.#grow(category + 1);
    const place = series * this.#width + category;
    this.#values[place] = (this.#values[place] ?? 0) + value;
  }

  /** The numbers of one series. */
  row(series: number): Float64Array {
    return this.#values.subarray(series * this.#width, (series + 1) * this.#width);
  }

  #grow(least: number): void {
    const grown = new Table(this.#series, Math.max(least, this.#width * 2));
    for (let series = 0; series < this.#series; series += 1) {
      grown.row(series).set(this.row(series));
    }
    this.#width = grown.#width;
    this.#values = grown.#values;
  }
}

/** Differences that a running sum makes into what lasted from one category to before another. */
function withSpans(values: Float64Array, steps: Float64Array, categories: number): Float64Array {
  const made = new Float64Array(categories);
  let running = 0;
  for (let index = 0; index < categories; index += 1) {
    running += steps[index] ?? 0;
    made[index] = (values[index] ?? 0) + running;
  }
  return made;
}

/** Makes a sink of values; `categories` is how many there are at least. */
export function tallyOf(series: number, measure: Measure, categories: number): Tally {
  const table = () => new Table(series, categories + 1);
  const [sums, cases, sumSpans, caseSpans] = [table(), table(), table(), table()];
  const samples: Sample[][] = Array.from({ length: series }, () => []);
  const sampleAt = (place: number, category: number): Sample => {
    const list = (samples[place] ??= []);
    return (list[category] ??= emptySample());
  };
  const sampled = (category: number, place: number, _n: number, value: number) => {
    (samples[place]?.[category] ?? sampleAt(place, category)).ended.push(value);
  };
  const summed: Sink['hit'] = (category, place, _n, value, weight = 1) => {
    sums.add(place, category, value);
    cases.add(place, category, weight);
  };
  const isSampled = measure === 'percentiles';
  const sink: Sink = {
    hit: isSampled ? sampled : summed,
    hits(category, place, _numbers, values, length) {
      if (isSampled) sampleAt(place, category).ended.pushAll(values, length);
      else for (let at = 0; at < length; at += 1) summed(category, place, 0, values[at] ?? 0);
    },
    among(category, place, value, weight) {
      if (value !== 0) sums.add(place, category, value);
      cases.add(place, category, weight);
    },
    lasting(category, place, _n, value) {
      sampleAt(place, category).open.push(value);
    },
    span(place, from, before, _n, value) {
      sumSpans.add(place, from, value);
      sumSpans.add(place, before, -value);
      caseSpans.add(place, from, 1);
      caseSpans.add(place, before, -1);
    },
  };
  return {
    sink,
    gathered: (final) =>
      samples.map((list, place) => {
        const all = Array.from({ length: final }, (_, index) => list[index] ?? emptySample());
        return {
          sums: withSpans(sums.row(place), sumSpans.row(place), final),
          cases: isSampled
            ? Float64Array.from(all, sizeOf)
            : withSpans(cases.row(place), caseSpans.row(place), final),
          samples: all,
        };
      }),
  };
}

/** One request behind a point, with its part in it: the sum of what it adds, else the mean of the times that it counts. */
export interface Part {
  n: number;
  value: number;
  /** How often it counts, where its part is a mean: visits, events. */
  times: number;
}

/** A sink that keeps the rows of some categories and one series, one a request. */
export function partsOf(categories: ReadonlySet<number>, series: number, measure: Measure) {
  const known = new Map<number, { sum: number; times: number }>();
  const add = (n: number, value: number) => {
    const part = known.get(n) ?? { sum: 0, times: 0 };
    part.sum += value;
    part.times += 1;
    known.set(n, part);
  };
  const isSum = measure === 'sum' || measure === 'count';
  const sink: Sink = {
    hit(at, place, n, value) {
      if (place === series && categories.has(at)) add(n, value);
    },
    hits(at, place, numbers, values, length) {
      if (place !== series || !categories.has(at)) return;
      for (let each = 0; each < length; each += 1) add(numbers[each] ?? 0, values[each] ?? 0);
    },
    among: () => undefined,
    lasting(at, place, n, value) {
      if (place === series && categories.has(at)) add(n, value);
    },
    span(place, from, before, n, value) {
      if (place !== series) return;
      for (const category of categories) if (from <= category && category < before) add(n, value);
    },
  };
  return {
    sink,
    /** Requests whose parts cancel each other out are none. */
    parts: (): Part[] =>
      [...known]
        .filter(([, { sum }]) => measure !== 'sum' || sum !== 0)
        .map(([n, { sum, times }]) => ({
          n,
          value: isSum ? sum : sum / times,
          times: isSum ? 1 : times,
        })),
  };
}
