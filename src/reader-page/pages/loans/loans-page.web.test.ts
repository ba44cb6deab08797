// Loans and holds: a broken line is told once for both, and mended for both by one button; what is only asked of the
// library's own system is asked again until it is settled.

import { flushPromises } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import type { Answer } from '../../phone/answer.ts';
import { answered, mounted, refusedWith } from '../../phone/testing.ts';
import LoansPage from './loans-page.vue';

const LOANS = { rows: [], most: 20, owedFen: 0, owed: [], noPhoneLoan: null };

it('says once that the line is broken, and shows both when it is back', async () => {
  let isAway = true;
  const answer = async (value: unknown): Promise<Answer<unknown>> =>
    isAway ? { ok: false, failed: { kind: 'offline' } } : answered(value);
  const api = { loans: () => answer(LOANS), holds: () => answer({ rows: [] }) };
  const view = mounted(LoansPage, {}, api);
  await flushPromises();
  expect(view.findAll('[role="alert"]')).toHaveLength(1);
  isAway = false;
  await view.get('[data-again]').trigger('click');
  await flushPromises();
  expect(view.findAll('[role="alert"]')).toHaveLength(0);
  expect(view.text()).toContain('没有预约');
});

afterEach(() => vi.useRealTimers());

const text = (zh: string) => ({ zh, en: zh });
const row = (confirmed: boolean) => ({
  id: 'l1',
  barcode: 'N1',
  title: '书',
  titleId: 't1',
  verifyBy: null,
  sentence: text('请归还。'),
  confirmed,
  further: confirmed ? [] : [text('等待图书馆系统确认。')],
});

async function waiting(answers: Answer<unknown>[]) {
  vi.useFakeTimers();
  let asked = 0;
  const loans = async (): Promise<Answer<unknown>> => {
    asked += 1;
    return answers[asked - 1] ?? { ok: false, failed: { kind: 'trouble' } };
  };
  const view = mounted(LoansPage, {}, { loans, holds: async () => answered({ rows: [] }) });
  await flushPromises();
  const after = async (seconds: number) => {
    await vi.advanceTimersByTimeAsync(seconds * 1000);
    return asked;
  };
  return { view, after };
}
const page = (...rows: object[]) => answered({ ...LOANS, rows });

it('asks again until the library’s system has answered, and then no more', async () => {
  const { view, after } = await waiting([page(row(false)), page(row(false)), page(row(true))]);
  expect(view.text()).toContain('等待图书馆系统确认。');
  expect(await after(9)).toBe(3);
  expect(view.text()).not.toContain('等待图书馆系统确认。');
  expect(await after(60)).toBe(3);
  view.unmount();
});

it('asks less often where it asks too often, without a word, and not at all where nobody looks', async () => {
  const often = refusedWith('太频繁。', 429, 'too_many');
  const { view, after } = await waiting([page(row(false)), often, often, page(row(false))]);
  expect(await after(4)).toBe(2);
  expect(await after(7)).toBe(2);
  expect(await after(1)).toBe(3);
  expect(view.find('[role="alert"]').exists()).toBe(false);
  expect(await after(16)).toBe(4);
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  expect(await after(60)).toBe(4);
  vi.restoreAllMocks();
  view.unmount();
  expect(await after(60)).toBe(4);
});

it('says why a loan that waited is no longer there, and leads to what was told', async () => {
  const { view, after } = await waiting([page(row(false)), page()]);
  await after(4);
  expect(view.get('[data-gone="N1"]').text()).toMatch(/书.*没有接受这次借阅.*服务台/u);
  expect(view.get('[data-notices]').attributes('href')).toBe('/notices');
  view.unmount();
});
