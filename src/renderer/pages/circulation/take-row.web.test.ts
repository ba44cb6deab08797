// What can be done about a scan is in its row and in the field above, on every tab.

import { flushPromises } from '@vue/test-utils';
import type { Component } from 'vue';
import { afterEach, expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import { refuse } from '../../../shared/lib/result.ts';
import { deliverScan } from '../../scan/use-scan-target.ts';
import OverrideForm from './override-form.vue';
import PassOnDesk from './pass-on-desk.vue';
import PhoneTab from './phone-tab.vue';
import RenewTab from './renew-tab.vue';

afterEach(() => {
  document.body.innerHTML = '';
});

const tabs: [string, Component, string][] = [
  ['renew', RenewTab, 'circulation.renewScan'],
  ['phone', PhoneTab, 'circulation.verify'],
  ['pass', PassOnDesk, 'circulation.passOn'],
];

it.each(tabs)(
  '%s: a call that failed is made again, and a code of two meanings asks',
  async (_, tab, call) => {
    const copy = { kind: 'copy', id: 'c', title: '活着', callNumber: 'I247', barcode: 'C' };
    const answers: unknown[] = [
      refuse('internal', { id: null }),
      { kind: 'choice', code: 'C', meanings: [copy] },
      { kind: 'unknown', code: 'card_scanned', facts: {} },
    ];
    const page = pageWith({ 'circulation.phoneLoans': () => [], [call]: () => answers.shift() });
    const view = page.mount(tab, {});
    await deliverScan({ text: 'C', source: 'wedge' });
    await flushPromises();
    await view.get('[data-again]').trigger('click');
    await flushPromises();
    expect(view.find('[data-again]').exists()).toBe(false);
    await view.get('.meanings button').trigger('click');
    await flushPromises();
    expect(view.get('.row').attributes('data-code')).toBe('card_scanned');
    const asked = page.asked.filter(({ name }) => name === call);
    expect(asked).toHaveLength(3);
    expect(asked[2]?.input['pick']).toEqual({ kind: 'copy', id: 'c' });
    view.unmount();
  },
);

it('a rule is passed for a reason that passes rules', async () => {
  const view = pageWith({}).mount(OverrideForm, {});
  await view.get('[data-override]').trigger('click');
  const offered = view.findAll('option').map((option) => option.attributes('value'));
  expect(offered).toContain('other');
  expect(offered).toContain('reader_ineligible');
  for (const code of ['reader_cancel', 'lost_in_transit', 'wrong_item', 'no_answer']) {
    expect(offered).not.toContain(code);
  }
  view.unmount();
});

it('the exit check asks for no card, which it would refuse', () => {
  const view = pageWith({ 'circulation.phoneLoans': () => [] }).mount(PhoneTab, {});
  expect(view.get('[data-typed]').attributes('placeholder')).toBe('扫描，或输入图书条码');
  view.unmount();
});
