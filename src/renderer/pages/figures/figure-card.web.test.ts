// A figure's card in a DOM: what it says of good answers and bad ones, of older ones, of steps that are cut.

import { flushPromises } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import type { FigureAnswer, FigureName } from '../../../shared/figures/names.ts';
import { RpcError } from '../../../shared/rpc/failure.ts';
import FigureCard from './figure-card.vue';
import type { CardSpec } from './sections.ts';
import { filtersOf } from './use-figure-filters.ts';

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

const TRIAL_CARD: CardSpec = { figure: 'trial', queue: null, span: 'all' };
function card(
  answer: () => unknown,
  { spec = TRIAL_CARD, asked = filters, narrowed = false } = {},
) {
  mounted?.unmount();
  const page = pageWith({ 'figures.figure': answer });
  const props = { spec, filters: asked, narrowed, named: true, wanted: null };
  const wrapper = page.mount(FigureCard, props);
  mounted = wrapper;
  return { page, wrapper };
}
const ofQueue = (figure: FigureName) => ({ spec: { figure, queue: 'reallocation' as const } });

describe('a figure out of sight', () => {
  it('is asked for only when the page is printed, and stays afterwards', async () => {
    class NeverSeen {
      observe() {}
      disconnect() {}
    }
    vi.stubGlobal('IntersectionObserver', NeverSeen);
    const { page, wrapper } = card(() => TRIAL);
    await flushPromises();
    expect(page.asked).toEqual([]);
    await wrapper.setProps({ whole: true });
    await flushPromises();
    expect(page.asked).toHaveLength(1);
    await wrapper.setProps({ whole: false });
    expect(wrapper.find('.waiting').exists()).toBe(false);
  });
});

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
    const { wrapper } = card(() => nothing, { narrowed: true });
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
      const { wrapper } = card(() => weeks, ofQueue(figure));
      await flushPromises();
      return wrapper.findAll('.notes li').map((each) => each.text());
    };
    expect(await notesOf('trend')).toEqual([
      expect.stringMatching(/^2018-06-04 至 2018-06-05 .*淡/u),
    ]);
    expect(await notesOf('turnaround')).toEqual([expect.not.stringContaining('淡')]);
    expect(await notesOf('backlog')).toEqual([]);
  });

  it('says in words that nothing was closed of late where no time can be told', async () => {
    const backlog = (totals: FigureAnswer['totals']) => ({
      ...TRIAL,
      series: [{ key: 'pending', unit: 'requests', values: [29], n: null }],
      totals,
    });
    const valuesOf = async (totals: FigureAnswer['totals']) => {
      const { wrapper } = card(() => backlog(totals), ofQueue('backlog'));
      await flushPromises();
      return wrapper.findAll('.value').map((each) => each.text());
    };
    expect(await valuesOf({ total: 29, days_on_hand: null, closed_10_days: 0 })).toEqual([
      '29',
      '近十个开馆日没有办结',
    ]);
    expect(await valuesOf({ total: 29, days_on_hand: 58, closed_10_days: 5 })).toEqual([
      '29',
      '58 个开馆日',
    ]);
  });

  it('is compared with nothing before 1900, and says so', async () => {
    const early = filtersOf(
      { from: '1900-01-01', to: '1900-01-31', compare: 'year' },
      '2018-06-05',
    );
    const { page, wrapper } = card(() => TRIAL, {
      spec: { figure: 'trial', queue: null },
      asked: early,
    });
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
    await expect.poll(() => wrapper.findAll('.value').length, { timeout: 10_000 }).toBe(3);
  });
});
