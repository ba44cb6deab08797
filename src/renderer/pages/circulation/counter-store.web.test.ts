// What the counter keeps while somebody looks at another tab, and what it forgets although they do.

import { flushPromises } from '@vue/test-utils';
import { afterEach, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Answers } from '../../../../tests/support/page.ts';
import type {
  BackTake,
  LendTake,
  PassTake,
} from '../../../shared/desk-contract/circulation-views.ts';
import { refuse } from '../../../shared/lib/result.ts';
import { useCounter } from './counter-store.ts';
import { useLending } from './use-lending.ts';
import { usePassing } from './use-passing.ts';
import { useReturns } from './use-returns.ts';

vi.mock('../../scan/tones.ts', () => ({ playTone: vi.fn<() => void>() }));

afterEach(() => void vi.useRealTimers());

const wedge = (text: string) => ({ text, source: 'wedge' as const });
const book = { copyId: 'c', titleId: 't', barcode: 'C', title: 'T', callNumber: '', volume: null };

/** A page that opens one tab after the other over the same counter; `open` gives what `use` gives in it. */
function tabs(answers: Answers) {
  let use: () => unknown = () => null;
  let value: unknown;
  const Tab = defineComponent({
    setup() {
      value = use();
      return () => h('div');
    },
  });
  const Host = defineComponent({
    props: { n: { type: Number, required: true } },
    setup: (props) => {
      useCounter();
      return () => h(Tab, { key: props.n });
    },
  });
  const view = pageWith(answers).mount(Host, { n: 0 });
  let n = 0;
  return {
    async open<T>(what: () => T): Promise<T> {
      use = what;
      n += 1;
      await view.setProps({ n });
      return value as T;
    },
    close: () => view.unmount(),
  };
}

it('keeps which copies were put on the hold shelf', async () => {
  const takeBack = ({ text }: Record<string, unknown>): BackTake =>
    text === 'C'
      ? {
          kind: 'not_lent',
          book,
          remarks: [],
          next: { is: 'hold_shelf', holdId: 'h', reader: '张*', slot: null },
        }
      : { kind: 'place', placeId: String(text), code: String(text) };
  const page = tabs({ 'circulation.takeBack': takeBack });
  const first = await page.open(() => useReturns());
  await first.rows.take(wedge('C'));
  await first.rows.take(wedge('S1'));
  const { store, key } = await page.open(() => {
    const counter = useCounter();
    return { store: counter, key: counter.back[0]?.key ?? '' };
  });
  expect(store.slots).toEqual({ [key]: 'S1' });
  first.putIn({ key, scan: wedge('C'), take: null, failed: null }, 'S1');
  const again = await page.open(() => useReturns());
  expect(again.shelved.value).toEqual({ [key]: 'S1' });
  await again.rows.take(wedge('S2'));
  await flushPromises();
  expect(again.slots.value).toEqual({ [key]: 'S1' });
  expect(store.back[0]?.take).toMatchObject({ kind: 'unknown', code: 'place_scanned' });
  page.close();
});

it('goes on taking back after a card, and joins two scans of one copy with the slot that it lies in', async () => {
  const next = { is: 'hold_shelf', holdId: 'h', reader: '张*', slot: null } as const;
  const answers: Record<string, BackTake[]> = {
    C: [
      { kind: 'back', book, loan: null, next, offline: false, remarks: [] },
      { kind: 'not_lent', book, next, remarks: [] },
    ],
    S1: [{ kind: 'place', placeId: 'S1', code: 'S1' }],
    R1: [{ kind: 'reader', readerId: 'r1' }],
  };
  const page = tabs({
    'circulation.takeBack': ({ text }) => answers[String(text)]?.shift(),
  });
  const { rows } = await page.open(useReturns);
  for (const text of ['C', 'C', 'S1', 'R1']) await rows.take(wedge(text));
  const store = await page.open(useCounter);
  expect(store.back.map(({ take, times }) => [take?.kind, times])).toEqual([
    ['reader', undefined],
    ['back', 2],
  ]);
  expect(store.slots).toEqual({ [store.back[1]?.key ?? '']: 'S1' });
  expect(store.renewing).toBeNull();
  page.close();
});

it('forgets the reader after the rest although another tab is open', async () => {
  vi.useFakeTimers();
  const page = tabs({
    'circulation.lend': (): LendTake => ({ kind: 'reader', readerId: 'r1', blocked: false }),
  });
  const lending = await page.open(() => useLending(() => 20_000));
  await lending.take(wedge('R1'));
  const counter = await page.open(() => useCounter());
  await vi.advanceTimersByTimeAsync(18_000);
  expect(counter.counter.readerId).toBe('r1');
  await vi.advanceTimersByTimeAsync(4000);
  expect(counter.counter.readerId).toBeNull();
  page.close();
});

it('passes a copy that came too early once both cards are there, keeps them, and says that a card came twice', async () => {
  const passOn = (asked: Record<string, unknown>): PassTake => {
    const { text, fromReaderId, toReaderId } = asked;
    if (text !== 'C') return { kind: 'reader', readerId: String(text), reader: '张*' };
    if (fromReaderId === null || toReaderId === null) return { kind: 'waits', book };
    return { kind: 'passed', book, loanId: 'l', reader: '李*', dueOn: '2026-02-01T15:59:59.999Z' };
  };
  const page = tabs({ 'circulation.passOn': passOn });
  const first = await page.open(usePassing);
  for (const text of ['R1', 'C', 'R1']) await first.take(wedge(text));
  const store = await page.open(useCounter);
  expect(store.pair).toMatchObject({ from: { id: 'R1' }, to: null });
  expect(store.passing.map(({ take }) => take)).toMatchObject([
    { kind: 'unknown', code: 'card_again' },
    { kind: 'waits' },
  ]);
  const again = await page.open(usePassing);
  await again.take(wedge('R2'));
  expect(store.passing.map(({ take }) => take?.kind)).toEqual(['unknown', 'passed']);
  again.clear();
  expect(store.pair).toEqual({ from: null, to: null });
  page.close();
});

it('keeps what the desk did not answer when it forgets who works here, for the same person alone', async () => {
  const page = tabs({});
  const store = await page.open(useCounter);
  store.own('wang');
  const failed = refuse('internal', { id: null });
  const place: BackTake = { kind: 'place', placeId: 'p', code: 'P' };
  store.back = [
    { key: 'c', scan: wedge('C'), take: null, failed: null },
    { key: 'b', scan: wedge('B'), take: null, failed },
    { key: 'a', scan: wedge('A'), take: place, failed: null },
  ];
  store.counter = {
    ...store.counter,
    readerId: 'r1',
    rows: [{ key: 'd', scan: wedge('D'), take: null, failed }],
  };
  store.own(null);
  store.own('wang');
  expect(store.back.map(({ key }) => key)).toEqual(['c', 'b']);
  expect(store.counter).toMatchObject({ readerId: null, rows: [{ key: 'd', readerId: 'r1' }] });
  store.own(null);
  store.own('li');
  expect([...store.back, ...store.counter.rows]).toEqual([]);
  page.close();
});
