// Loans and holds: a broken line is told once for both, and mended for both by one button.

import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import type { Answer } from '../../phone/answer.ts';
import { answered, mounted } from '../../phone/testing.ts';
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
