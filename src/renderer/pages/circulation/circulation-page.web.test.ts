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

it.each<[StaffRole, string[]]>([
  ['desk', ['lend', 'back', 'renew', 'holds', 'shelf', 'phone', 'transfers', 'cases']],
  ['assistant', ['back', 'shelf', 'phone', 'cases']],
  ['collection', []],
])('%s: the tabs that the rights reach', async (role, names) => {
  const view = pageWith(answers, [role]).mount(CirculationPage, {});
  await flushPromises();
  expect(view.findAll('[data-tab]').map((tab) => tab.attributes('data-tab'))).toEqual(names);
  expect(view.find('[data-typed]').exists()).toBe(names.length > 0);
  if (names.length > 0) expect(view.get('[aria-selected="true"]').text()).toBeTruthy();
  else expect(view.text()).toContain('学生助管');
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
