// The reported figures come out of the demonstration library by the way that every figure goes.
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../../demo/about.ts';
import type { FigureQuestion } from '../../../shared/figures/names.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import { copyDemoDesk, openDemoDesk } from '../../../../tests/support/demo-desk.ts';
import { profileFolder } from '../../../../tests/support/desk-core.ts';
import type { TestDesk } from '../../../../tests/support/desk-core.ts';

const folder = profileFolder();
let desk: TestDesk;
beforeAll(async () => {
  await copyDemoDesk(folder);
  desk = await openDemoDesk(folder);
  const { accounts, points } = await desk.client['session.info']({});
  const login = accounts.find(({ roles }) => roles.includes('supervisor'))?.login ?? '';
  const point = points[0]?.id ?? '';
  await desk.client['session.signIn']({ login, password: DEMO_PASSWORD, point });
}, 120_000);
afterAll(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const ALL: FigureQuestion = {
  figure: 'status',
  queue: null,
  from: '2016-01-01',
  to: '2018-06-05',
  campus: null,
  collection: null,
  category: null,
  grain: null,
  compare: 'none',
};
const ask = (question: Partial<FigureQuestion>) =>
  desk.client['figures.figure']({ ...ALL, ...question });

describe('the reported figures', () => {
  it('4,934 reallocations by label', async () => {
    const { totals, notes } = await ask({ figure: 'status', queue: 'reallocation' });
    expect(notes).toEqual([]);
    expect(totals).toMatchObject({
      pending: 29,
      in_progress: 11,
      done: 1_205,
      cancelled: 565,
      rejected: 3_124,
      total: 4_934,
    });
  });

  it('1,500 ended searches: 33 % found, 29 % careless, 32 % not found', async () => {
    const { totals } = await ask({ figure: 'find_outcomes' });
    expect(totals).toMatchObject({
      ended: 1_500,
      found_share: 0.33,
      careless_share: 0.29,
      not_found_share: 0.32,
      answered: 55,
      cancelled: 35,
    });
  });

  it('264 applications with 275 lines', async () => {
    const period = { from: '2018-05-22', to: '2018-06-05' };
    const lines = await ask({ figure: 'purchase_lines', ...period });
    expect(lines.totals).toMatchObject({
      total: 275,
      waiting: 1,
      prepared: 11,
      shipped: 155,
      to_return: 146,
      returned: 9,
      rejected: 108,
      cancelled: 0,
    });
    const applications = await ask({ figure: 'purchase_applications', ...period });
    expect(applications.totals['total']).toBe(264);
  });

  it('the trial of 2016: 9,000 yuan in two days on 142 sets', async () => {
    const { totals } = await ask({ figure: 'trial' });
    expect(totals).toMatchObject({ lines: 142, spent: 900_000, days: 2 });
  });

  it('13,386 readers since the trial began, most of them in December 2017', async () => {
    const { totals, series } = await ask({ figure: 'registrations', grain: 'month' });
    expect(totals).toMatchObject({
      running: 13_386,
      best_month: '2017-12',
      best_count: 3_163,
      since: '2016-11-04',
    });
    expect(series[0]?.values[0]).toBeNull();
  });

  it('426,800 loans in 2017, 38,000 more than in 2016', async () => {
    const { series, categories, totals } = await ask({
      figure: 'loans',
      from: '2011-01-01',
      grain: 'year',
    });
    const of = (year: string) =>
      series[0]?.values[categories.findIndex(({ key }) => key === `${year}-01-01`)] ?? 0;
    expect(of('2017')).toBe(426_800);
    expect(of('2017') - of('2016')).toBe(38_000);
    const channels = await ask({ figure: 'loan_channels', from: '2011-01-01' });
    expect(channels.totals['total']).toBe(totals['total']);
  });

  it('a year beside the year before, month by month', async () => {
    const { totals, before, categories } = await ask({
      figure: 'loans',
      from: '2017-01-01',
      to: '2017-12-31',
      grain: 'month',
      compare: 'year',
    });
    expect(totals['total']).toBe(426_800);
    expect(before?.totals['total']).toBe(388_800);
    expect(before?.categories).toHaveLength(categories.length);
    expect(before?.categories[0]).toMatchObject({ from: '2016-01-01', to: '2016-01-31' });
  });

  it('rates of any day are shares of what came about on that day', async () => {
    for (const queue of QUEUE_NAMES) {
      const { series } = await ask({ figure: 'rates', queue, from: '2018-01-01', grain: 'day' });
      const rates = series.filter(({ key }) => key !== 'reopen');
      const values = rates.flatMap((each) => each.values).filter((value) => value !== null);
      expect(values.length).toBeGreaterThan(20);
      expect(Math.max(...values)).toBeLessThanOrEqual(1);
      expect(Math.max(...values)).toBeGreaterThan(0);
    }
  });

  it('what funds have committed and spent is what their rows say', async () => {
    const { totals, series } = await ask({ figure: 'fund_burn', from: '2018-05-01' });
    const funds = await desk.client['settings.rows']({ kind: 'fund' });
    const open = funds.filter(({ lastDay }) => String(lastDay) >= '2018-06-05');
    const sum = (name: 'encumbered' | 'spent' | 'budget') =>
      open.reduce((all, fund) => all + Number(fund[name]), 0);
    expect(open.length).toBeGreaterThan(0);
    expect(totals).toMatchObject({
      committed: sum('encumbered'),
      spent: sum('spent'),
      budget: sum('budget'),
    });
    expect(series.map(({ key }) => key)).toEqual(['committed', 'spent', 'budget']);
  });

  it('a fund is of one year: in 2016 there was only the 9,000 yuan of the trial', async () => {
    const { totals } = await ask({ figure: 'fund_burn', from: '2016-01-01', to: '2016-12-31' });
    expect(totals).toMatchObject({ spent: 900_000, budget: 900_000, used_share: 1 });
  });

  it('a part of the library has no budget of its own, and no share of one', async () => {
    const places = await desk.client['settings.rows']({ kind: 'place' });
    const campus = String(places.find(({ kind }) => kind === 'campus')?.id);
    const { totals, series, notes } = await ask({ figure: 'fund_burn', campus });
    expect(series.map(({ key }) => key)).toEqual(['committed', 'spent']);
    expect(Object.keys(totals)).not.toContain('budget');
    expect(Object.keys(totals)).not.toContain('used_share');
    expect(notes).toContain('budget_of_all');
  });

  it('a fund of which nothing is committed yet has its budget', async () => {
    const { totals, series, notes } = await ask({
      figure: 'fund_burn',
      from: '2018-01-01',
      to: '2018-01-02',
    });
    expect(totals).toMatchObject({ committed: 0, spent: 0, budget: 4_600_000, used_share: 0 });
    expect(series.find(({ key }) => key === 'budget')?.values).toEqual([4_600_000, 4_600_000]);
    expect(notes).toEqual([]);
  });

  it('a fund that goes on has not ended, though a period that is to come lies behind it', async () => {
    const { totals } = await ask({ figure: 'trial', to: '2019-06-30' });
    expect(totals).toMatchObject({ lines: 142, spent: 900_000, days: 2 });
  });

  it('first reads come back in time, and are lent in the year after they were shelved', async () => {
    const returns = await ask({ figure: 'on_time_returns' });
    expect(returns.totals).toMatchObject({ in_time: 1, in_time_n: 151 });
    const trialOnly = { from: '2016-12-01', to: '2018-03-31', grain: 'month' } as const;
    const after = await ask({ figure: 'loans_after', ...trialOnly });
    expect(after.totals).toMatchObject({ loans_n: 142, unfinished: 0 });
    expect(after.totals['loans']).toBeGreaterThan(1);
    const rows = await desk.client['figures.rows']({
      ...ALL,
      ...trialOnly,
      figure: 'loans_after',
      categoryKey: '2016-12-01',
      seriesKey: 'loans',
      after: null,
      limit: 200,
    });
    const place = after.categories.findIndex(({ key }) => key === '2016-12-01');
    const sum = rows.rows.reduce((all, { value }) => all + (value ?? 0), 0);
    expect(rows.total).toBe(after.series[0]?.n?.[place]);
    expect(sum / rows.total).toBeCloseTo(after.series[0]?.values[place] ?? 0, 4);
  });
});
