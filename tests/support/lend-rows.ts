// Scans of the lending tab as the desk answers them, and a counter that has taken one.

import type { LendTake } from '../../src/shared/desk-contract/circulation-views.ts';
import { refuse } from '../../src/shared/lib/result.ts';
import { answeredTo, scanned } from '../../src/renderer/pages/circulation/lend-session.ts';
import type { Counter } from '../../src/renderer/pages/circulation/lend-session.ts';

const book = (barcode: string) => ({
  copyId: `copy ${barcode}`,
  titleId: 't',
  barcode,
  title: barcode,
  callNumber: '',
  volume: null,
});
export const lent = (barcode: string): LendTake => ({
  kind: 'lent',
  book: book(barcode),
  loanId: `loan ${barcode}`,
  dueOn: '2026-02-01T15:59:59.999Z',
  offline: false,
  remarks: [],
});
export const waits = (barcode: string): LendTake => ({
  kind: 'waits',
  book: book(barcode),
  status: 'on_shelf',
  dueOn: null,
});
export const red = (barcode: string): LendTake => ({
  kind: 'refused',
  book: book(barcode),
  refusal: refuse('on_loan', { barcode, due: '' }),
  mayOverride: false,
});
export const card = (readerId: string): LendTake => ({ kind: 'reader', readerId, blocked: false });

let n = 0;
export function take(counter: Counter, text: string, answer: LendTake, at = 0): Counter {
  n += 1;
  const key = `k${n}`;
  return answeredTo(scanned(counter, key, { text, source: 'wedge' }, at), key, answer, at);
}

export const again = (barcode: string): LendTake => ({
  kind: 'refused',
  book: book(barcode),
  refusal: refuse('on_loan_to_reader', { barcode, due: '' }),
  mayOverride: false,
});
