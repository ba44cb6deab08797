// Holds an answer of the desk against the plain computation: every value, and the requests behind every point.

import { expect } from 'vitest';
import { allRows } from '../../../src/main/desk/db/statements.ts';
import { answerFigure } from '../../../src/main/desk/figures/answer.ts';
import type { CountedFigure, Source } from '../../../src/main/desk/figures/ask.ts';
import { rowsBehind } from '../../../src/main/desk/figures/rows.ts';
import { FIGURE_DEFINITIONS } from '../../../src/shared/figures/definitions.ts';
import type { FigureAnswer, FigureQuestion } from '../../../src/shared/figures/names.ts';
import type { RequestEvent } from '../../../src/shared/queues/request.ts';
import { partsByHand, percentileByHand } from './by-hand.ts';
import type { Part, Record } from './scene.ts';

/** What an answer should say by hand, cell by cell. */
function valueByHand(question: FigureQuestion, series: string, parts: readonly Part[]) {
  const { measure } = FIGURE_DEFINITIONS[question.figure as CountedFigure];
  if (measure === 'percentiles') return percentileByHand(parts, series === 'p50' ? 0.5 : 0.9);
  const sum = parts.reduce((all, { value }) => all + value, 0);
  if (measure !== 'mean') return sum;
  const n = parts.reduce((all, { weight }) => all + weight, 0);
  return n === 0 ? null : Math.round((sum / n) * 1e6) / 1e6;
}

/** Everything that the plain computation reads. */
export function recordOf(source: Source): Record {
  const events = new Map<string, RequestEvent[]>();
  for (const event of allRows(source.statements, 'event')) {
    events.set(event.requestId, [...(events.get(event.requestId) ?? []), event]);
  }
  for (const list of events.values()) list.sort((a, b) => a.seq - b.seq);
  return {
    requests: allRows(source.statements, 'request'),
    funds: allRows(source.statements, 'fund'),
    loans: allRows(source.statements, 'loan'),
    eventsOf: (id) => events.get(id) ?? [],
    settings: source.settings,
    now: source.now,
  };
}

async function compareRows(
  source: Source,
  question: FigureQuestion,
  answer: FigureAnswer,
  cell: { category: string; series: string },
  parts: readonly Part[],
) {
  const point = { ...question, categoryKey: cell.category, seriesKey: cell.series };
  const rows = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof rowsBehind>> = await rowsBehind(source, {
      ...point,
      after,
      limit: 3,
    });
    if (!page.countable) throw new Error('not countable');
    rows.push(...page.rows);
    after = page.next;
  } while (after !== null);
  const { measure } = FIGURE_DEFINITIONS[question.figure as CountedFigure];
  const ids = parts.filter(({ listed }) => listed).map(({ id }) => id);
  const wanted = measure === 'sum' ? summed(parts) : [...new Set(ids)];
  const times = rows.reduce((all, row) => all + row.times, 0);
  if (measure !== 'sum') expect(times).toBe(ids.length);
  expect(rows.map(({ requestId }) => requestId).toSorted()).toEqual(wanted.toSorted());
  expect(answer.notes).not.toContain('no_data');
}

/** Requests whose parts do not cancel each other out. */
function summed(parts: readonly Part[]): string[] {
  const sums = new Map<string, number>();
  for (const { id, value } of parts) sums.set(id, (sums.get(id) ?? 0) + value);
  return [...sums].filter(([, value]) => value !== 0).map(([id]) => id);
}

/** Begins after today: what there will be then is not known. */
function isToCome({ settings, now }: Source, from: string): boolean {
  return from > settings.calendars.dayOf(now);
}

/** Holds the answer to a question against it; gives how many values were told. */
export async function compare(
  source: Source,
  known: Record,
  question: FigureQuestion,
): Promise<number> {
  const answer = await answerFigure(source, question);
  const parts = partsByHand(known, question, answer.categories);
  const keys = answer.categories.map(({ key }) => key);
  let told = 0;
  if (isToCome(source, question.from)) {
    const known = answer.series.flatMap(({ values }) => values.filter((value) => value !== null));
    expect({ known, question }).toEqual({ known: [], question });
    expect(answer.notes).toContain('no_data');
  }
  for (const { key: series, values, n } of answer.series) {
    if (series === 'budget') continue;
    const isPercentile = series === 'p50' || series === 'p90';
    const own = parts.filter((part) => part.series === (isPercentile ? 'p50' : series));
    expect(own.map(({ category }) => category).filter((key) => !keys.includes(key))).toEqual([]);
    for (const [place, category] of keys.entries()) {
      const cell = own.filter((part) => part.category === category);
      const value = values[place] ?? null;
      const where = JSON.stringify({ question, category, series, cell });
      if (
        value === null &&
        (cell.length === 0 || isToCome(source, answer.categories[place]?.from ?? question.from))
      )
        continue;
      expect(value, where).toEqual(valueByHand(question, series, cell));
      if (cell.length > 0) told += 1;
      if (n) expect(n[place], where).toBe(cell.reduce((all, { weight }) => all + weight, 0));
      if (cell.some((part) => part.value !== 0 || part.weight !== 0) && value !== 0) {
        await compareRows(source, question, answer, { category, series }, cell);
      }
    }
  }
  return told;
}
