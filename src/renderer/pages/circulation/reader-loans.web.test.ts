// What can be done about a loan is what the rules still allow; money and claims are not settled by one wrong click.

import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import OwedLines from './owed-lines.vue';
import PayStep from './pay-step.vue';
import ReaderLoans from './reader-loans.vue';

const line = (id: string, more: object = {}, lost = false) => ({
  loan: { id, dueOn: '2018-07-05T15:59:59.999Z', closedOn: null, ...more },
  book: { copyId: id, titleId: 't', barcode: id, title: '活着', callNumber: '', volume: null },
  overdue: false,
  lost,
});

it('a loan whose copy is lost says so with what it costs, and is neither renewed nor lost again', async () => {
  const loans = [line('lost', { fine: 4550, charge: 4550 }, true), line('fine')];
  const page = pageWith({
    'circulation.reader': () => ({ reader: { nameMasked: '史**' }, loans }),
  });
  const view = page.mount(ReaderLoans, { readerId: 'r1' });
  await flushPromises();
  const row = view.get('[data-loan="lost"]');
  expect(row.text()).toContain('已登记遗失，待缴 45.50 元');
  expect(row.findAll('button, input')).toHaveLength(0);
  expect(view.findAll('[data-loan="fine"] input')).toHaveLength(1);
  await view.get('header input').setValue(true);
  expect(view.get('[data-renew]').text()).toContain('1');
  view.unmount();
});

it('what is said to be back can be taken back', async () => {
  const loans = [line('l1', { claimedOn: '2018-06-06T01:00:00.000Z' })];
  const page = pageWith({
    'circulation.reader': () => ({ reader: { nameMasked: '史**' }, loans }),
    'circulation.unclaim': () => ({ ok: true, remarks: [] }),
  });
  const view = page.mount(ReaderLoans, { readerId: 'r1' });
  await flushPromises();
  expect(view.find('[data-claim]').exists()).toBe(false);
  await view.get('[data-unclaim]').trigger('click');
  expect(page.asked).toContainEqual(
    expect.objectContaining({
      name: 'circulation.unclaim',
      input: expect.objectContaining({ loanId: 'l1' }),
    }),
  );
  view.unmount();
});

it('the focus goes along with what is asked, and back', async () => {
  const page = pageWith({
    'circulation.reader': () => ({ reader: { nameMasked: '史**' }, loans: [line('l1')] }),
  });
  const loss = page.mount(ReaderLoans, { readerId: 'r1' });
  const paid = page.mount(PayStep, { loanId: 'l1', amount: 450 });
  document.body.append(loss.element, paid.element);
  await flushPromises();
  const focus = () => document.activeElement;
  await loss.get('[data-lost]').trigger('click');
  expect(focus()).toBe(loss.get('form input').element);
  await loss.get('[data-not-lost]').trigger('click');
  expect(focus()).toBe(loss.get('[data-lost]').element);
  await paid.get('[data-paid]').trigger('click');
  expect(focus()).toBe(document.querySelector('.ask'));
  await paid.get('[data-unpaid]').trigger('click');
  expect(focus()).toBe(document.querySelector('[data-paid]'));
  loss.unmount();
  paid.unmount();
});

it('money is taken for paid once somebody has said that it is there', async () => {
  const page = pageWith({ 'circulation.settle': () => ({ ok: true, remarks: [] }) });
  const panel = { owed: [line('l1', { fine: 450 })], maySettle: true, mayWaive: true };
  const view = page.mount(OwedLines, { panel });
  await view.get('[data-paid]').trigger('click');
  expect(page.asked).toEqual([]);
  expect(view.text()).toContain('收到 4.50 元了吗');
  await view.get('[data-paid-sure]').trigger('click');
  expect(page.asked).toMatchObject([{ name: 'circulation.settle', input: { how: 'paid' } }]);
  view.unmount();
});
