// A returned copy: its slot is asked about where somebody else's lies in it, and what is done is no longer offered.

import { flushPromises } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Answers } from '../../../../tests/support/page.ts';
import { refuse } from '../../../shared/lib/result.ts';
import { playTone } from '../../scan/tones.ts';
import BackRow from './back-row.vue';

vi.mock('../../scan/tones.ts', () => ({ playTone: vi.fn<() => void>() }));

const book = {
  copyId: 'c',
  titleId: 't',
  barcode: 'C',
  title: '活着',
  callNumber: '',
  volume: null,
};
const next = { is: 'hold_shelf', holdId: 'h', reader: '金**', slot: 's1' };
const standings = { of: () => undefined, mood: (_: string, was: unknown) => was, marks: () => [] };
const slot = (id: string, readers: string[] = []) => ({
  id,
  code: id.toUpperCase(),
  copies: readers.length,
  readers,
});

async function rowOf(take: object, answers: Answers = {}, shelved: string | null = null) {
  const page = pageWith(answers);
  const row = { key: 'k', scan: { text: 'C', source: 'wedge' }, take, failed: null };
  const tags = () => [];
  const view = page.mount(BackRow, { row, standings, tags, scannedSlot: null, shelved });
  await flushPromises();
  return { page, view };
}
const notLent = { kind: 'not_lent', book, next, remarks: [] };

it('offers an empty slot, says who lies in the others, and asks before two lie in one', async () => {
  const { page, view } = await rowOf(notLent, {
    'circulation.slots': () => [slot('s1', ['马**']), slot('s2'), slot('s3')],
    'circulation.shelve': ({ slot: to, shared }) =>
      to === 's1' && shared !== true
        ? refuse('slot_taken', { place: 'S1', reader: '马**', barcode: 'B' })
        : { ok: true, remarks: [] },
  });
  const select = view.get('select');
  expect((select.element as HTMLSelectElement).value).toBe('s2');
  expect(select.text()).toContain('S1 · 已放 马**');
  await select.setValue('s1');
  await view.get('form').trigger('submit');
  await flushPromises();
  expect(view.text()).toContain('架位 S1 里已放着为 马** 保留的书（条码 B）');
  expect(view.get('[data-shelve]').text()).toContain('放在一起');
  expect(vi.mocked(playTone).mock.calls).toEqual([['wrong']]);
  // Another slot is no longer asked about.
  await select.setValue('s3');
  expect(view.get('[data-shelve]').text()).toContain('已放上');
  expect(view.text()).not.toContain('保留的书');
  await select.setValue('s1');
  await view.get('form').trigger('submit');
  await flushPromises();
  const sent = page.asked.filter(({ name }) => name === 'circulation.shelve');
  expect(sent.map(({ input }) => input['shared'])).toEqual([undefined, true]);
  view.unmount();
});

it('is good and done with once it lies in its slot, and is not counted as read in the house', async () => {
  const before = await rowOf(notLent, { 'circulation.slots': () => [slot('s1')] });
  expect(before.view.get('.row').attributes('data-mood')).toBe('attention');
  expect(before.view.find('[data-in-house]').exists()).toBe(true);
  before.view.unmount();
  const { view } = await rowOf(notLent, { 'circulation.slots': () => [slot('s1')] }, 's1');
  expect(view.get('.row').attributes('data-mood')).toBe('good');
  expect(view.get('.word').text()).toBe('已上预约架');
  expect(view.find('[data-in-house]').exists()).toBe(false);
  view.unmount();
});

it('takes the money for a late copy where it is returned, once somebody has said that it is there', async () => {
  const loan = { id: 'l1', readerId: 'r', reader: '魏**', overdueDays: 5, fine: 400 };
  const take = {
    kind: 'back',
    book,
    loan: { ...loan, lentOn: '2018-05-01T00:00:00.000Z', dueOn: '2018-05-31T15:59:59.999Z' },
    next: { is: 'shelf', collection: 'n', range: null, callNumber: '' },
    offline: false,
    remarks: [],
  };
  const { page, view } = await rowOf(take, {
    'circulation.settle': () => ({ ok: true, remarks: [] }),
  });
  await view.get('[data-paid]').trigger('click');
  expect(page.asked.filter(({ name }) => name === 'circulation.settle')).toEqual([]);
  await view.get('[data-paid-sure]').trigger('click');
  await flushPromises();
  expect(page.asked).toContainEqual(
    expect.objectContaining({ input: expect.objectContaining({ loanId: 'l1', how: 'paid' }) }),
  );
  expect(view.text()).toContain('✓ 已缴');
  view.unmount();
});

it('offers to put a copy in repair back in use to whoever may, by a key', async () => {
  const aside = { is: 'aside', why: 'in_repair', mayRestore: true };
  const { view } = await rowOf({ ...notLent, next: aside });
  await view.get('[data-restore]').trigger('click');
  expect(view.emitted('restore')).toHaveLength(1);
  view.unmount();
  const other = await rowOf({ ...notLent, next: { ...aside, mayRestore: false } });
  expect(other.view.find('[data-restore]').exists()).toBe(false);
  other.view.unmount();
});

it('says of a copy on no loan here that the library’s own system is told', async () => {
  const facts = { barcode: 'C', scannedOn: '2018-06-06T01:00:00.000Z', returned: null };
  const { view } = await rowOf({ ...notLent, remarks: [{ code: 'back_told', facts }] });
  expect(view.text()).toContain(
    '图书馆系统若记着它借出，会在那边办理还书；办不成的，会列在“待了结”。',
  );
  view.unmount();
});

it('says which request has the copy, for whom it lies where, and leads there', async () => {
  const held = { requestId: 'r', code: 'W-1', queue: 'find_book', state: 'ready', reader: '张*' };
  const take = {
    kind: 'refused',
    book,
    refusal: refuse('copy_in_custody', { barcode: 'C', code: 'W-1', queue: 'find_book' }),
    mayOverride: false,
    heldBy: { ...held, slot: 'S1', action: null },
  };
  const { view, page } = await rowOf(take);
  expect(view.get('[data-held]').text()).toContain('帮我找书 W-1');
  expect(view.get('[data-held]').text()).toContain('张*');
  expect(view.get('[data-held]').text()).toContain('请放回架位 S1');
  await view.get('[data-open-request]').trigger('click');
  await flushPromises();
  expect(page.router.currentRoute.value.query).toMatchObject({ request: 'r' });
  view.unmount();
  const action = 'hold_for_pickup';
  const open = await rowOf({ ...take, heldBy: { ...held, slot: null, action } });
  expect(open.view.get('[data-open-request]').text()).toContain('到 W-1 办理');
  open.view.unmount();
});
