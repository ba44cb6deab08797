// What figures are read from follows the rows, follows the opening hours, notices damage, and is made again by one click.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QUEUE_FIGURES } from '../../../shared/figures/names.ts';
import type { FigureQuestion } from '../../../shared/figures/names.ts';
import { createCancelSource } from '../../../shared/rpc/cancel.ts';
import {
  commandId,
  openTestDesk,
  profileFolder,
  submitMove,
  testClock,
} from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';
import { rmSync } from 'node:fs';

let folder: string;
let clock: ReturnType<typeof testClock>;
let desk: TestDesk;
const open = async () => {
  desk = await openTestDesk({ folder, clock });
  await desk.signIn('boss');
};
beforeEach(async () => {
  folder = profileFolder();
  clock = testClock();
  await open();
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const SEARCHES_AND_LINES = [
  'find_outcomes',
  'find_causes',
  'purchase_lines',
  'purchase_applications',
  'read_first_cost',
  'trial',
  'transit_routes',
] as const;
const TODAY = '2018-06-06';
const QUESTION: FigureQuestion = {
  figure: 'status',
  queue: 'reallocation',
  from: '2018-06-01',
  to: TODAY,
  campus: null,
  collection: null,
  category: null,
  grain: null,
  compare: 'none',
};
const ask = (question: Partial<FigureQuestion> = {}) =>
  desk.client['figures.figure']({ ...QUESTION, ...question });
const act = (requestId: string, action: string, input: Record<string, unknown>) =>
  desk.client['requests.act']({
    commandId: commandId(),
    requestId,
    action,
    input,
    expectHead: null,
  });

async function rebuilt(): Promise<{ done: number; of: number }[]> {
  const told = [];
  for await (const each of desk.client['figures.rebuild']({}, createCancelSource().signal)) {
    told.push(each);
  }
  return told;
}

/** Changes the replica behind the desk's back while it is closed. */
async function behindItsBack(sql: string): Promise<void> {
  await desk.close();
  const db = new Database(join(folder, 'replica.db'));
  db.exec(sql);
  db.close();
  await open();
}

describe('figures follow the rows', () => {
  it('at once, and back again when something is undone', async () => {
    expect((await ask()).totals['total']).toBeNull();
    const first = await submitMove(desk);
    await submitMove(desk, { copyId: 'c4', readerId: 'reader-2' });
    expect((await ask()).totals).toMatchObject({ total: 2, pending: 2 });
    clock.forward(5);
    expect(await act(first, 'cancel', { reason: 'reader_cancel' })).toMatchObject({ ok: true });
    expect((await ask()).totals).toMatchObject({ total: 2, pending: 1, cancelled: 1 });
    expect((await ask({ figure: 'fill_rate' })).totals).toMatchObject({ net: null, gross: 0 });
    expect(await act(first, 'undo', {})).toMatchObject({ ok: true });
    expect((await ask()).totals).toMatchObject({ total: 2, pending: 2, cancelled: 0 });
    expect((await ask({ figure: 'rates' })).totals).toMatchObject({ undo: 1, undo_n: 1 });
  });

  it('with the requests behind every bar, a page at a time', async () => {
    const first = await submitMove(desk);
    const second = await submitMove(desk, { copyId: 'c4', readerId: 'reader-2' });
    const point = { ...QUESTION, categoryKey: 'pending', seriesKey: 'requests', limit: 1 };
    const one = await desk.client['figures.rows']({ ...point, after: null });
    expect(one).toMatchObject({
      countable: true,
      total: 2,
      rows: [{ requestId: second, value: null }],
    });
    const two = await desk.client['figures.rows']({ ...point, after: one.next });
    expect(two).toMatchObject({ total: 2, rows: [{ requestId: first }], next: null });
    const loans = {
      ...point,
      figure: 'loans' as const,
      queue: null,
      seriesKey: 'loans',
      after: null,
    };
    expect(await desk.client['figures.rows'](loans)).toMatchObject({ countable: false, total: 0 });
  });

  it('and say nothing of a time of which nothing is known', async () => {
    await submitMove(desk);
    const { series, notes } = await ask({ figure: 'trend', from: '2018-06-05', to: '2018-06-07' });
    expect(series.find(({ key }) => key === 'pending')?.values).toEqual([null, 1, null]);
    expect(notes).toEqual([]);
    const nobody = await ask({ campus: 'nowhere' });
    expect(nobody).toMatchObject({ notes: ['no_data'], totals: { total: 0 } });
    const empty = await ask({ from: '2018-06-08', to: '2018-06-07', figure: 'trend' });
    expect(empty).toMatchObject({ categories: [], notes: ['no_data'] });
  });

  it('and have no zero where there is no data', async () => {
    const before = { from: '2018-05-01', to: '2018-05-31' };
    await submitMove(desk);
    const empty = async (figure: FigureQuestion['figure']) => {
      const { totals } = await ask({ figure, ...before });
      return Object.entries(totals).filter(([key, value]) => key !== 'target' && value !== null);
    };
    for (const figure of [...QUEUE_FIGURES, ...SEARCHES_AND_LINES]) {
      expect({ figure, told: await empty(figure) }).toEqual({ figure, told: [] });
    }
  });

  it('for whoever may see them', async () => {
    await desk.signIn('courier');
    await expect(ask()).rejects.toMatchObject({ code: 'denied' });
  });
});

describe('figures that cannot be right', () => {
  const damages: [string, string][] = [
    [
      'a column that was changed',
      `UPDATE figure_sheet SET bytes = zeroblob(length(bytes)) WHERE "column" = 'turns.state'`,
    ],
    [
      'a column with the bytes and the digest of another',
      `UPDATE figure_sheet SET (bytes, digest) = (SELECT bytes, digest FROM figure_sheet AS other
       WHERE other.queue = figure_sheet.queue AND other.month = figure_sheet.month AND other."column" = 'turns.mark')
       WHERE "column" = 'turns.state'`,
    ],
    ['a column that is gone', `DELETE FROM figure_sheet WHERE "column" = 'turns.owner'`],
    ['a sheet that is gone', 'DELETE FROM figure_month'],
  ];
  it.each(damages)('are not told: %s', async (_, sql) => {
    await submitMove(desk);
    await submitMove(desk, { copyId: 'c4', readerId: 'reader-2' });
    expect((await ask()).totals['total']).toBe(2);
    await behindItsBack(sql);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await ask()).toMatchObject({ series: [], notes: ['damaged'] });
    expect(await desk.client['figures.state']({})).toMatchObject({ state: 'damaged' });
    const told = await rebuilt();
    const last = told.at(-1);
    expect(last?.done).toBe(last?.of);
    expect(await desk.client['figures.state']({})).toMatchObject({ state: 'ready' });
    expect((await ask()).totals['total']).toBe(2);
  });

  it('are made again, not told to be damaged, where they have the form of an earlier version', async () => {
    await submitMove(desk);
    expect((await ask()).totals['total']).toBe(1);
    await behindItsBack(
      `UPDATE figure_sheet SET digest = digest + 1; UPDATE mark SET value = '[3,' || substr(value, 4) WHERE name = 'figures'`,
    );
    expect(await ask()).toMatchObject({ totals: { total: 1 }, notes: [] });
  });

  it('are counted anew after the opening hours have changed', async () => {
    const requestId = await submitMove(desk);
    clock.forward(5);
    expect(await act(requestId, 'cancel', { reason: 'reader_cancel' })).toMatchObject({
      ok: true,
    });
    const touched = async () => (await ask({ figure: 'first_touch' })).totals['p50'];
    expect(await touched()).toBe(5);
    await behindItsBack(`UPDATE calendar SET weekly = '[[],[],[],[],[],[],[]]'`);
    expect(await touched()).toBe(0);
  });
});
