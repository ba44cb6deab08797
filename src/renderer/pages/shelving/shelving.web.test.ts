// What the Shelving page says of copies that are not to be shelved, of searches that were not opened, and what a report leaves.

import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pageWith } from '../../../../tests/support/page.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { ShelfCopy } from '../../../shared/shelving/reading.ts';
import MissingList from './missing-list.vue';
import ShelfTab from './shelf-tab.vue';
import TrolleyTab from './trolley-tab.vue';

const copy = (id: string, over: Partial<ShelfCopy> = {}): ShelfCopy => ({
  id,
  barcode: id.toUpperCase(),
  callNumber: `TP311/${id}`,
  key: id,
  title: '数据库系统',
  volume: null,
  holding: 'n-arts',
  status: 'available',
  lentUntil: null,
  heldFor: null,
  lookedFor: null,
  ...over,
});
const reading = { scanned: 2, ordered: 2, misplaced: [], strangers: [] };
const remembered = (codes: string[], place: string | null = null) => ({
  'memory.get': () => ({ value: { codes, place, source: 'wedge' } }),
  'memory.set': () => ({}),
});
const settle = async () => {
  await flushPromises();
  await vi.advanceTimersByTimeAsync(500);
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  document.body.innerHTML = '';
});

describe('the Shelving page', () => {
  it('remembers a shelf that was chosen before the desk had said what it remembers', async () => {
    let answer: (value: object) => void = () => undefined;
    const asked = new Promise<object>((done) => (answer = done));
    const page = pageWith({
      'memory.get': () => asked,
      'memory.set': () => ({}),
      'shelving.read': () => ({
        reading: { ...reading, expected: 0, seen: 0, missing: [] },
        options: {},
        belongs: {},
      }),
      'shelving.tasks': () => [],
    });
    const view = page.mount(ShelfTab, { inventory: true });
    await view.get('select').setValue('n-arts');
    answer({ value: null });
    await settle();
    const kept = page.asked.findLast(({ name }) => name === 'memory.set');
    expect(kept?.input).toMatchObject({ value: { place: 'n-arts' } });
  });

  it('says of a copy on a trolley what keeps it from its shelf', async () => {
    const copies = [
      copy('c1'),
      copy('c2', { heldFor: 'N1-0007' }),
      copy('c3', { status: 'withdrawn' }),
    ];
    const page = pageWith({
      ...remembered(['C1', 'C2', 'C3']),
      'shelving.trolley': () => ({
        stops: [{ collection: 'n-arts', range: null, copies }],
        unknown: [],
      }),
    });
    const view = page.mount(TrolleyTab, {});
    await settle();
    const notes = view.findAll('[data-stop] li').map((row) => row.findAll('[data-note]'));
    expect(notes.map((each) => each.length)).toEqual([0, 1, 1]);
    expect(notes[1]?.[0]?.text()).toContain('N1-0007');
  });

  it('says why no search was opened, and keeps those chosen', async () => {
    const page = pageWith({
      'shelving.missing': ({ rows }) => ({
        ok: true,
        results: (rows as { copyId: string }[]).map(({ copyId }) => ({
          copyId,
          outcome: refuse('already_sought', { barcode: copyId.toUpperCase(), code: 'N1-0009' }),
          code: null,
        })),
      }),
    });
    const missing = [copy('c1'), copy('c2')];
    const inventory = { ...reading, expected: 2, seen: 0, missing };
    const view = page.mount(MissingList, { inventory, place: 'n-arts' });
    for (const box of view.findAll('li input')) await box.setValue(true);
    await view.find('[data-confirm]').trigger('click');
    await flushPromises();
    const told = view.findAll('[data-refused]').map((each) => each.text());
    expect(told).toEqual([
      expect.stringContaining('C1 已在查找（N1-0009）'),
      expect.stringContaining('C2 已在查找（N1-0009）'),
    ]);
    expect(view.findAll<HTMLInputElement>('li input').map((box) => box.element.checked)).toEqual([
      true,
      true,
    ]);
  });

  it('keeps what is scanned while a report is under way', async () => {
    const answers: ((answer: unknown) => void)[] = [];
    const page = pageWith({
      ...remembered(['C1', 'C2'], 'n-arts'),
      'shelving.tasks': () => [],
      'shelving.read': () => ({
        reading: { ...reading, expected: 0, seen: 0, missing: [] },
        options: {},
        belongs: {},
      }),
      'shelving.report': () => new Promise((resolve) => answers.push(resolve)),
    });
    const view = page.mount(ShelfTab, { inventory: false });
    await settle();
    await view.find('[data-report]').trigger('click');
    await view.find('form input').setValue('C3');
    await view.find('form').trigger('submit');
    answers[0]?.({ ok: true, seen: 2, tasks: 0, remarks: [] });
    await settle();
    const kept = page.asked.filter(({ name }) => name === 'memory.set').at(-1);
    expect(kept?.input['value']).toMatchObject({ codes: ['C3'], place: 'n-arts' });
  });
});
