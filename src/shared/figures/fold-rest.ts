// Codes that are found while counting may be very many: the largest are shown, the rest as one.

import type { FigureSeries } from './names.ts';
import { emptySample, joinSamples } from './percentiles.ts';
import type { Gathered } from './sinks.ts';

/** Codes shown by name. */
export const MOST_CODES = 50;
/** Key of all the others. */
export const OTHER = 'other';

/** Which codes are shown, and which places each of them takes up. */
export interface Shown {
  keys: string[];
  places: number[][];
}

/** The most frequent codes, most first, and one for the rest. */
export function shownOf(keys: readonly string[], gathered: readonly Gathered[]): Shown {
  const cases = keys.map((_, place) =>
    gathered.reduce((sum, each) => sum + (each.cases[place] ?? 0), 0),
  );
  const order = keys
    .map((_, place) => place)
    .toSorted((a, b) => (cases[b] ?? 0) - (cases[a] ?? 0) || a - b);
  const first = order.slice(0, MOST_CODES);
  const rest = order.slice(MOST_CODES);
  const shown = {
    keys: first.map((place) => keys[place] ?? ''),
    places: first.map((each) => [each]),
  };
  return rest.length === 0
    ? shown
    : { keys: [...shown.keys, OTHER], places: [...shown.places, rest] };
}

/** What was gathered, by shown code. */
export function foldGathered(gathered: Gathered, { places }: Shown): Gathered {
  const sum = (values: Float64Array) =>
    Float64Array.from(places, (list) => list.reduce((all, place) => all + (values[place] ?? 0), 0));
  return {
    sums: sum(gathered.sums),
    cases: sum(gathered.cases),
    samples: places.map((list) =>
      joinSamples(list.map((place) => gathered.samples[place] ?? emptySample())),
    ),
  };
}

function sumOf({ values }: FigureSeries): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** Series by their sums, the largest first; those beyond `most` become one. */
export function largestFirst(all: readonly FigureSeries[], most: number): FigureSeries[] {
  const sorted = all.toSorted((a, b) => sumOf(b) - sumOf(a));
  const rest = sorted.slice(most);
  const [first] = rest;
  if (!first) return sorted;
  const values = first.values.map((value, place) =>
    value === null ? null : rest.reduce((sum, each) => sum + (each.values[place] ?? 0), 0),
  );
  return [...sorted.slice(0, most), { ...first, key: OTHER, values }];
}
