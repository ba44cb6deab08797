// Every figure of random histories equals what a slow and obvious second computation makes of the same rows, and so do its rows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FigureQuestion } from '../../../shared/figures/names.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { assembleDesk } from '../../../../tests/support/desk-parts.ts';
import { ORACLES } from '../../../../tests/support/figure-oracle/by-hand.ts';
import { compare, recordOf } from '../../../../tests/support/figure-oracle/compare.ts';
import { START, modelLibrary } from '../../../../tests/support/model-library.ts';
import { randomWork } from '../../../../tests/support/model-run.ts';
import { allRows } from '../db/statements.ts';
import type { Written } from '../db/world.ts';
import type { CountedFigure } from './ask.ts';
import { createFigureKeeper } from './keeper.ts';

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
  read_first_cost: 'purchase',
  trial: 'purchase',
  on_time_returns: 'purchase',
  loans_after: 'purchase',
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
  const loans = allRows(statements, 'loan').map(({ id }) => ({ kind: 'loan' as const, id }));
  transact((writes) => writes.remove([...old, ...known, ...loans]));
  const world = modelLibrary();
  await randomWork(world, rolls, 120);
  const rows: Written[] = [
    ...world.all('event').map((row): Written => ({ kind: 'event', row })),
    ...world.all('request').map((row): Written => ({ kind: 'request', row })),
    ...world.all('loan').map((row): Written => ({ kind: 'loan', row })),
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
  const all = recordOf(source);
  for (const question of questions()) await compare(source, all, question);
}
