// Scans of the lending tab while the desk is slow: nothing under way is lost, and nothing lost sounds good.

import { beforeEach, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import type { LendTake } from '../../../shared/desk-contract/circulation-views.ts';
import { refuse } from '../../../shared/lib/result.ts';
import { pageWith } from '../../../../tests/support/page.ts';
import type { Answers } from '../../../../tests/support/page.ts';
import { playTone } from '../../scan/tones.ts';
import { useLending } from './use-lending.ts';
import { useScanRows } from './use-scan-rows.ts';
import type { ScanRow } from './scan-rows.ts';

vi.mock('../../scan/tones.ts', () => ({ playTone: vi.fn<() => void>() }));
const tones = vi.mocked(playTone);
beforeEach(() => void tones.mockClear());

const wedge = (text: string) => ({ text, source: 'wedge' as const });
const UNKNOWN: LendTake = { kind: 'unknown', code: 'unknown_code', facts: {} };

/** What `use` gives inside a page whose desk gives these answers. */
function inPage<T>(answers: Answers, use: () => T): { value: T; unmount(): void } {
  let value: T | undefined;
  const component = defineComponent({
    setup() {
      value = use();
      return () => h('div');
    },
  });
  const view = pageWith(answers).mount(component, {});
  return { value: value as T, unmount: () => view.unmount() };
}

it('asks what was scanned before "done" for the reader of then, and says what is wrong with it', async () => {
  const held = Promise.withResolvers<undefined>();
  const readers: unknown[] = [];
  const lend = async ({ text, readerId }: Record<string, unknown>): Promise<LendTake> => {
    if (text === 'R1') return { kind: 'reader', readerId: 'r1', blocked: false };
    readers.push(readerId);
    await held.promise;
    return UNKNOWN;
  };
  const { value: lending, unmount } = inPage({ 'circulation.lend': lend }, () =>
    useLending(() => 60_000),
  );
  await lending.take(wedge('R1'));
  tones.mockClear();
  const under = Promise.all([lending.take(wedge('A')), lending.take(wedge('B'))]);
  lending.done();
  held.resolve(undefined);
  await under;
  expect(readers).toEqual(['r1', 'r1']);
  expect(tones.mock.calls).toEqual([['wrong'], ['wrong']]);
  expect(lending.counter.value.rows.map(({ scan }) => scan.text)).toEqual(['B', 'A']);
  unmount();
});

it('says with its tone that nothing is lent to a reader, and that a copy was scanned twice', async () => {
  const book = {
    copyId: 'c',
    titleId: 't',
    barcode: 'C',
    title: 'T',
    callNumber: '',
    volume: null,
  };
  const answers: LendTake[] = [
    { kind: 'reader', readerId: 'r2', blocked: true },
    { kind: 'reader', readerId: 'r1', blocked: false },
    { kind: 'lent', book, loanId: 'l', dueOn: '', offline: false, remarks: [] },
    {
      kind: 'refused',
      book,
      refusal: refuse('on_loan_to_reader', { barcode: 'C', due: '' }),
      mayOverride: false,
    },
  ];
  const { value: lending, unmount } = inPage({ 'circulation.lend': () => answers.shift() }, () =>
    useLending(() => 60_000),
  );
  for (const text of ['R2', 'R1', 'C', 'C']) await lending.take(wedge(text));
  expect(tones.mock.calls).toEqual([['wrong'], ['good'], ['good'], ['attention']]);
  unmount();
});

it('clears no row that is under way, and never calls a refused one good', async () => {
  const held = Promise.withResolvers<undefined>();
  let rows: readonly ScanRow<{ kind: string }>[] = [];
  const { value: list, unmount } = inPage({}, () =>
    useScanRows({
      get: () => rows,
      set: (all) => void (rows = all),
      ask: () => held.promise.then(() => refuse('internal', { id: null })),
    }),
  );
  const under = list.take(wedge('A'));
  list.clear();
  held.resolve(undefined);
  await under;
  expect(tones.mock.calls).toEqual([['wrong']]);
  expect(rows).toHaveLength(1);
  list.clear();
  expect(rows).toEqual([]);
  unmount();
});
