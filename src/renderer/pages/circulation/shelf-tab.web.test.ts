// A copy that is kept for somebody is put on the hold shelf from the tab of the shelf, by a scan of its slot.

import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import { deliverScan } from '../../scan/use-scan-target.ts';
import ShelfTab from './shelf-tab.vue';

const book = {
  copyId: 'c1',
  titleId: 't1',
  barcode: 'C1',
  title: '活着',
  callNumber: 'I247',
  volume: null,
};
const next = { is: 'hold_shelf', holdId: 'h1', reader: '王**', slot: null };
const TAKES: Record<string, unknown> = {
  C1: { kind: 'not_lent', book, next, remarks: [] },
  S1: { kind: 'place', placeId: 'slot-1', code: 'NH1-01' },
};
const scan = async (text: string) => {
  deliverScan({ text, source: 'wedge' });
  await flushPromises();
};

it('offers the slot, and takes the scan of it', async () => {
  const page = pageWith({
    'circulation.shelf': () => ({ lines: [], slots: 2, free: 2 }),
    'circulation.slots': () => [{ id: 'slot-1', code: 'NH1-01', copies: 0, readers: [] }],
    'circulation.clear': ({ text }) => TAKES[String(text)],
    'circulation.shelve': () => ({ ok: true, remarks: [] }),
  });
  const view = page.mount(ShelfTab, {});
  await flushPromises();
  await scan('S1');
  expect(view.get('.row').attributes('data-code')).toBe('place_scanned');
  await scan('C1');
  const row = view.get('.row');
  expect(row.text()).toContain('待上架');
  expect(row.text()).not.toContain('已撤下');
  await scan('S1');
  expect(page.asked).toContainEqual(
    expect.objectContaining({
      name: 'circulation.shelve',
      input: expect.objectContaining({ holdId: 'h1', slot: 'slot-1' }),
    }),
  );
  await flushPromises();
  expect(row.text()).toContain('已上架');
  view.unmount();
});

it('names the request that fetches a copy', async () => {
  const hold = { id: 'h1', kind: 'hold', status: 'ready' };
  const errand = { id: 'r1', code: 'H-C1-1' };
  const lines = [
    { hold, title: '活着', book, reader: '王**', card: '', slot: null, state: 'on_way', errand },
  ];
  const page = pageWith({ 'circulation.shelf': () => ({ lines, slots: 2, free: 2 }) });
  const view = page.mount(ShelfTab, {});
  await flushPromises();
  expect(view.get('[data-group="on_way"]').text()).toContain('正在取来 · H-C1-1');
  view.unmount();
});
