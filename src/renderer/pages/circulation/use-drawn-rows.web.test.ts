import { effectScope, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SOON_MS } from '../../scan/soon.ts';
import type { ScanRow } from './scan-rows.ts';
import { added, answered } from './scan-rows.ts';
import { useDrawnRows } from './use-drawn-rows.ts';

type Row = ScanRow<{ kind: string }>;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A list that was `rows`, how it is drawn, and what is scanned and answered in it. */
function list(rows: ShallowRef<readonly Row[]>) {
  const drawn = effectScope().run(() => useDrawnRows(() => rows.value));
  const scan = (key: string) => {
    rows.value = added(rows.value, key, { text: key, source: 'wedge' });
  };
  return {
    scan,
    answer: (key: string) => void (rows.value = answered(rows.value, key, { kind: 'lent' })),
    drawn: () => drawn?.value.map(({ key, take }) => (take === null ? `${key}…` : key)),
  };
}

it('draws a scan once, with its answer', () => {
  const { scan, answer, drawn } = list(shallowRef([]));
  scan('a');
  expect(drawn()).toEqual([]);
  answer('a');
  expect(drawn()).toEqual(['a']);
});

it('draws scans that take their time, counted from the first of them', () => {
  const { scan, drawn } = list(shallowRef([]));
  scan('a');
  vi.advanceTimersByTime(SOON_MS - 1);
  scan('b');
  expect(drawn()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(drawn()).toEqual(['b…', 'a…']);
});

it('draws whatever else changes at once, with all that is under way', () => {
  const rows = shallowRef<readonly Row[]>([]);
  const { scan, answer, drawn } = list(rows);
  scan('a');
  scan('b');
  answer('a');
  expect(drawn()).toEqual(['b…', 'a']);
  answer('b');
  rows.value = rows.value.map((row) => (row.key === 'a' ? { ...row, key: 'c', take: null } : row));
  expect(drawn()).toEqual(['b', 'c…']);
  rows.value = [];
  expect(drawn()).toEqual([]);
});
