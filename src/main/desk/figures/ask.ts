// What a question means for sheets: days, steps, filters and funds by number, and open minutes on the right calendar.

import { FIGURE_DEFINITIONS, queueOfFigure } from '../../../shared/figures/definitions.ts';
import type { SummedFigure } from '../../../shared/figures/definitions.ts';
import { dayNumber, dayOfNumber } from '../../../shared/figures/day-number.ts';
import { definitionFor } from '../../../shared/figures/gathering.ts';
import type { Ask, FigureDefinition, Filter } from '../../../shared/figures/gathering.ts';
import type { FigureName, FigureQuestion } from '../../../shared/figures/names.ts';
import { addMonths } from '../../../shared/figures/periods.ts';
import type { Span } from '../../../shared/figures/periods.ts';
import { stateNames } from '../../../shared/figures/sheet.ts';
import type { Fund } from '../../../shared/library/entities.ts';
import { instantOf, millis } from '../../../shared/lib/time.ts';
import type { Day, Instant } from '../../../shared/lib/time.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import { nameOfNumber, numberOfName } from '../db/figure-tables.ts';
import { allRows } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { Reach } from './sheets.ts';

/** A figure of requests. */
export type CountedFigure = Exclude<FigureName, SummedFigure>;

/** A question about requests. */
export type CountedQuestion = FigureQuestion & { figure: CountedFigure };

/** What it is answered from. */
export interface Source {
  statements: Statements;
  settings: Settings;
  now: Instant;
}

/** A question ready to be put to sheets. */
export interface Prepared {
  definition: FigureDefinition;
  queue: QueueName;
  ask: Ask;
  reach: Reach;
  /** Codes found while counting, in the order of their places. */
  found: string[];
  funds: readonly Fund[];
}

function filterOf(statements: Statements, question: FigureQuestion): Filter {
  const number = (name: string | null) =>
    name === null ? null : (numberOfName(statements, name) ?? -1);
  return {
    campus: number(question.campus),
    collection: number(question.collection),
    category: number(question.category),
  };
}

/** Place of the step of each day; steps of a comparison may leave a day out. */
function stepper(steps: readonly Span[], from: number, to: number): (day: number) => number {
  const places = new Int32Array(Math.max(0, to - from + 1)).fill(-1);
  for (const [place, step] of steps.entries()) {
    const last = dayNumber(step.to);
    for (let day = dayNumber(step.from); day <= last; day += 1) places[day - from] = place;
  }
  return (day) => (day < from || day > to ? -1 : (places[day - from] ?? -1));
}

/** First day of a fund: it is of the year in which it ends. */
export function firstDayOf({ lastDay }: Pick<Fund, 'lastDay'>): Day {
  return `${lastDay.slice(0, 4)}-01-01`;
}

/** Funds that a figure is about: those in force on its last day that has come, for the trial those that were over. */
function fundsOf(statements: Statements, figure: CountedFigure, last: Day): Fund[] {
  if (figure !== 'fund_burn' && figure !== 'trial') return [];
  return allRows(statements, 'fund').filter((fund) =>
    figure === 'trial' ? fund.lastDay < last : firstDayOf(fund) <= last && fund.lastDay >= last,
  );
}

function opening({ statements, settings }: Source) {
  const { calendars } = settings;
  const known = new Map<number, string>();
  const at = (seconds: number) => instantOf(seconds * 1000);
  const calendarOf = (campus: number) => {
    let calendar = known.get(campus);
    if (calendar === undefined) {
      calendar = calendars.ofCampus(nameOfNumber(statements, campus));
      known.set(campus, calendar);
    }
    return calendar;
  };
  return {
    open: (campus: number, a: number, b: number) =>
      Math.floor(calendars.bh(calendarOf(campus), at(a), at(b))),
    openDays: (campus: number, a: number, b: number) =>
      calendars.openDaysBetween(calendarOf(campus), at(a), at(b)),
  };
}

/** Seconds of the end of the period, or of now if that comes first. */
function endOf({ settings, now }: Source, { to }: Span): number {
  const end = settings.calendars.endOf(to);
  // The last second that still belongs to the day.
  return Math.min(Math.floor(millis(end) / 1000) - 1, Math.floor(millis(now) / 1000));
}

/** Loans of the copy of a request between two instants, but that of the request itself. */
const LOANS = `SELECT count(*) AS loans FROM request JOIN loan ON loan."copyId" = request."copyId"
  WHERE request.n = ? AND loan."lentOn" >= ? AND loan."lentOn" < ? AND loan."requestId" IS NOT request.id`;

/** Counts loans after a day, up to the end of the period; counts in `kept` whose twelve months are not over by then. */
function loansAfter({ statements, settings }: Source, kept: Ask['kept'], last: Day) {
  const { calendars } = settings;
  const end = calendars.endOf(last);
  let first: Instant | null | undefined;
  const firstLoan = (): Instant | null => {
    const stored = statements.one('SELECT min("lentOn") AS first FROM loan')?.['first'];
    return typeof stored === 'string' ? stored : null;
  };
  return (n: number, day: number): number | null => {
    first ??= firstLoan();
    const from = dayOfNumber(day);
    if (first === null || from < calendars.dayOf(first)) return null;
    const until = calendars.startOf(addMonths(from, 12));
    if (until > end) kept.unfinished += 1;
    const cells = [n, calendars.startOf(from), until < end ? until : end] as const;
    return Number(statements.one(LOANS, ...cells)?.['loans'] ?? 0);
  };
}

/** Prepares a question for a period and its steps. */
export function prepare(
  source: Source,
  question: CountedQuestion,
  span: Span,
  steps: readonly Span[],
): Prepared {
  const { statements, settings } = source;
  const filter = filterOf(statements, question);
  const definition = definitionFor(FIGURE_DEFINITIONS[question.figure], filter);
  const queue = queueOfFigure(question.figure, question.queue);
  const [from, to] = [dayNumber(span.from), dayNumber(span.to)];
  const { calendars } = settings;
  const today = calendars.dayOf(source.now);
  const last = span.to < today ? span.to : today;
  const funds = fundsOf(statements, question.figure, last);
  const found: string[] = [];
  const places = new Map<string, number>();
  const kept: Ask['kept'] = {
    bundles: new Map(),
    days: new Set(),
    unfinished: 0,
    suggested: false,
  };
  const month = (at: Instant) => at.slice(0, 7);
  const ask: Ask = {
    definition: QUEUES[queue],
    states: stateNames(QUEUES[queue]),
    from,
    to,
    last: dayNumber(last),
    steps: Math.max(1, steps.length),
    stepOf: stepper(steps, from, to),
    filter,
    end: endOf(source, span),
    ...opening(source),
    categoryOf(key) {
      let place = places.get(key);
      if (place === undefined) places.set(key, (place = found.push(key) - 1));
      return place;
    },
    funds: new Set(funds.map(({ id }) => numberOfName(statements, id) ?? -1)),
    loansIn12Months: loansAfter(source, kept, last),
    kept,
  };
  const reach = {
    queue,
    fromMonth: month(calendars.startOf(span.from)),
    toMonth: month(calendars.endOf(span.to)),
    from,
  };
  return { definition, queue, ask, reach, found, funds };
}
