// From what was gathered to the values of an answer: series, totals, and where there is no data.

import type { FigureDefinition } from './gathering.ts';
import type { FigureSeries, FigureValues } from './names.ts';
import { emptySample, hasManyOpen, joinSamples, percentilesOf, sizeOf } from './percentiles.ts';
import type { Gathered } from './sinks.ts';

/** A place on the axis. */
export type Category = FigureValues['categories'][number];

/** Where values stand, and where there can be none. */
export interface Axis {
  categories: readonly Category[];
  grain: FigureValues['grain'];
  /** Whether the library had data at all in a category: what lies before the first or after now is no zero. */
  hasData: readonly boolean[];
}

const SHARES = [0.5, 0.9];

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** What was gathered where there can be data; of what is to come nothing is known, whatever goes on. */
function whereData(gathered: readonly Gathered[], { hasData }: Axis): Gathered[] {
  const known = (index: number) => hasData[index] === true;
  return gathered.map(({ sums, cases, samples }) => ({
    sums: sums.map((sum, index) => (known(index) ? sum : 0)),
    cases: cases.map((count, index) => (known(index) ? count : 0)),
    samples: samples.map((sample, index) => (known(index) ? sample : emptySample())),
  }));
}

function countSeries(definition: FigureDefinition, gathered: readonly Gathered[], axis: Axis) {
  return definition.series.map(({ key, unit }, place): FigureSeries => {
    const sums = gathered[place]?.sums ?? [];
    const values = axis.categories.map((_, index) =>
      axis.hasData[index] === true ? (sums[index] ?? 0) : null,
    );
    return { key, unit, values, n: null };
  });
}

function meanSeries(definition: FigureDefinition, gathered: readonly Gathered[], axis: Axis) {
  return definition.series.map(({ key, unit }, place): FigureSeries => {
    const { sums, cases } = gathered[place] ?? { sums: [], cases: [] };
    const n = axis.categories.map((_, index) => cases[index] ?? 0);
    const values = n.map((count, index) =>
      count === 0 ? null : rounded((sums[index] ?? 0) / count),
    );
    return { key, unit, values, n };
  });
}

function percentileSeries(definition: FigureDefinition, [first]: readonly Gathered[], axis: Axis) {
  const samples = axis.categories.map((_, index) => first?.samples[index] ?? emptySample());
  const both = samples.map((sample) => percentilesOf(sample, SHARES));
  return definition.series.map(({ key, unit }, place): FigureSeries => ({
    key,
    unit,
    values: both.map((values) => values[place] ?? null),
    n: samples.map(sizeOf),
  }));
}

type Totals = FigureValues['totals'];

/** Over the whole period: sums by series and in all; of a stock what there is at its end. */
function countTotals(series: readonly FigureSeries[], isStock: boolean): Totals {
  const totals: Totals = {};
  let all: number | null = null;
  for (const { key, values } of series) {
    const known = values.filter((value) => value !== null);
    const sum = isStock ? known.at(-1) : total(known);
    totals[key] = known.length === 0 ? null : (sum ?? null);
    if (known.length > 0) all = (all ?? 0) + (sum ?? 0);
  }
  return { ...totals, total: all };
}

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function meanTotals(
  definition: FigureDefinition,
  gathered: readonly Gathered[],
  { hasData }: Axis,
): Totals {
  const totals: Totals = {};
  const isKnown = hasData.includes(true);
  for (const [place, { key }] of definition.series.entries()) {
    const { sums, cases } = gathered[place] ?? { sums: [], cases: [] };
    const n = total(cases);
    const sum = total(sums);
    totals[key] = n === 0 ? null : rounded(sum / n);
    totals[`${key}_n`] = isKnown ? n : null;
    totals[`${key}_sum`] = isKnown ? sum : null;
  }
  return totals;
}

function percentileTotals(
  definition: FigureDefinition,
  [first]: readonly Gathered[],
  { hasData }: Axis,
): Totals {
  if (!hasData.includes(true)) {
    const both = definition.codes ? {} : { p50: null, p90: null };
    return { ...both, n: null, open: null };
  }
  const samples = first?.samples ?? [];
  // Different stages are no one group: there is a middle of each, and none of all.
  if (definition.codes) {
    return {
      n: total(samples.map(sizeOf)),
      open: total(samples.map(({ open }) => open.length)),
    };
  }
  const all = joinSamples(samples);
  const [p50 = null, p90 = null] = percentilesOf(all, SHARES);
  return { p50, p90, n: sizeOf(all), open: all.open.length };
}

/** Whether anything was counted. */
function isEmpty(gathered: readonly Gathered[]): boolean {
  return gathered.every(({ cases, sums }) => ![...cases, ...sums].some((each) => each !== 0));
}

function notesOf(definition: FigureDefinition, gathered: readonly Gathered[]): string[] {
  if (isEmpty(gathered)) return ['no_data'];
  if (definition.measure !== 'percentiles') return [];
  const samples = gathered[0]?.samples ?? [];
  return [
    ...(samples.some(({ open }) => open.length > 0) ? ['open_counted'] : []),
    ...(samples.some(hasManyOpen) ? ['kaplan_meier'] : []),
  ];
}

/** Values and notes of a figure. */
export function valuesOf(
  definition: FigureDefinition,
  found: readonly Gathered[],
  axis: Axis,
): { values: FigureValues; notes: string[] } {
  const { measure } = definition;
  const gathered = whereData(found, axis);
  const counted = measure === 'count' || measure === 'sum';
  const make = counted ? countSeries : measure === 'mean' ? meanSeries : percentileSeries;
  const series = make(definition, gathered, axis);
  const totals = counted
    ? countTotals(series, definition.stock === true)
    : measure === 'mean'
      ? meanTotals(definition, gathered, axis)
      : percentileTotals(definition, gathered, axis);
  const { categories, grain } = axis;
  return {
    values: { axis: definition.axis, grain, categories: [...categories], series, totals },
    notes: notesOf(definition, gathered),
  };
}
