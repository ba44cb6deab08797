// Keeps what a command of a joined desk was decided on: the rows under its writes, and what it touched.

import { settledRow } from '../db/pending.ts';
import { rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { Writes } from '../db/transact.ts';
import type { Store } from '../profile/store.ts';
import { readToOf } from '../sync/read-to.ts';
import type { Batch } from './decide-batch.ts';

/** Whether commands are recorded: on a desk with rows of a service. */
export function isRecording(store: Pick<Store, 'joined' | 'replica'>): boolean {
  return store.joined() !== null && readToOf(store.replica()) !== null;
}

/** Keeps it, before the rows of the batch are written; `places` are those of its accepted commands, in order. */
export function keepRecord(
  statements: Statements,
  writes: Pick<Writes, 'pending'>,
  { decided, rows }: Batch,
  places: readonly number[],
): void {
  for (const { kind, row } of rows) {
    const entity = { kind, id: row.id };
    if (settledRow(statements, entity) !== undefined) continue;
    writes.pending.keepSettled(entity, rowById(statements, kind, row.id) ?? null);
  }
  const accepted = decided.filter(({ outcome }) => outcome.ok);
  for (const [index, { command, touches }] of accepted.entries()) {
    const place = places[index];
    if (place !== undefined) writes.pending.decided({ place, id: command.id }, touches);
  }
}
