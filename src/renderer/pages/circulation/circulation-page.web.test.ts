// Whoever may not work a part of the counter is not shown it.

import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import type { StaffRole } from '../../../shared/library/entities.ts';
import SearchPage from '../search/search-page.vue';
import CirculationPage from './circulation-page.vue';

const answers = {
  'circulation.counts': () => ({ phone: 0, transfers: 0, cases: 0, clear: 0 }),
  'circulation.connection': () => ({ joined: false, online: false, waiting: 0 }),
  'circulation.standing': () => [],
  'settings.rows': () => [],
};

const names = async (role: StaffRole) => {
  const view = pageWith(answers, [role]).mount(CirculationPage, {});
  await flushPromises();
  return { view, tabs: view.findAll('[data-tab]').map((tab) => tab.attributes('data-tab')) };
};

it.each<[StaffRole, string[]]>([
  ['desk', ['lend', 'back', 'renew', 'holds', 'shelf', 'phone', 'transfers', 'cases']],
  ['assistant', ['back', 'shelf', 'phone', 'cases']],
])('%s: the tabs that the rights reach', async (role, reached) => {
  const { view, tabs } = await names(role);
  expect(tabs).toEqual(reached);
  expect(view.get('[aria-selected="true"]').attributes('data-tab')).toBe(reached[0]);
  expect(view.find('[data-typed]').exists()).toBe(true);
  view.unmount();
});

it('whoever lends nothing and takes nothing back is told which roles do', async () => {
  const { view, tabs } = await names('collection');
  expect(tabs).toEqual([]);
  expect(view.find('[data-typed]').exists()).toBe(false);
  expect(view.text()).toContain('学生助管');
  view.unmount();
});

it.each<[StaffRole, number]>([
  ['assistant', 2],
  ['desk', 3],
])('%s: readers are searched by whoever may see them', async (role, tabs) => {
  const view = pageWith({}, [role]).mount(SearchPage, {});
  await flushPromises();
  expect(view.findAll('el-radio-button')).toHaveLength(tabs);
  view.unmount();
});
