// Parts of the figures page in a DOM: what a card says of good and bad answers, the list behind a point, the repair.

import { flushPromises } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Component } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Answers } from '../../../../tests/support/page.ts';
import type { FigureAnswer, FigureName } from '../../../shared/figures/names.ts';
import { RpcError } from '../../../shared/rpc/failure.ts';
import { inPage, testDesk } from '../../desk/testing.ts';
import FigureCard from './figure-card.vue';
import RowsPanel from './rows-panel.vue';
import { filtersOf } from './use-figure-filters.ts';
import type { OpenPoint } from './use-figure.ts';
import { useRebuild } from './use-rebuild.ts';

const TRIAL: FigureAnswer = {
  axis: 'code',
  grain: null,
  categories: [{ key: 'f1', from: null, to: null, name: { zh: '先读试行', en: 'Trial' } }],
  series: [
    { key: 'lines', unit: 'lines', values: [142], n: null },
    { key: 'spent', unit: 'fen', values: [900_000], n: null },
  ],
  totals: { lines: 142, spent: 900_000, days: 2 },
  before: null,
  notes: [],
};
const filters = filtersOf({}, '2018-06-05');

let mounted: VueWrapper | undefined;
// The DOM of the tests has no sizes, so that nothing would ever come into sight.
beforeEach(() => void vi.stubGlobal('IntersectionObserver', undefined));
afterEach(() => {
  mounted?.unmount();
  vi.unstubAllGlobals();
});

function shown(component: Component, answers: Answers, props: object) {
  const page = pageWith(answers);
  const wrapper = page.mount(component, { ...props });
  mounted = wrapper;
  return { page, wrapper };
}
const card = (answer: () => unknown, narrowed = false) =>
  shown(
    FigureCard,
    { 'figures.figure': answer },
    {
      spec: { figure: 'trial', queue: null, span: 'all' },
      filters,
      narrowed,
      named: true,
      wanted: null,
    },
  );

describe('a figure', () => {
  it('says its numbers in their units and opens what is behind one', async () => {
    const { page, wrapper } = card(() => TRIAL);
    await flushPromises();
    expect(wrapper.findAll('.value').map((each) => each.text())).toEqual(['142', '¥9,000.00', '2']);
    expect(page.asked[0]?.input).toMatchObject({
      figure: 'trial',
      to: '2018-06-05',
      compare: 'none',
    });
    await wrapper.findAll('td button')[1]?.trigger('click');
    expect(wrapper.emitted('open')?.[0]).toMatchObject([
      { categoryKey: 'f1', seriesKey: 'spent', unit: 'fen', point: '先读试行 · 已支出' },
    ]);
  });

  it('says a change with word and sign beside what was', async () => {
    const before = { ...TRIAL, totals: { lines: 100, spent: 1_800_000, days: 2 } };
    const { wrapper } = card(() => ({ ...TRIAL, before }));
    await flushPromises();
    expect(wrapper.findAll('.change').map((each) => each.text())).toEqual([
      '增加 +42%',
      '减少 −50%',
      '持平',
    ]);
    expect(wrapper.find('.change').attributes('title')).toBe('比较期：100');
  });

  it('never shows nothing as zero: it says that there is nothing, and why', async () => {
    const nothing = {
      ...TRIAL,
      series: [{ key: 'lines', unit: 'lines', values: [null], n: null }],
      totals: { lines: null, spent: null, days: null },
      notes: ['no_data'],
    };
    const { wrapper } = card(() => nothing, true);
    await flushPromises();
    expect(wrapper.findAll('.value').map((each) => each.text())).toEqual(['–', '–', '–']);
    expect(wrapper.find('.empty').text()).toContain('在这些筛选条件下');
    await wrapper.find('.empty button').trigger('click');
    expect(wrapper.emitted('clear')).toHaveLength(1);
  });

  it('never stands under the words of a period that it does not answer', async () => {
    const waiting: (() => void)[] = [];
    let fails = false;
    const { wrapper } = card(async () => {
      if (fails) throw new RpcError({ code: 'internal', errorId: 'E9' });
      if (waiting.length > 0 || wrapper.find('.value').exists())
        await new Promise<void>((resolve) => waiting.push(resolve));
      return TRIAL;
    });
    await flushPromises();
    const isShown = () => wrapper.find('.box').isVisible();
    expect([isShown(), wrapper.find('.note').text()]).toEqual([
      true,
      expect.stringContaining('2018-06-05'),
    ]);
    await wrapper.setProps({ filters: filtersOf({}, '2018-03-31') });
    await flushPromises();
    expect([isShown(), wrapper.find('.note').text()]).toEqual([
      false,
      expect.stringContaining('2018-06-05'),
    ]);
    waiting.forEach((answer) => answer());
    await expect.poll(isShown).toBe(true);
    expect(wrapper.find('.note').text()).toContain('2018-03-31');
    fails = true;
    await wrapper.setProps({ filters: filtersOf({}, '2018-02-28') });
    await expect.poll(() => wrapper.find('[role="alert"]').exists()).toBe(true);
    expect([isShown(), wrapper.find('[role="alert"]').text()]).toEqual([
      false,
      expect.stringContaining('E9'),
    ]);
  });

  it('says which of its steps are not whole, where a part makes a step smaller', async () => {
    const step = (from: string, to: string) => ({ key: from, from, to, name: null });
    const weeks = {
      axis: 'time',
      grain: 'week',
      categories: [step('2018-05-28', '2018-06-03'), step('2018-06-04', '2018-06-05')],
      series: [{ key: 'pending', unit: 'requests', values: [9, 2], n: null }],
      totals: { total: 11 },
      before: null,
      notes: [],
    };
    const notesOf = async (figure: FigureName) => {
      const { wrapper } = shown(
        FigureCard,
        { 'figures.figure': () => weeks },
        {
          spec: { figure, queue: 'reallocation' },
          filters,
          narrowed: false,
          named: true,
          wanted: null,
        },
      );
      await flushPromises();
      const text = wrapper.findAll('.notes li').map((each) => each.text());
      wrapper.unmount();
      return text;
    };
    expect(await notesOf('trend')).toEqual([
      expect.stringMatching(/^2018-06-04 至 2018-06-05 .*浅/u),
    ]);
    expect(await notesOf('turnaround')).toEqual([expect.not.stringContaining('浅')]);
    expect(await notesOf('backlog')).toEqual([]);
  });

  it('is compared with nothing before 1900, and says so', async () => {
    const early = filtersOf(
      { from: '1900-01-01', to: '1900-01-31', compare: 'year' },
      '2018-06-05',
    );
    const { page, wrapper } = shown(
      FigureCard,
      { 'figures.figure': () => TRIAL },
      {
        spec: { figure: 'trial', queue: null },
        filters: early,
        narrowed: false,
        named: true,
        wanted: null,
      },
    );
    await flushPromises();
    expect(page.asked[0]?.input).toMatchObject({ from: '1900-01-01', compare: 'none' });
    expect(wrapper.find('.notes').text()).toContain('1900');
  });

  it('that failed can be asked for again', async () => {
    let calls = 0;
    const { wrapper } = card(() => {
      calls += 1;
      if (calls === 1) throw new RpcError({ code: 'internal', errorId: 'E7' });
      return TRIAL;
    });
    await flushPromises();
    expect(wrapper.find('[role="alert"]').text()).toContain('E7');
    await wrapper.find('[role="alert"] el-button').trigger('click');
    await expect.poll(() => wrapper.findAll('.value').length).toBe(3);
  });
});

const row = (index: number) => ({
  requestId: `r${index}`,
  queue: 'reallocation' as const,
  code: `N1-${index}`,
  title: '数据库',
  state: 'submitted',
  // Half past midnight in Shanghai is still the day before by UTC.
  submittedOn: '2018-04-30T16:30:00.000Z',
  value: 75,
});
const point: OpenPoint = {
  question: {
    figure: 'turnaround',
    queue: 'reallocation',
    from: '2018-05-01',
    to: '2018-05-31',
    campus: null,
    collection: null,
    category: null,
    grain: null,
    compare: 'year',
  },
  categoryKey: '2018-05-01',
  seriesKey: 'p50',
  unit: 'minutes',
  title: '办好用时',
  point: '5月',
};
const list = (answer: Answers[string], of: OpenPoint = point) =>
  shown(RowsPanel, { 'figures.rows': answer }, { point: of });

describe('the requests behind a point', () => {
  it('come a page at a time with their own part, and lead to their queue', async () => {
    const { page, wrapper } = list(({ after }) =>
      after === null
        ? { countable: true, total: 3, rows: [row(1), row(2)], next: '2' }
        : { countable: true, total: 3, rows: [row(3)], next: null },
    );
    await flushPromises();
    expect(wrapper.find('[data-total]').text()).toBe('已列出 2 件，共 3 件');
    await wrapper.find('.more').trigger('click');
    await flushPromises();
    expect(wrapper.find('[data-total]').text()).toBe('共 3 件');
    expect(wrapper.findAll('[data-row]').map((each) => each.attributes('href'))).toEqual(
      [1, 2, 3].map((index) => `/queue/reallocation?request=r${index}`),
    );
    expect(wrapper.find('.value').text()).toBe('1 小时 15 分');
    expect(wrapper.find('[data-row]').text()).toContain('2018年5月1日 提交');
    // A comparison has no say in which requests stand behind a point.
    expect(page.asked.map(({ input }) => input['compare'])).toEqual(['none', 'none']);
  });

  it('are none where only sums are kept, and cannot be told while the sums are damaged', async () => {
    const none = () => ({ countable: false, total: 0, rows: [], next: null });
    const loans = {
      ...point,
      question: { ...point.question, figure: 'loans' as const, queue: null },
    };
    const { wrapper } = list(none, loans);
    await flushPromises();
    expect(wrapper.find('.said').text()).toContain('个人借阅历史不保存');
    wrapper.unmount();
    const damaged = list(none).wrapper;
    await flushPromises();
    expect(damaged.find('.said').text()).toContain('正在修复');
  });
});

describe('counting anew', () => {
  it('tells how far it is, stops at will, and can be begun again', async () => {
    let stopped = 0;
    const { desk } = testDesk({
      'figures.state': () => Promise.resolve({ state: 'damaged', done: 0, of: 54 }),
      async *'figures.rebuild'(_input, _caller, signal) {
        for (let done = 1; done <= 3; done += 1) yield { done, of: 54 };
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
        stopped += 1;
      },
    });
    const { value: rebuild, unmount } = inPage(desk, useRebuild);
    await expect.poll(() => rebuild.live.data.value?.state).toBe('damaged');
    const running = rebuild.start();
    await expect.poll(() => rebuild.progress.value).toEqual({ done: 3, of: 54 });
    rebuild.stop();
    await running;
    expect([rebuild.progress.value, rebuild.failed.value]).toEqual([null, false]);
    await expect.poll(() => stopped).toBe(1);
    const again = rebuild.start();
    await expect.poll(() => rebuild.progress.value?.done).toBe(3);
    // Whoever leaves the page stops it too.
    unmount();
    await again;
    await expect.poll(() => stopped).toBe(2);
  });
});
