// The two things that become of what counts: values of a figure, and the rows behind one of its points.

import type { Measure, Sink } from './gathering.ts';
import { emptySample } from './percentiles.ts';
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

class Growing {
  values = new Float64Array(16);
  add(index: number, value: number): void {
    while (index >= this.values.length) {
      const grown = new Float64Array(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[index] = (this.values[index] ?? 0) + value;
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

/** Makes a sink of values. */
export function tallyOf(series: number, measure: Measure): Tally {
  const of = () => Array.from({ length: series }, () => new Growing());
  const [sums, cases, sumSpans, caseSpans] = [of(), of(), of(), of()];
  const samples: Sample[][] = Array.from({ length: series }, () => []);
  const sampleAt = (place: number, category: number): Sample => {
    const list = (samples[place] ??= []);
    return (list[category] ??= emptySample());
  };
  const sink: Sink = {
    hit(category, place, _n, value, weight = 1) {
      if (measure === 'percentiles') sampleAt(place, category).ended.push(value);
      else sums[place]?.add(category, value);
      cases[place]?.add(category, weight);
    },
    lasting(category, place, _n, value) {
      sampleAt(place, category).open.push(value);
      cases[place]?.add(category, 1);
    },
    span(place, from, before, _n, value) {
      sumSpans[place]?.add(from, value);
      sumSpans[place]?.add(before, -value);
      caseSpans[place]?.add(from, 1);
      caseSpans[place]?.add(before, -1);
    },
  };
  const empty = new Float64Array(0);
  return {
    sink,
    gathered: (categories) =>
      samples.map((list, place) => ({
        sums: withSpans(sums[place]?.values ?? empty, sumSpans[place]?.values ?? empty, categories),
        cases: withSpans(
          cases[place]?.values ?? empty,
          caseSpans[place]?.values ?? empty,
          categories,
        ),
        samples: Array.from({ length: categories }, (_, index) => list[index] ?? emptySample()),
      })),
  };
}

/** One request behind a point, with its part in it. */
export interface Part {
  n: number;
  value: number;
}

/** A sink that keeps the rows of some categories and one series. */
export function partsOf(categories: ReadonlySet<number>, series: number, measure: Measure) {
  const parts: Part[] = [];
  const summed = new Map<number, number>();
  const add = (n: number, value: number) => {
    if (measure === 'sum') summed.set(n, (summed.get(n) ?? 0) + value);
    else parts.push({ n, value });
  };
  const sink: Sink = {
    hit(at, place, n, value) {
      if (place === series && categories.has(at)) add(n, value);
    },
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
    parts: (): Part[] => [
      ...parts,
      ...[...summed].filter(([, value]) => value !== 0).map(([n, value]) => ({ n, value })),
    ],
  };
}
