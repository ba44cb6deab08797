import { flushPromises } from '@vue/test-utils';
import { ElButton } from 'element-plus';
import { afterEach, expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import { i18n } from '../../i18n/index.ts';
import DeskRow from './desk-row.vue';

afterEach(() => {
  i18n.global.locale.value = 'zh';
});

function rowOf(madeAlone?: number) {
  const page = pageWith({ clock: () => ({ now: '2018-06-06T00:30:00.000Z', offset: 0 }) }, [
    'admin',
  ]);
  const base = { id: 'd2', code: 'D2', name: 'Front desk', campus: 'north', lastSeen: null };
  const more = { enrolledOn: '2018-06-05T00:30:00.000Z', revoked: false, own: false };
  const desk = { ...base, ...more, ...(madeAlone === undefined ? {} : { madeAlone }) };
  return page.mount({ ...DeskRow, components: { ElButton } }, { desk, asking: false });
}

it('tells an administrator how much a desk brought that nobody signed in for', async () => {
  const row = rowOf(31);
  expect(row.text()).toContain('带来独立运行时的操作：31 项');
  i18n.global.locale.value = 'en';
  await flushPromises();
  expect(row.text()).toContain('Actions brought from working alone: 31');
  i18n.global.locale.value = 'zh';
  for (const none of [rowOf(0), rowOf()]) expect(none.text()).not.toContain('独立运行');
});
