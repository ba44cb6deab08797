// Completes what rows are found by, some rows at a time, beside everything else: after a snapshot, and after a new form of the words.

import { indexSome } from '../db/index-some.ts';
import type { Executor } from '../queues/execute.ts';
import type { Store } from './store.ts';

/** Rows whose words are indexed at once: some milliseconds. */
const INDEXED_AT_ONCE = 100;

/** Indexes some rows; false when nothing was left to do. */
export function completeSome(
  store: Pick<Store, 'replica' | 'settings'>,
  alone: Executor['alone'],
): Promise<boolean> {
  return alone(async () => {
    const { statements, transact } = store.replica();
    return transact((writes) => indexSome(statements, writes, store.settings(), INDEXED_AT_ONCE));
  });
}
