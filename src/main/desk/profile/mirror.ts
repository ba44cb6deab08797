// The few values without which a profile could not go on are mirrored in the replica, should the outbox be lost.

import { existsSync } from 'node:fs';
import { closeDatabase, openReplica } from '../db/open.ts';
import { statementsOf } from '../db/statements.ts';
import { faultOf } from '../fault.ts';
import type { Kept } from '../outbox/kept.ts';
import type { Store } from './store.ts';

/** The desk's own id is not among them: whoever lost an outbox counts anew, under another id. */
const MIRRORED = ['base', 'baseId', 'cardKey', 'clockOffset'] as const;
const MARK = 'desk';

/** Writes the values into the replica where they differ. */
export function mirror(store: Store): void {
  const { kept } = store.outbox;
  const values = MIRRORED.map((name) => [name, kept.get('desk', '', name)]);
  const text = JSON.stringify(Object.fromEntries(values));
  if (store.replica().mark(MARK) === text) return;
  store.replica().transact((writes) => writes.mark(MARK, text));
}

function readMark(file: string): Record<string, unknown> {
  try {
    const db = openReplica(file);
    try {
      const text = statementsOf(db).one('SELECT value FROM mark WHERE name = ?', MARK)?.['value'];
      return typeof text === 'string' ? (JSON.parse(text) as Record<string, unknown>) : {};
    } finally {
      closeDatabase(db);
    }
  } catch (error) {
    const fault = faultOf(error);
    if (fault) throw fault;
    return {};
  }
}

/** Gives a fresh outbox beside an older replica the values that it lost. */
export function restoreFromMirror(replicaFile: string, kept: Kept): void {
  if (kept.get('desk', '', 'base') !== undefined || !existsSync(replicaFile)) return;
  for (const [name, value] of Object.entries(readMark(replicaFile))) {
    if (value !== undefined && value !== null) kept.set('desk', '', name, value);
  }
}
