// Money that was taken stays taken on the screen, though another tab was looked at meanwhile.

import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { h, ref } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import PayStep from './pay-step.vue';

it('says that it is paid when its row is drawn anew, and does not ask for the money again', async () => {
  const page = pageWith({ 'circulation.settle': () => ({ ok: true, remarks: [] }) });
  const isShown = ref(true);
  const tab = () => (isShown.value ? h(PayStep, { loanId: 'l1', amount: 400 }) : null);
  const view = page.mount({ render: tab }, {});
  await view.get('[data-paid]').trigger('click');
  await view.get('[data-paid-sure]').trigger('click');
  await flushPromises();
  isShown.value = false;
  await flushPromises();
  expect(view.text()).toBe('');
  isShown.value = true;
  await flushPromises();
  expect(view.text()).toContain('✓ 已缴');
  expect(view.find('[data-paid]').exists()).toBe(false);
  view.unmount();
});
