// Loans and registrations: loans from the daily sums that the service sends, registrations from the readers themselves.

import type { FigureQuestion, FigureSeries, FigureValues } from '../../../shared/figures/names.ts';
import { stepsOf } from '../../../shared/figures/periods.ts';
import type { Span } from '../../../shared/figures/periods.ts';
import { MOST_CODES, largestFirst } from '../../../shared/figures/fold-rest.ts';
import { addDays } from '../../../shared/library/zone.ts';
import type { Cell } from '../db/columns.ts';
import { dataIn, timeCategory } from './count.ts';
import type { Steps } from './count.ts';
import type { Source } from './ask.ts';

type Summed = { values: FigureValues; notes: string[] };

/** Conditions on columns, with what they are held against. */
function where(columns: Partial<Record<string, string | null>>): { sql: string; cells: Cell[] } {
  const asked = Object.entries(columns).filter(([, value]) => value !== null);
  return {
    sql: asked.map(([name]) => ` AND ${name} = ?`).join(''),
    cells: asked.map(([, value]) => value ?? ''),
  };
}

function placeOf(steps: readonly Span[], day: string): number {
  let low = 0;
  let high = steps.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const step = steps[middle];
    if (!step) return -1;
    if (day < step.from) high = middle - 1;
    else if (day > step.to) low = middle + 1;
    else return middle;
  }
  return -1;
}

function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** First and last day of which there are loans. */
function daysOfLoans({ statements }: Source): { first: string | null; last: string } {
  const of = (which: string) =>
    statements.one(`SELECT ${which}(day) AS day FROM daily WHERE measure = 'loans'`)?.['day'];
  const [first, last] = [of('min'), of('max')];
  return {
    first: typeof first === 'string' ? first : null,
    last: typeof last === 'string' ? last : '',
  };
}

/**
 * Loans: Σ count of the daily rows of each step, in all or by channel. Unit: loans. Days after the last row that has come
 * are without data.
 */
export function sumLoans(source: Source, question: FigureQuestion, steps: Steps): Summed {
  const { campus, collection, category } = question;
  const filter = where({ campus, collection, category });
  const { first, last } = daysOfLoans(source);
  const hasData = dataIn(steps.steps, first, last);
  const empty = () => hasData.map((some) => (some ? 0 : null));
  const byKey = new Map<string, (number | null)[]>();
  const isByChannel = question.figure === 'loan_channels';
  const stored = source.statements.all(
    `SELECT day, ${isByChannel ? 'channel' : "'loans'"} AS key, sum("count") AS n FROM daily
     WHERE measure = 'loans' AND day >= ? AND day <= ?${filter.sql} GROUP BY 1, 2`,
    steps.span.from,
    steps.span.to,
    ...filter.cells,
  );
  if (!isByChannel) byKey.set('loans', empty());
  for (const { day, key, n } of stored) {
    const values = byKey.get(String(key)) ?? empty();
    byKey.set(String(key), values);
    const place = placeOf(steps.steps, String(day));
    if (place >= 0) values[place] = (values[place] ?? 0) + Number(n);
  }
  const all = [...byKey].map(([key, values]): FigureSeries => ({
    key,
    unit: 'loans',
    values,
    n: null,
  }));
  const series = isByChannel ? largestFirst(all, MOST_CODES) : all;
  const totals = Object.fromEntries(series.map(({ key, values }) => [key, sumOf(values)]));
  const total = sumOf(series.flatMap(({ values }) => values));
  return {
    values: {
      axis: 'time',
      grain: steps.grain,
      categories: steps.steps.map(timeCategory),
      series,
      totals: { ...totals, total },
    },
    notes: (total ?? 0) === 0 ? ['no_data'] : [],
  };
}

/** Counts readers who registered on the days of each span. */
function registered(source: Source, question: FigureQuestion, since: string) {
  const { campus, category } = question;
  const filter = where({ campus, category });
  const { startOf, endOf } = source.settings.calendars;
  return ({ from, to }: Span): number => {
    const first = from < since ? since : from;
    if (first > to) return 0;
    const stored = source.statements.one(
      `SELECT count(*) AS n FROM reader WHERE "registeredOn" >= ? AND "registeredOn" < ?${filter.sql}`,
      startOf(first),
      endOf(to),
      ...filter.cells,
    );
    return Number(stored?.['n'] ?? 0);
  };
}

/** The month with most registrations, the earliest of equals. */
function bestMonth(count: (span: Span) => number, since: string, to: string) {
  let best: { month: string; count: number } | null = null;
  for (const month of since > to ? [] : stepsOf({ from: since, to }, 'month')) {
    const n = count(month);
    if (n > (best?.count ?? 0)) best = { month: month.from.slice(0, 7), count: n };
  }
  return best;
}

/** First local day that registrations are counted from; null where nobody ever registered. */
function sinceOf({ statements, settings }: Source): string | null {
  const first = statements.one('SELECT min("registeredOn") AS first FROM reader')?.['first'];
  if (typeof first !== 'string') return null;
  const day = settings.calendars.dayOf(first);
  const since = settings.policies.text('figures.registered_since');
  return since > day ? since : day;
}

/**
 * Registrations: readers by the local day on which they registered, and how many there were at the end of each step,
 * from the day that the library counts from. Unit: readers; a registration is one reader.
 */
export function sumRegistrations(source: Source, question: FigureQuestion, steps: Steps): Summed {
  const since = sinceOf(source);
  const today = source.settings.calendars.dayOf(source.now);
  const hasData = dataIn(steps.steps, since, today);
  const count = registered(source, question, since ?? today);
  const fresh = steps.steps.map((step, place) => (hasData[place] === true ? count(step) : null));
  const { from, to } = steps.span;
  let running = since === null || from <= since ? 0 : count({ from: since, to: addDays(from, -1) });
  const sums = fresh.map((value) => (value === null ? null : (running += value)));
  const best = since === null ? null : bestMonth(count, since, to);
  const known = sums.filter((value) => value !== null);
  return {
    values: {
      axis: 'time',
      grain: steps.grain,
      categories: steps.steps.map(timeCategory),
      series: [
        { key: 'registered', unit: 'readers', values: fresh, n: null },
        { key: 'running', unit: 'readers', values: sums, n: null },
      ],
      totals: {
        registered: sumOf(fresh),
        total: sumOf(fresh),
        running: known.at(-1) ?? null,
        since,
        best_month: best?.month ?? null,
        best_count: best?.count ?? null,
      },
    },
    notes: [
      ...(question.collection === null ? [] : ['filter_not_kept']),
      ...((sumOf(fresh) ?? 0) === 0 ? ['no_data'] : []),
    ],
  };
}
