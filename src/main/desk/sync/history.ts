// The history of a service (events and notices of ended requests) into the replica in use, some rows at a time.

import type { Kinds } from '../../../shared/queues/world/world.ts';
import { PAGE_ROWS } from '../../../shared/sync/protocol.ts';
import type { PrivateText } from '../../../shared/sync/protocol.ts';
import { historyMark } from '../../../shared/sync/snapshot-lines.ts';
import type { Kind } from '../../../shared/queues/world/world.ts';
import { rowMap } from '../db/row-map.ts';
import type { MaybeRow } from '../db/row-map.ts';
import { changesOf } from './page-changes.ts';
import { historyOf, markHistory, readToOf } from './read-to.ts';
import { SnapshotFault } from './replica-sync-port.ts';
import { settle } from './settle.ts';
import { readSnapshot } from './snapshot.ts';
import type { SyncParts } from './sync-parts.ts';

interface Held {
  kind: Kind;
  row: Kinds[Kind];
}

/** Writes what was read since the last time, with how far that leads. */
async function write({ store, env, alone }: SyncParts, held: Held[], done: boolean): Promise<void> {
  const rows = rowMap<MaybeRow>();
  for (const { kind, row } of held) rows.set(kind, row.id, row);
  const last = held.at(-1);
  await alone(async () => {
    const before = historyOf(store.replica());
    const after = last ? historyMark(last.kind, last.row.id) : before.after;
    const history = { done, after, loaded: before.loaded + held.length };
    await settle(store, env, { rows, mark: (writes) => markHistory(writes, history) });
  });
}

/**
 * Texts of open requests, once all rows are there: a request that had ended when the snapshot was made, and was opened
 * again since, got its texts from the log before it had the rows for them.
 */
async function writeTexts({ store, env, alone }: SyncParts, texts: PrivateText[]): Promise<void> {
  if (texts.length === 0) return;
  const campus = store.joined()?.campus ?? '';
  await alone(async () => {
    const { statements } = store.replica();
    await settle(store, env, changesOf(statements, [], texts, campus));
  });
}

/** Loads it; what was read is kept also when the stream ends early, and the next one goes on after it. */
export async function loadHistory(parts: SyncParts, lines: AsyncIterable<string>): Promise<void> {
  const { store, pause } = parts;
  let held: Held[] = [];
  const texts: PrivateText[] = [];
  const flush = async (done: boolean) => {
    const some = held;
    held = [];
    await write(parts, some, done);
  };
  await readSnapshot(lines, {
    head({ epoch }) {
      if (readToOf(store.replica())?.epoch !== epoch) throw new SnapshotFault('another epoch');
    },
    text: (text) => void texts.push(text),
    row(kind, image) {
      held.push({ kind, row: JSON.parse(image) as Kinds[Kind] });
    },
    async piece() {
      while (held.length > PAGE_ROWS) {
        const rest = held.splice(PAGE_ROWS);
        await flush(false);
        held = rest;
        await pause();
      }
    },
  });
  await flush(false);
  await writeTexts(parts, texts);
  await flush(true);
  store.changes.tell(['sync']);
}
