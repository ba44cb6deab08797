// How a figure is counted: each sheet tells a sink which request counts where, and a sink makes values or rows of that.

import type { QueueDefinition } from '../queues/queue.ts';
import type { FigureSeries } from './names.ts';
import type { Sheet } from './sheet-columns.ts';

/** Takes what counts. `category` and `series` are places in the answer, `n` is the request's number. */
export interface Sink {
  /** Counts in one category; `weight` is what it adds to the number of cases. */
  hit(category: number, series: number, n: number, value: number, weight?: number): void;
  /** The first so many of two lists, number by number and value by value, counted in one category as `hit` would. */
  hits(
    category: number,
    series: number,
    numbers: Uint32Array,
    values: Uint32Array,
    length: number,
  ): void;
  /** Cases among which others were counted: `weight` of them with a sum of values; no rows are shown for these. */
  among(category: number, series: number, value: number, weight: number): void;
  /** A duration that has not ended. */
  lasting(category: number, series: number, n: number, value: number): void;
  /** Counts in every category from one to before another. */
  span(series: number, from: number, before: number, n: number, value: number): void;
}

/** Numbers of names that a request must have; null: any, -1: a name that nothing has. */
export interface Filter {
  campus: number | null;
  collection: number | null;
  category: number | null;
}

/** What is asked of the sheets of one queue. */
export interface Ask {
  definition: QueueDefinition;
  /** Names of states by their number. */
  states: readonly string[];
  /** Day numbers, both counted. */
  from: number;
  to: number;
  /** The last day that has come: the last of the period, or today if that comes first. */
  last: number;
  /** Steps of time; 1 where the axis is none of time. */
  steps: number;
  /** Place of the step that a day lies in; -1 outside the period. */
  stepOf(day: number): number;
  filter: Filter;
  /** Seconds since the epoch: the end of the period, or now if that comes first. */
  end: number;
  /** Whole open minutes between two seconds on the calendar of a campus (by number). */
  open(campus: number, a: number, b: number): number;
  /** Open days after the day of a up to the day of b. */
  openDays(campus: number, a: number, b: number): number;
  /** Place of a code that is found only while counting (a route, a fund). */
  categoryOf(key: string): number;
  /** Funds that the figure is about, by number. */
  funds: ReadonlySet<number>;
  /**
   * Loans of a request's copy in the 12 months from a day, its own not counted, as far as they had come by the end of the
   * period; null where no loans of that time are on record.
   */
  loansIn12Months(n: number, day: number): number | null;
  /** What a figure keeps from sheet to sheet. */
  kept: {
    bundles: Map<number, { group: number; n: number }>;
    days: Set<number>;
    unfinished: number;
    /** Whether books that are no requests (suggested ones) were counted among others. */
    suggested: boolean;
  };
}

/** How values come of what counts: number · sum · mean (of a share: value 0 or 1) · percentiles 50 and 90. */
export type Measure = 'count' | 'sum' | 'mean' | 'percentiles';

/** A figure of a queue's requests. */
export interface FigureDefinition {
  axis: 'time' | 'code';
  measure: Measure;
  /** Keys of series with their units; a figure of percentiles has `p50` and `p90`, both of series 0. */
  series: readonly { key: string; unit: FigureSeries['unit'] }[];
  /** Series that only a question about one campus has, after the others. */
  ofCampus?: FigureDefinition['series'];
  /** Codes of the axis; absent where they follow from what is counted. */
  codes?: (definition: QueueDefinition) => readonly string[];
  /** `submitted`: only what was submitted in the period; `active`: what was at work in it, or open; `all`: everything before its end. */
  reach: 'submitted' | 'active' | 'all';
  gather(sheet: Sheet, ask: Ask, sink: Sink): void;
  /** After the last sheet. */
  finish?(ask: Ask, sink: Sink): void;
  /** Its values are what there is at the end of a step, not what happened in it. */
  stock?: true;
  /** Which rows come first: the newest, or those with the highest or lowest values. */
  order: 'newest' | 'highest' | 'lowest';
}

/** Takes out requests that have another name in a column. */
function only(asked: Uint8Array, column: Uint32Array, name: number | null): void {
  for (let owner = 0; owner < asked.length; owner += 1) {
    if (column[owner] !== name) asked[owner] = 0;
  }
}

/** 1 for each request of the collection and category asked for, whoever opened it and wherever it is. */
export function ofFilter(sheet: Sheet, { filter }: Ask): Uint8Array {
  const asked = new Uint8Array(sheet.who.length).fill(1);
  if (filter.collection !== null) only(asked, sheet.who.collection, filter.collection);
  if (filter.category !== null) only(asked, sheet.who.category, filter.category);
  return asked;
}

/** 1 for each request that counts but for its campus: those too that the system opened are left out. */
export function askedIn(sheet: Sheet, ask: Ask): Uint8Array {
  const asked = ofFilter(sheet, ask);
  const { bySystem } = sheet.who;
  for (let owner = 0; owner < asked.length; owner += 1) if (bySystem[owner] === 1) asked[owner] = 0;
  return asked;
}

/** 1 for each request that counts, of the campus that works on it. */
export function askedHere(sheet: Sheet, ask: Ask): Uint8Array {
  const asked = askedIn(sheet, ask);
  if (ask.filter.campus !== null) only(asked, sheet.who.campus, ask.filter.campus);
  return asked;
}

/** A definition with the series that its question has. */
export function definitionFor(definition: FigureDefinition, { campus }: Filter): FigureDefinition {
  const { series, ofCampus } = definition;
  return campus === null || !ofCampus
    ? definition
    : { ...definition, series: [...series, ...ofCampus] };
}
