// Whose hold is placed: the reader who is named and seen, whatever is still on its way.
import { flushPromises } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h, shallowRef } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Answers } from '../../../../tests/support/page.ts';
import { refuse } from '../../../shared/lib/result.ts';
import { RpcError } from '../../../shared/rpc/failure.ts';
import { playTone } from '../../scan/tones.ts';
import { deliverScan } from '../../scan/use-scan-target.ts';
import { useCounter } from './counter-store.ts';
import HoldsTab from './holds-tab.vue';
import { emptyCounter } from './lend-session.ts';

vi.mock('../../scan/tones.ts', () => ({ playTone: vi.fn<() => void>() }));

const title = (id: string) => ({ kind: 'title', titles: [{ id }], isbn: '9787301123456' });
const reader = (id: string) => ({ kind: 'reader', reader: { id }, open: [] });
const unknown = (code: string) => ({ kind: 'unknown', code, facts: {} });
const scan = (text: string) => deliverScan({ text, source: 'wedge' });

it('hits say where a copy stands on the shelf, or that none does', async () => {
  const hit = (id: string, available: number) => ({
    title: { id, title: id, author: '', publisher: '', holdsWaiting: 0 },
    copies: 2,
    byCampus: { north: { held: 2, available } },
  });
  const view = pageWith({
    'search.titles': () => ({ rows: [hit('a', 1), hit('b', 0)], count: { total: 2, more: false } }),
  }).mount(HoldsTab, {});
  await view.get('[data-find]').setValue('活着');
  await view.get('form.find').trigger('submit');
  await flushPromises();
  const [free, none] = view.findAll('.hit').map((each) => each.text());
  expect(free).toContain('可借 1 / 2');
  expect(none).toContain('现无在架复本');
  view.unmount();
});

it('a search that failed says so, and shows no hits of another one', async () => {
  const hits = { rows: [], count: { total: 0, more: false } };
  const answers = [() => hits, () => Promise.reject(new RpcError({ code: 'internal' }))];
  const view = pageWith({ 'search.titles': () => answers.shift()?.() }).mount(HoldsTab, {});
  for (const text of ['活着', '兄弟']) {
    await view.get('[data-find]').setValue(text);
    await view.get('form.find').trigger('submit');
    await flushPromises();
  }
  const alerts = view.findAll('.left [role="alert"]').map((each) => each.text());
  expect(alerts.some((text) => text !== '')).toBe(true);
  expect(view.get('.left').text()).not.toContain('没有找到');
  view.unmount();
});

/** The tab with a title chosen; `cards` answers whatever else is scanned or typed, `served` is at the counter. */
async function tab(
  cards: (text: string) => unknown,
  more: Answers = {},
  served: string | null = null,
) {
  const page = pageWith({
    'scan.card': ({ text }) =>
      String(text).startsWith('t') ? title(String(text)) : cards(String(text)),
    'search.titles': () => ({ rows: [], count: { total: 0, more: false } }),
    'circulation.queue': () => ({ title: '活着', author: '余华', copies: 1, holds: [] }),
    'circulation.reader': ({ readerId }) => ({
      reader: { id: readerId, nameMasked: `读者${String(readerId)}`, cardMasked: '180****01' },
    }),
    'circulation.place': () => ({ ok: true, remarks: [] }),
    ...more,
  });
  const counter = shallowRef<ReturnType<typeof useCounter>>();
  const atCounter = defineComponent(() => {
    counter.value = useCounter();
    counter.value.counter = { ...emptyCounter(performance.now()), readerId: served };
    return () => h(HoldsTab);
  });
  const view = page.mount(atCounter, {});
  await scan('t1');
  await flushPromises();
  const button = () => view.get('[data-place]');
  const submit = async () => {
    await view.get('form.place').trigger('submit');
    await flushPromises();
  };
  const type = (text: string) => view.get('[data-card]').setValue(text);
  const placed = () =>
    page.asked
      .filter(({ name }) => name === 'circulation.place')
      .map(({ input }) => input['readerId']);
  const forget = async () => {
    if (counter.value) counter.value.counter = emptyCounter();
    await flushPromises();
  };
  const { connection } = page;
  return { view, button, submit, type, placed, forget, connection };
}

afterEach(() => {
  document.body.innerHTML = '';
});

describe('a scan on the holds tab', () => {
  it('stops the hold for the last reader until the desk has said whose card it is', async () => {
    const second = Promise.withResolvers<unknown>();
    const { view, button, submit, placed } = await tab((text) =>
      text === 'c1' ? reader('one') : second.promise,
    );
    await scan('c1');
    await flushPromises();
    expect(button().attributes('disabled')).toBeUndefined();
    void scan('c2');
    await flushPromises();
    expect(view.get('[data-reading]').text()).toBe('正在读取扫描…');
    expect(view.text()).not.toContain('读者one');
    expect(button().attributes('disabled')).toBeDefined();
    await submit();
    expect(placed()).toEqual([]);
    second.resolve(reader('two'));
    await flushPromises();
    expect(view.find('[data-reading]').exists()).toBe(false);
    await submit();
    expect(placed()).toEqual(['two']);
    view.unmount();
  });

  it('is answered in the order of scanning', async () => {
    const first = Promise.withResolvers<unknown>();
    const { view, submit, placed } = await tab((text) =>
      text === 'c1' ? first.promise : reader('two'),
    );
    void scan('c1');
    void scan('c2');
    await flushPromises();
    first.resolve(reader('one'));
    await flushPromises();
    await submit();
    expect(placed()).toEqual(['two']);
    view.unmount();
  });

  it('says that it was not read, and leaves no reader, when the connection is lost', async () => {
    const { view, submit, placed } = await tab((text) => {
      if (text === 'c1') return reader('one');
      throw new RpcError({ code: 'disconnected' });
    });
    await scan('c1');
    await scan('c2');
    await flushPromises();
    expect(view.get('.left [role="alert"]').text()).toBe('没有读到。请再扫一次。');
    await submit();
    expect(placed()).toEqual([]);
    view.unmount();
  });

  it('is answered with a tone and a sentence while no desk is there to read it, and none is waited for', async () => {
    const never = new Promise<unknown>(() => undefined);
    const { view, submit, type, placed, connection } = await tab((text) =>
      text === 'c1' ? reader('one') : never,
    );
    await scan('c1');
    vi.mocked(playTone).mockClear();
    const read = scan('c2');
    connection.value = 'lost';
    await flushPromises();
    expect(view.find('[data-reading]').exists()).toBe(true);
    connection.value = 'away';
    await read;
    await scan('c3');
    await flushPromises();
    expect(vi.mocked(playTone).mock.calls).toEqual([['wrong'], ['wrong']]);
    expect(view.find('[data-reading]').exists()).toBe(false);
    expect(view.get('.left [role="alert"]').text()).toContain('没有读到：本机服务未连接');
    await type('1800000001');
    await submit();
    expect(view.get('form.place [role="alert"]').text()).toContain('没有读到：本机服务未连接');
    expect(placed()).toEqual([]);
    view.unmount();
  });

  it('of a card that nobody has leaves no reader and looks for no title', async () => {
    const { view, submit, placed } = await tab((text) =>
      text === 'c1' ? reader('one') : unknown('unknown_card'),
    );
    await scan('c1');
    await scan('c2');
    await flushPromises();
    expect(view.get('.left').text()).toContain('没有这张读者证的登记');
    await submit();
    expect(placed()).toEqual([]);
    view.unmount();
  });
});

it('lets the reader of the counter go when the counter forgets them', async () => {
  const { view, forget, submit, placed } = await tab(() => reader('two'), {}, 'one');
  expect(view.get('.who').text()).toContain('读者one');
  await forget();
  expect(view.find('[data-card]').exists()).toBe(true);
  await submit();
  expect(placed()).toEqual([]);
  view.unmount();
});

describe('a card typed for a hold', () => {
  it('names the reader first, and is placed by the next Enter', async () => {
    const { view, button, submit, type, placed } = await tab(() => reader('one'));
    await type('1800000001');
    expect(button().text()).toBe('核对读者');
    await submit();
    expect(placed()).toEqual([]);
    expect(view.get('.who').text()).toContain('读者one');
    expect(document.activeElement).toBe(button().element);
    await submit();
    expect(placed()).toEqual(['one']);
    view.unmount();
  });

  it('is a whole card number; a name names nobody', async () => {
    const { view, submit, type, placed } = await tab(() => unknown('unknown_barcode'));
    await type('王');
    await submit();
    expect(view.get('form.place [role="alert"]').text()).toContain('这不是读者证号');
    expect(placed()).toEqual([]);
    view.unmount();
  });

  it('that nobody has is said until another is typed, and hides no later refusal', async () => {
    const { view, submit, type } = await tab(
      (text) => (text === '9' ? unknown('unknown_card') : reader('one')),
      { 'circulation.place': () => refuse('hold_twice') },
    );
    await type('9');
    await submit();
    expect(view.get('form.place [role="alert"]').text()).toContain('没有这张读者证的登记');
    await type('1');
    expect(view.get('form.place [role="alert"]').text()).toBe('');
    await submit();
    await submit();
    expect(view.get('form.place [data-code]').attributes('data-code')).toBe('hold_twice');
    await scan('t2');
    await flushPromises();
    expect(view.get('form.place [role="alert"]').text()).toBe('');
    view.unmount();
  });
});
