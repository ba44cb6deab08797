// How far a replica has read the log of a service, and how much of its history has come: marks beside its rows.

import { hasPending } from '../db/pending.ts';
import type { Replica, Writes } from '../db/transact.ts';
import type { History, ReadTo } from './replica-sync-port.ts';

const READ_TO = 'readTo';
const HISTORY = 'history';

/** Null where the rows are not a service's. */
export function readToOf(replica: Pick<Replica, 'mark'>): ReadTo | null {
  const text = replica.mark(READ_TO);
  return text === undefined ? null : (JSON.parse(text) as ReadTo);
}

/** Marks how far the rows of this transaction lead. */
export function markReadTo(writes: Pick<Writes, 'mark'>, readTo: ReadTo): void {
  writes.mark(READ_TO, JSON.stringify(readTo));
}

/** How much of the history is here. */
export function historyOf(replica: Pick<Replica, 'mark'>): History {
  const text = replica.mark(HISTORY);
  return text === undefined ? { done: false, after: '', loaded: 0 } : (JSON.parse(text) as History);
}

/** Marks how much of it is here. */
export function markHistory(writes: Pick<Writes, 'mark'>, history: History): void {
  writes.mark(HISTORY, JSON.stringify(history));
}

/** Whether a page can be written as it is: no command lies over any row. */
export function isBare(replica: Replica): boolean {
  return !hasPending(replica.statements);
}
