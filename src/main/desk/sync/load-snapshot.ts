// All rows of a service into a fresh file, which then takes the place of the replica; what waits is decided over it again.

import { isConstraint } from '../fault.ts';
import { loadSnapshot as fill } from '../db/load-snapshot.ts';
import type { SnapshotLoad } from '../db/load-snapshot.ts';
import { markUnindexed } from '../db/index-some.ts';
import type { Sqlite } from '../db/open.ts';
import { statementsOf } from '../db/statements.ts';
import { faultOf } from '../fault.ts';
import { mirror } from '../profile/mirror.ts';
import { compileSettings } from '../queues/settings.ts';
import { catchUp } from './catch-up.ts';
import { markHistory, markReadTo } from './read-to.ts';
import { SnapshotFault } from './replica-sync-port.ts';
import type { SyncParts } from './sync-parts.ts';
import { readSnapshot } from './snapshot.ts';

type Progress = (loaded: number, expected: number) => void;

async function fillFrom(
  { pause }: SyncParts,
  lines: AsyncIterable<string>,
  load: SnapshotLoad,
  progress: Progress,
): Promise<void> {
  let expected = 0;
  await readSnapshot(lines, {
    head({ epoch, through, rows }) {
      expected = rows;
      markReadTo(load, { epoch, cursor: through });
    },
    text: load.text,
    row: load.row,
    async piece(rows) {
      progress(rows, Math.max(rows, expected));
      await pause();
    },
  });
  // One index a turn: with millions of rows each of the large ones takes seconds.
  while (load.indexNext()) await pause();
  markHistory(load, { done: false, after: '', loaded: 0 });
  markUnindexed(load);
}

/** What a damaged stream looks like to SQLite or to the parser. */
function snapshotFaultOf(error: unknown): unknown {
  if (error instanceof SyntaxError || isConstraint(error)) {
    return new SnapshotFault(error instanceof Error ? error.message : 'bad row');
  }
  return faultOf(error) ?? error;
}

async function fillFile(
  parts: SyncParts,
  db: Sqlite,
  lines: AsyncIterable<string>,
  progress: Progress,
): Promise<void> {
  try {
    const campus = parts.store.joined()?.campus ?? '';
    const load = fill(db, () => compileSettings(statementsOf(db)), campus);
    await fillFrom(parts, lines, load, progress);
    load.close();
  } catch (error) {
    db.close();
    parts.files.dropLoading();
    throw snapshotFaultOf(error);
  }
}

/** Loads it; an unfinished one leaves everything as it was. */
export async function loadSnapshot(
  parts: SyncParts,
  lines: AsyncIterable<string>,
  progress: Progress,
): Promise<void> {
  const { store, files, env, alone, exchanged } = parts;
  await fillFile(parts, files.beginLoading(), lines, progress);
  await alone(async () => {
    store.exchange(() => files.adopt());
    exchanged();
    mirror(store);
    await catchUp(store, env);
  });
  store.changes.tell(['session', 'request', 'outbox', 'sync']);
}
