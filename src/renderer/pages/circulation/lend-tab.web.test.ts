// Lending as the page shows it: what is red stays, half-filled form and all, and what stands in the way has its way out.

import { flushPromises } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import { refuse } from '../../../shared/lib/result.ts';
import { deliverScan } from '../../scan/use-scan-target.ts';
import LendTab from './lend-tab.vue';

vi.mock('../../scan/tones.ts', () => ({ playTone: vi.fn<() => void>() }));
afterEach(() => {
  document.body.innerHTML = '';
});

const book = {
  copyId: 'c',
  titleId: 't',
  barcode: 'C',
  title: '活着',
  callNumber: '',
  volume: null,
};
const takes: Record<string, object> = {
  REFERENCE: {
    kind: 'refused',
    book,
    refusal: refuse('not_lendable', { barcode: 'C' }),
    mayOverride: true,
  },
  LENT: {
    kind: 'refused',
    book,
    refusal: refuse('on_loan', { barcode: 'C', due: '2018-07-05T15:59:59.999Z' }),
    mayOverride: false,
    holder: { reader: '魏**', waiting: 2 },
  },
};

async function tab(blocks: object[] = [], chain: () => object[] = () => []) {
  const page = pageWith({
    'circulation.lend': ({ text }) =>
      takes[String(text)] ?? { kind: 'reader', readerId: text, blocked: false },
    'circulation.reader': ({ readerId }) => ({
      reader: { id: readerId, nameMasked: `${String(readerId)}**`, cardMasked: '1', category: 'x' },
      blocks,
      loans: [],
      owed: [],
      ready: [],
      readyRequests: [],
    }),
    'circulation.standing': () => [],
    'circulation.chain': chain,
    'settings.rows': () => [],
  });
  const view = page.mount(LendTab, {});
  const scan = async (text: string) => {
    await deliverScan({ text, source: 'wedge' });
    await flushPromises();
  };
  return { page, view, scan };
}

it('another card leaves the red row and its half-filled form where they are, with whose they are', async () => {
  const { page, view, scan } = await tab();
  await scan('甲');
  await scan('REFERENCE');
  await view.get('[data-override]').trigger('click');
  await view.get('form.pass input').setValue('教学');
  await scan('乙');
  expect(view.get('.reader').attributes('data-reader')).toBe('乙');
  expect(view.get('.row').text()).toContain('属于之前的读者 甲**');
  expect(view.get<HTMLInputElement>('form.pass input').element.value).toBe('教学');
  await view.get('form.pass').trigger('submit');
  const passed = page.asked.filter(
    ({ name, input }) => name === 'circulation.lend' && input['override'],
  );
  expect(passed).toMatchObject([{ input: { readerId: '甲', text: 'REFERENCE' } }]);
  view.unmount();
});

it('a copy on loan says who has it and who waits, and is taken back or held by one key', async () => {
  const { page, view, scan } = await tab();
  await scan('甲');
  await scan('LENT');
  expect(view.get('.row').text()).toContain('读者 魏** · 2 人排队');
  await view.get('[data-hold]').trigger('click');
  await flushPromises();
  expect(page.router.currentRoute.value.params['tab']).toBe('holds');
  await view.get('[data-take-back]').trigger('click');
  await flushPromises();
  expect(page.router.currentRoute.value.params['tab']).toBe('back');
  // Somebody else is served by now: no hold of theirs is meant by this row.
  await scan('乙');
  expect(view.find('[data-hold]').exists()).toBe(false);
  expect(view.find('[data-take-back]').exists()).toBe(true);
  view.unmount();
});

it('a blocked card says why, with the way to where that is lifted', async () => {
  const { view, scan } = await tab([refuse('reader_blocked', { reason: 'card_lost' })]);
  await scan('甲');
  expect(view.get('.blocks').text()).toContain('读者证挂失');
  expect(view.get('[data-open-card]').attributes('href')).toContain('/search?tab=readers&reader=');
  view.unmount();
});

it('a copy that has come back since is no longer said to be on loan, and can be lent', async () => {
  let closedOn: string | null = null;
  const { page, view, scan } = await tab([], () => [{ loan: { id: 'l', closedOn } }]);
  await scan('甲');
  await scan('LENT');
  expect(view.get('.row').text()).toContain('已借出');
  closedOn = '2018-06-20T02:00:00.000Z';
  page.change('loan');
  await expect.poll(() => view.get('.row').attributes('data-mood')).toBe('attention');
  expect(view.get('.row').text()).toContain('这册书已经还了');
  expect(view.get('.row').text()).not.toContain('已借出');
  expect(view.find('[data-take-back]').exists()).toBe(false);
  expect(view.find('[data-again]').exists()).toBe(true);
  view.unmount();
});
