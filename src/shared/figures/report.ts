// What the weekly and the monthly report say: which figures, of which queues, over which days, and which single numbers.

import * as z from 'zod';
import type { Day } from '../lib/time.ts';
import { addDays, weekdayOf } from '../library/zone.ts';
import { QUEUE_NAMES } from '../queues/request.ts';
import type { QueueName } from '../queues/request.ts';
import { FIGURES, UNITS, figureAnswer } from './names.ts';
import type { FigureAnswer, FigureName, FigureQuestion } from './names.ts';
import { addMonths } from './periods.ts';
import type { Span } from './periods.ts';

/** How long a report's period is. */
export const REPORT_KINDS = ['week', 'month'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Chapters, in their order. */
export const REPORT_SECTIONS = ['library', ...QUEUE_NAMES, 'transit'] as const;
export type ReportSection = (typeof REPORT_SECTIONS)[number];

/** One figure of a report: `numbers` are single numbers of its answer by name, `drawn` shows its series as well. */
export interface ReportPart {
  section: ReportSection;
  figure: FigureName;
  queue: QueueName | null;
  numbers: readonly string[];
  drawn: boolean;
}

const part = (
  section: ReportSection,
  figure: FigureName,
  numbers: readonly string[],
  drawn = false,
): ReportPart => ({ section, figure, queue: null, numbers, drawn });

/** What every queue is reported by: amounts, what is left, times with their targets, how well it went. */
function queueParts(queue: QueueName): ReportPart[] {
  const of = (figure: FigureName, numbers: readonly string[], drawn = false): ReportPart => ({
    ...part(queue, figure, numbers, drawn),
    queue,
  });
  return [
    of('net_flow', ['created', 'closed', 'net'], true),
    of('status', ['pending', 'in_progress', 'done', 'cancelled', 'rejected', 'total'], true),
    of('backlog', ['total', 'days_on_hand']),
    of('backlog_age', [], true),
    of('first_touch', ['p50', 'p90', 'target', 'n']),
    of('decision', ['p50', 'p90', 'target', 'n']),
    of('turnaround', ['p50', 'p90', 'target', 'n']),
    of('attainment', ['share']),
    of('fill_rate', ['net', 'gross']),
    of('rates', ['scan', 'misship', 'lapse', 'claim_lapse', 'reopen', 'undo']),
  ];
}

const OWN: Partial<Record<QueueName, readonly ReportPart[]>> = {
  find_book: [
    part('find_book', 'find_outcomes', ['ended', 'found_rate', 'first_search_yield'], true),
    part('find_book', 'find_causes', [], true),
  ],
  purchase: [
    part('purchase', 'purchase_lines', ['total', 'shipped', 'approval_rate'], true),
    part('purchase', 'purchase_applications', ['total', 'shipped', 'approval_rate'], true),
    part('purchase', 'fund_burn', ['committed', 'spent', 'budget', 'used_share']),
    part('purchase', 'read_first_cost', ['cost', 'cost_n']),
    part('purchase', 'on_time_returns', ['in_time', 'in_time_n']),
  ],
};

/** Every figure of a report, in its order. */
export const REPORT_PARTS: readonly ReportPart[] = [
  part('library', 'loans', ['total'], true),
  part('library', 'loan_channels', ['desk', 'mobile', 'self_check', 'transfer']),
  part('library', 'registrations', ['total', 'running'], true),
  ...QUEUE_NAMES.flatMap((queue) => [...queueParts(queue), ...(OWN[queue] ?? [])]),
  part('transit', 'transit_routes', ['p50', 'p90', 'n'], true),
];

/** Figures of how things stand at the end of the period, whatever happened in it. */
const STANDING: ReadonlySet<FigureName> = new Set(['status', 'backlog', 'backlog_age']);

/** Whether a figure says how things stand at the end of the period, not what happened in it. */
export function isStanding(figure: FigureName): boolean {
  return STANDING.has(figure);
}

/** Whether a number counts from the first day on: beside an earlier one of its own kind, its growth says nothing of the period. */
export function isCumulative(figure: FigureName, key: string): boolean {
  return figure === 'status' || (figure === 'registrations' && key === 'running');
}

/** The period of a kind in which a day lies; weeks begin on Monday. */
export function reportSpan(kind: ReportKind, day: Day): Span {
  if (kind === 'week') {
    const from = addDays(day, -weekdayOf(day));
    return { from, to: addDays(from, 6) };
  }
  const from = `${day.slice(0, 7)}-01`;
  return { from, to: addDays(addMonths(from, 1), -1) };
}

/** The period before it. */
export function reportBefore(kind: ReportKind, { from }: Span): Span {
  return reportSpan(kind, addDays(from, -1));
}

/** Name of a kept report: `2018-05` for a month, `2018-05-28` for the week that begins on that day. */
export function reportName(kind: ReportKind, { from }: Span): string {
  return kind === 'month' ? from.slice(0, 7) : from;
}

/** What is asked for a part: the period by days against the one before, and as a whole against the year before. */
export function reportQuestions(
  { figure, queue }: ReportPart,
  kind: ReportKind,
  { from, to }: Span,
): { before: FigureQuestion; year: FigureQuestion } {
  const nobody = { campus: null, collection: null, category: null };
  const asked = { figure, queue, from, to, ...nobody };
  return {
    before: { ...asked, grain: 'day', compare: 'before' },
    year: { ...asked, grain: kind, compare: 'year' },
  };
}

const told = z.union([z.number(), z.string(), z.null()]);

/** A part with what was counted; `was` in the period before, `year` a year before. */
const reportedPart = z.object({
  section: z.enum(REPORT_SECTIONS),
  figure: z.enum(FIGURES),
  queue: z.enum(QUEUE_NAMES).nullable(),
  /** Of the figure's series. */
  unit: z.enum(UNITS),
  numbers: z.array(z.object({ key: z.string(), now: told, was: told, year: told })),
  /** What is drawn; null where only numbers are told. */
  drawn: figureAnswer.nullable(),
  notes: z.array(z.string()),
});
export type ReportedPart = z.output<typeof reportedPart>;

/** A report as data. */
export const report = z.object({
  kind: z.enum(REPORT_KINDS),
  from: z.iso.date(),
  to: z.iso.date(),
  /** When it was counted, by the library's clock. */
  madeOn: z.string(),
  parts: z.array(reportedPart),
});
export type Report = z.output<typeof report>;

/** A part's numbers from its two answers. */
export function reported(
  { section, figure, queue, numbers, drawn }: ReportPart,
  before: FigureAnswer,
  year: FigureAnswer,
): ReportedPart {
  return {
    section,
    figure,
    queue,
    unit: before.series[0]?.unit ?? 'cases',
    numbers: numbers.map((key) => ({
      key,
      now: before.totals[key] ?? null,
      was: before.before?.totals[key] ?? null,
      year: year.before?.totals[key] ?? null,
    })),
    drawn: drawn ? { ...before, before: null } : null,
    notes: before.notes,
  };
}

/** A number that is counted otherwise today than in a kept report. */
export interface ChangedNumber {
  figure: FigureName;
  queue: QueueName | null;
  unit: ReportedPart['unit'];
  key: string;
  kept: number | string | null;
  today: number | string | null;
}

/** The numbers of the period itself in which two reports differ; one that today lacks is null there. */
export function changedNumbers(kept: Report, today: Report): ChangedNumber[] {
  const id = ({ figure, queue }: ReportedPart, key: string) => `${figure}/${queue ?? ''}/${key}`;
  const now = new Map(
    today.parts.flatMap((each) =>
      each.numbers.map((number) => [id(each, number.key), number.now] as const),
    ),
  );
  return kept.parts.flatMap((each) =>
    each.numbers.flatMap((number) => {
      const found = now.get(id(each, number.key)) ?? null;
      if (found === number.now) return [];
      const { figure, queue, unit } = each;
      return [{ figure, queue, unit, key: number.key, kept: number.now, today: found }];
    }),
  );
}

/** Whether anything at all happened in the period: a library that was not there yet has no report. */
export function saysAnything({ parts }: Report): boolean {
  return parts.some(({ numbers }) =>
    numbers.some(({ now }) => typeof now === 'number' && now !== 0),
  );
}
