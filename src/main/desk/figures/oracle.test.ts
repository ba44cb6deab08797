// Every figure of random histories equals what a slow and obvious second computation makes of the same rows, and so do its rows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIGURE_DEFINITIONS } from '../../../shared/figures/definitions.ts';
import type { FigureAnswer, FigureQuestion } from '../../../shared/figures/names.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import type { QueueName, RequestEvent } from '../../../shared/queues/request.ts';
import { assembleDesk } from '../../../../tests/support/desk-parts.ts';
import {
  ORACLES,
  partsByHand,
  percentileByHand,
} from '../../../../tests/support/figure-oracle/by-hand.ts';
import type { Part, Record } from '../../../../tests/support/figure-oracle/scene.ts';
import { START, modelLibrary } from '../../../../tests/support/model-library.ts';
import { randomWork } from '../../../../tests/support/model-run.ts';
import { allRows } from '../db/statements.ts';
import type { Written } from '../db/world.ts';
import { answerFigure } from './answer.ts';
import type { CountedFigure, Source } from './ask.ts';
import { createFigureKeeper } from './keeper.ts';
import { rowsBehind } from './rows.ts';

let folder: string;
let desk: ReturnType<typeof assembleDesk>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shutai-figures-'));
  desk = assembleDesk(folder);
});
afterEach(() => {
  desk.store.replica().close();
  desk.store.outbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const QUEUE_OF: Partial<{ [F in CountedFigure]: QueueName }> = {
  find_outcomes: 'find_book',
  find_causes: 'find_book',
  purchase_lines: 'purchase',
  purchase_applications: 'purchase',
  fund_burn: 'purchase',
  transit_routes: 'reallocation',
};

/** Questions over all queues, some periods and filters. */
function questions(): FigureQuestion[] {
  const periods = [
    { from: '2018-06-06', to: '2018-06-30', grain: 'day' as const },
    { from: '2018-06-07', to: '2018-06-09', grain: 'day' as const },
    { from: '2018-06-01', to: '2018-06-20', grain: 'week' as const },
    { from: '2030-01-01', to: '2030-01-03', grain: 'day' as const },
  ];
  const filters = [
    { campus: null, collection: null },
    { campus: 'north', collection: null },
    { campus: null, collection: 'n-main' },
    { campus: 'nowhere', collection: null },
  ];
  const figures = Object.keys(ORACLES) as CountedFigure[];
  return figures.flatMap((figure) => {
    const own = QUEUE_OF[figure];
    return (own ? [own] : QUEUE_NAMES).flatMap((queue) =>
      periods.flatMap((period) =>
        filters.map((filter): FigureQuestion => ({
          figure,
          queue,
          ...period,
          ...filter,
          category: null,
          compare: 'none',
        })),
      ),
    );
  });
}

/** What an answer should say by hand, cell by cell. */
function valueByHand(question: FigureQuestion, series: string, parts: readonly Part[]) {
  const { measure } = FIGURE_DEFINITIONS[question.figure as CountedFigure];
  if (measure === 'percentiles') return percentileByHand(parts, series === 'p50' ? 0.5 : 0.9);
  const sum = parts.reduce((all, { value }) => all + value, 0);
  if (measure !== 'mean') return sum;
  const n = parts.reduce((all, { weight }) => all + weight, 0);
  return n === 0 ? null : Math.round((sum / n) * 1e6) / 1e6;
}

function record(source: Source): Record {
  const events = new Map<string, RequestEvent[]>();
  for (const event of allRows(source.statements, 'event')) {
    events.set(event.requestId, [...(events.get(event.requestId) ?? []), event]);
  }
  for (const list of events.values()) list.sort((a, b) => a.seq - b.seq);
  return {
    requests: allRows(source.statements, 'request'),
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

async function compare(source: Source, known: Record, question: FigureQuestion): Promise<void> {
  const answer = await answerFigure(source, question);
  const parts = partsByHand(known, question, answer.categories);
  const keys = answer.categories.map(({ key }) => key);
  if (isToCome(source, question.from)) {
    const told = answer.series.flatMap(({ values }) => values.filter((value) => value !== null));
    expect({ told, question }).toEqual({ told: [], question });
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
      if (n) expect(n[place], where).toBe(cell.reduce((all, { weight }) => all + weight, 0));
      if (cell.some((part) => part.value !== 0 || part.weight !== 0) && value !== 0) {
        await compareRows(source, question, answer, { category, series }, cell);
      }
    }
  }
}

describe('figures', () => {
  it('equal a second computation whatever happened, was undone, overwritten or removed', async () => {
    const rolls = fc.array(fc.nat(2 ** 30), { minLength: 40, maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(rolls, fc.nat(1000), async (list, cut) => {
        await once(list, cut);
      }),
      { numRuns: Number(process.env['SHUTAI_MODEL_RUNS'] ?? 8) },
    );
  });
});

async function once(rolls: readonly number[], cut: number): Promise<void> {
  const { store } = desk;
  const { statements, transact } = store.replica();
  const settings = store.settings();
  const known = allRows(statements, 'request').map(({ id }) => ({ kind: 'request' as const, id }));
  const old = allRows(statements, 'event').map(({ id }) => ({ kind: 'event' as const, id }));
  transact((writes) => writes.remove([...old, ...known]));
  const world = modelLibrary();
  await randomWork(world, rolls, 120);
  const rows: Written[] = [
    ...world.all('event').map((row): Written => ({ kind: 'event', row })),
    ...world.all('request').map((row): Written => ({ kind: 'request', row })),
  ];
  const keeper = createFigureKeeper(store);
  const ready = async () => {
    for (const queue of QUEUE_NAMES) expect(await keeper.ready(queue)).toBe(true);
  };
  // Events may come long after their requests, and some before.
  const early = rows.filter((_, place) => (place * 7 + cut) % 3 > 0);
  transact((writes) => writes.force(early, settings));
  await ready();
  transact((writes) =>
    writes.force(
      rows.filter((row) => !early.includes(row)),
      settings,
    ),
  );
  await ready();
  const gone = world.all('request')[cut % world.all('request').length];
  const events = world.all('event').filter(({ requestId }) => requestId === gone?.id);
  transact((writes) =>
    writes.remove([
      ...events.map(({ id }) => ({ kind: 'event' as const, id })),
      { kind: 'request', id: gone?.id ?? '' },
    ]),
  );
  await ready();
  const last =
    world
      .all('event')
      .map(({ at }) => at)
      .toSorted()
      .at(-1) ?? START;
  const source = { statements, settings, now: last };
  const all = record(source);
  for (const question of questions()) await compare(source, all, question);
}
