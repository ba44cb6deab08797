// A copy out of use and back on its card: done at once where nothing has to be said, else with a reason and words.

import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { ME, pageWith } from '../../../tests/support/page.ts';
import { refuse } from '../../shared/lib/result.ts';
import CopyDeeds from './copy-deeds.vue';

const use = {
  at: '2018-06-20T02:00:00.000Z',
  by: ME,
  to: 'in_repair',
  reason: 'damaged',
  note: '书脊脱落',
};

function cardOf(status: string, deeds: string[], answer: object = { ok: true, remarks: [] }) {
  const page = pageWith({ 'circulation.useCopy': () => answer });
  const card = { holding: { copy: { id: 'c', status } }, deeds, uses: [use] };
  const view = page.mount(CopyDeeds, { card });
  const sent = () =>
    page.asked.filter(({ name }) => name === 'circulation.useCopy').map(({ input }) => input);
  return { view, sent };
}

it('puts a mended copy back in use by one press, and says where it goes', async () => {
  const remarks = [{ code: 'to_hold_shelf', facts: { campus: 'north' } }];
  const deeds = ['copy.restore', 'copy.withdraw'];
  const { view, sent } = cardOf('in_repair', deeds, { ok: true, remarks });
  expect(view.get('li').text()).toBe('2018年6月20日 · 王老师 · 修补中 · 破损 · 书脊脱落');
  await view.get('[data-deed="copy.restore"]').trigger('click');
  await flushPromises();
  expect(sent()).toMatchObject([{ copyId: 'c', deed: 'copy.restore', was: 'in_repair' }]);
  expect(view.get('[role="status"]').text()).toContain('请放上');
  view.unmount();
});

it('withdraws only with a reason, and with words where the reason says nothing', async () => {
  const { view, sent } = cardOf('available', ['copy.repair', 'copy.withdraw']);
  await view.get('[data-deed="copy.withdraw"]').trigger('click');
  expect(sent()).toEqual([]);
  await view.get('select').setValue('other');
  await view.get('form').trigger('submit');
  expect(view.get('[role="alert"]').text()).toBe('请写明原因。');
  await view.get('input').setValue(' 缺页 ');
  await view.get('form').trigger('submit');
  await flushPromises();
  const why = { reason: 'other', note: '缺页' };
  expect(sent()).toMatchObject([{ deed: 'copy.withdraw', was: 'available', ...why }]);
  expect(view.find('form').exists()).toBe(false);
  view.unmount();
});

it('keeps the form and what was typed where it is refused', async () => {
  const refused = refuse('on_loan', { barcode: 'C', due: '2018-07-05T15:59:59.999Z' });
  const { view } = cardOf('available', ['copy.repair'], refused);
  await view.get('[data-deed="copy.repair"]').trigger('click');
  await view.get('input').setValue('封面破了');
  await view.get('form').trigger('submit');
  await flushPromises();
  expect(view.text()).toContain('C 已借出');
  expect(view.get<HTMLInputElement>('input').element.value).toBe('封面破了');
  view.unmount();
});

it('asks for words before what was withdrawn comes back', async () => {
  const { view, sent } = cardOf('withdrawn', ['copy.restore']);
  await view.get('[data-deed="copy.restore"]').trigger('click');
  await view.get('form').trigger('submit');
  expect(sent()).toEqual([]);
  await view.get('input').setValue('剔错了');
  await view.get('form').trigger('submit');
  expect(sent()).toMatchObject([{ deed: 'copy.restore', was: 'withdrawn', note: '剔错了' }]);
  view.unmount();
});
