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

const book = {
  copyId: 'c',
  titleId: 't',
  barcode: 'C',
  title: '活着',
  callNumber: '',
  volume: null,
};
const other = { ...book, copyId: 'd', barcode: 'D' };
const holder = (readerId: string, reader: string) => ({ readerId, reader, waiting: 0 });

it('a renewal says whose copy it is, apart where that is not the reader beside the list, and stays while it is red', async () => {
  const takes: Record<string, object> = {
    R1: { kind: 'reader', readerId: 'r1' },
    R2: { kind: 'reader', readerId: 'r2' },
    OWN: {
      kind: 'renewed',
      book,
      loanId: 'l',
      dueOn: '2018-07-05T15:59:59.999Z',
      renewals: 1,
      remarks: [{ code: 'fine_waived', facts: { amount: 450 } }],
    },
    RED: { kind: 'refused', book: other, refusal: refuse('loan_claimed'), mayOverride: false },
  };
  const names: Record<string, object> = { OWN: holder('r1', '史**'), RED: holder('r9', '魏**') };
  const page = pageWith({
    'circulation.renewScan': ({ text }) => ({
      remarks: [],
      ...takes[String(text)],
      holder: names[String(text)],
    }),
    'circulation.reader': () => null,
  });
  const view = page.mount(RenewTab, {});
  for (const text of ['R1', 'OWN', 'RED']) {
    await deliverScan({ text, source: 'wedge' });
    await flushPromises();
  }
  const [red, own] = view.findAll('.row').map((row) => row.text());
  expect(own).toContain('读者 史**');
  expect(own).toContain('免除了超期费 4.50 元');
  expect(red).toContain('不是旁边这位读者借的，借书的是 魏**');
  await deliverScan({ text: 'R2', source: 'wedge' });
  await flushPromises();
  expect(view.findAll('.row').map((row) => row.attributes('data-code'))).toEqual(['loan_claimed']);
  view.unmount();
});

it('two readers at the desk: whoever may pass a rule is shown where that is done', async () => {
  const take = { kind: 'refused', book, refusal: refuse('loan_limit', { used: 20, limit: 20 }) };
  for (const mayOverride of [true, false]) {
    const page = pageWith({ 'circulation.passOn': () => ({ ...take, mayOverride }) });
    const view = page.mount(PassOnDesk, {});
    await deliverScan({ text: 'C', source: 'wedge' });
    await flushPromises();
    expect(view.find('[data-take-back]').exists()).toBe(mayOverride);
    view.unmount();
  }
});

it('two readers at the desk: a copy scanned once more is amber, and says to whom it was passed on', async () => {
  const dueOn = '2018-07-05T15:59:59.999Z';
  const take = { kind: 'passed_already', book, reader: '李**', dueOn };
  const page = pageWith({ 'circulation.passOn': () => take });
  const view = page.mount(PassOnDesk, {});
  await deliverScan({ text: 'C', source: 'wedge' });
  await flushPromises();
  const row = view.find('.row');
  expect(row.attributes('data-mood')).toBe('attention');
  expect(row.text()).toContain('这册书已经转借给 李**');
  view.unmount();
});
