// Parts of the figures page in a DOM: the list behind a point, the repair.

import { flushPromises } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Component } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Answers } from '../../../../tests/support/page.ts';
import { inPage, testDesk } from '../../desk/testing.ts';
import RowsPanel from './rows-panel.vue';
import type { OpenPoint } from './use-figure.ts';
import { useRebuild } from './use-rebuild.ts';

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
const row = (index: number) => ({
  requestId: `r${index}`,
  queue: 'reallocation' as const,
  code: `N1-${index}`,
  title: '数据库',
  state: 'submitted',
  // Half past midnight in Shanghai is still the day before by UTC.
  submittedOn: '2018-04-30T16:30:00.000Z',
  value: 75,
  times: 1,
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
  it('stand there once each, with how often they count', async () => {
    const once = { ...row(1), value: 2 / 3, times: 3 };
    const answer = { countable: true, total: 2, rows: [once, { ...row(2), value: 0 }], next: null };
    const question = { ...point.question, figure: 'attainment' as const };
    const { wrapper } = list(() => answer, { ...point, question, unit: 'share' });
    await flushPromises();
    expect(wrapper.findAll('.value').map((each) => each.text())).toEqual([
      '按时 ×2 · 超时',
      '超时',
    ]);
  });

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

  it('are all listed where a request stands there more than once', async () => {
    const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const twice = [row(1), row(1), row(2)];
    const { wrapper } = list(() => ({ countable: true, total: 3, rows: twice, next: null }));
    await flushPromises();
    expect(wrapper.findAll('[data-row]')).toHaveLength(3);
    expect(warned.mock.calls.filter(([text]) => String(text).includes('Duplicate keys'))).toEqual(
      [],
    );
    warned.mockRestore();
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
