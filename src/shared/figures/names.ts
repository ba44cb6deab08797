// The figures by name, and what a figure is asked for and answers; definitions lie beside, queries in the desk.

import * as z from 'zod';
import { isDay } from '../library/zone.ts';
import { QUEUE_NAMES } from '../queues/request.ts';

/** Figures of the library, and figures that each queue has of its own. */
const LIBRARY_FIGURES = [
  'loans',
  'loan_channels',
  'registrations',
  'find_outcomes',
  'find_causes',
  'purchase_lines',
  'purchase_applications',
  'fund_burn',
  'read_first_cost',
  'trial',
  'on_time_returns',
  'loans_after',
  'transit_routes',
] as const;
/** Asked with a queue. */
export const QUEUE_FIGURES = [
  'status',
  'trend',
  'net_flow',
  'backlog',
  'backlog_age',
  'first_touch',
  'decision',
  'turnaround',
  'attainment',
  'stage_time',
  'fill_rate',
  'rates',
] as const;
/** Every figure. */
export const FIGURES = [...LIBRARY_FIGURES, ...QUEUE_FIGURES] as const;
export type FigureName = (typeof FIGURES)[number];

/** Width of a step on a time axis. */
export const GRAINS = ['day', 'week', 'month', 'year'] as const;
export type Grain = (typeof GRAINS)[number];

/** What the values of a series are. Minutes are open minutes; a share is from 0 to 1. */
export const UNITS = [
  'requests',
  'cases',
  'lines',
  'applications',
  'loans',
  'readers',
  'minutes',
  'days',
  'fen',
  'share',
] as const;

const day = z.string().refine(isDay);

/** What is asked for. */
export const figureQuestion = z.object({
  figure: z.enum(FIGURES),
  /** For figures that each queue has; null otherwise. */
  queue: z.enum(QUEUE_NAMES).nullable(),
  /** Local days, both counted. Standing figures are as of the end of `to`. */
  from: day,
  to: day,
  /** Place ids, and a reader category; null: all. */
  campus: z.string().max(80).nullable(),
  collection: z.string().max(80).nullable(),
  category: z.string().max(80).nullable(),
  /** null: days up to 31 days, weeks up to a year, months beyond. */
  grain: z.enum(GRAINS).nullable(),
  /** Set beside: the span of equal length just before, or the same span a year before. */
  compare: z.enum(['none', 'before', 'year']),
});
export type FigureQuestion = z.output<typeof figureQuestion>;

/** One series; `null` is "no data", which is never shown as zero. */
const series = z.object({
  /** Code of a label, cause, channel, percentile …; its word is the page's. */
  key: z.string(),
  unit: z.enum(UNITS),
  values: z.array(z.number().nullable()),
  /** How many cases a value rests on, where that is not the value itself. */
  n: z.array(z.number()).nullable(),
});
export type FigureSeries = z.output<typeof series>;

const values = z.object({
  /** Where values stand: steps of time, or codes. */
  axis: z.enum(['time', 'code']),
  grain: z.enum(GRAINS).nullable(),
  /** `from` and `to` are local days of a step of time; `name` is what a code without a word of its own is called. */
  categories: z.array(
    z.object({
      key: z.string(),
      from: day.nullable(),
      to: day.nullable(),
      name: z.object({ zh: z.string(), en: z.string() }).nullable(),
    }),
  ),
  series: z.array(series),
  /** Sums and single numbers by name, in the unit of the figure: `total`, `best_month` … */
  totals: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
});
export type FigureValues = z.output<typeof values>;

/** What comes back. */
export const figureAnswer = values.extend({
  /** The comparison, on categories of its own; as many steps of time as the answer has. */
  before: values.nullable(),
  /** What whoever reads it must know: `no_data`, `open_counted`, `filter_not_kept`, `still_counting` … */
  notes: z.array(z.string()),
});
export type FigureAnswer = z.output<typeof figureAnswer>;

/** Which bar or point: a category and a series of an answer. */
export const figurePoint = figureQuestion.extend({
  categoryKey: z.string(),
  seriesKey: z.string(),
  /** Row to go on after; null from the beginning. */
  after: z.string().nullable(),
  limit: z.number().int().min(1).max(200),
});

/** The requests behind a bar or point. `countable`: false where a figure is kept as daily sums and has no rows. */
export const figureRows = z.object({
  countable: z.boolean(),
  total: z.number().int(),
  rows: z.array(
    z.object({
      requestId: z.string(),
      queue: z.enum(QUEUE_NAMES),
      code: z.string(),
      title: z.string(),
      state: z.string(),
      submittedOn: z.string(),
      /** The request's own part: minutes, fen, a share of the times that it counts; null where each counts one. */
      value: z.number().nullable(),
      /** How often it counts here: visits to a state, events; 1 for most. */
      times: z.number().int(),
    }),
  ),
  next: z.string().nullable(),
});
