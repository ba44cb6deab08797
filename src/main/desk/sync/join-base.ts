// Joining a service that stands on the same base: the base as it was loaded, and what was done here over it, recorded.

import type { Request } from '../../../shared/queues/request.ts';
import type { Kind } from '../../../shared/queues/world/world.ts';
import { holdsVoice, isVoice } from '../../../shared/sync/holds-text.ts';
import { takeApart, TEXT_KINDS } from '../../../shared/sync/private-text.ts';
import { PAGE_ROWS } from '../../../shared/sync/protocol.ts';
import { columnNames, fromStored } from '../db/columns.ts';
import { columnList, rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { Written } from '../db/world.ts';
import { DeskFault } from '../fault.ts';
import { mirror } from '../profile/mirror.ts';
import { appliedMark } from '../queues/replay.ts';
import { catchUp } from './catch-up.ts';
import { holds } from './private-rows.ts';
import { markHistory, markReadTo } from './read-to.ts';
import type { ReadTo } from './replica-sync-port.ts';
import type { SyncParts } from './sync-parts.ts';

/** The request that decides who may hold a row's text. */
function ownerOf(statements: Statements, kind: Kind, stored: Record<string, unknown>) {
  if (kind === 'request') return fromStored('request', stored);
  const id = stored['requestId'];
  return typeof id === 'string' ? rowById(statements, 'request', id) : undefined;
}

/** Rows of a page without the text that a desk of the campus must not hold. */
function stripped(
  statements: Statements,
  kind: Kind,
  page: readonly Record<string, unknown>[],
  campus: string,
): Written[] {
  return page.flatMap((stored) => {
    const whole = fromStored(kind, stored);
    const { open, text } = takeApart(kind, whole);
    if (text === null || (isVoice(kind, whole) && holdsVoice(kind, whole))) return [];
    const owner: Request | undefined = ownerOf(statements, kind, stored);
    return holds(campus, owner) ? [] : [{ kind, row: open } as Written];
  });
}

async function stripKind({ store, pause }: SyncParts, kind: Kind, campus: string): Promise<void> {
  const replica = store.replica();
  const { statements } = replica;
  for (let n = 0; ;) {
    const page = statements.all(
      `SELECT n, ${columnList(kind)} FROM "${kind}" WHERE n > ? ORDER BY n LIMIT ${PAGE_ROWS}`,
      n,
    );
    const last = page.at(-1);
    if (!last) return;
    n = Number(last['n']);
    const rows = stripped(statements, kind, page, campus);
    if (rows.length > 0) replica.transact((writes) => writes.force(rows, store.settings()));
    await pause();
  }
}

/** Names and contacts of readers without an open request of the campus. */
function dropContacts({ store }: SyncParts, campus: string): void {
  const gone = store
    .replica()
    .statements.all(
      `SELECT id FROM private WHERE id NOT IN (
         SELECT "readerId" FROM request WHERE "isOpen" = 1 AND "readerId" IS NOT NULL
         AND (campus = ? OR "targetCampus" = ?))`,
      campus,
      campus,
    )
    .map((stored) => ({ kind: 'private' as const, id: String(stored['id']) }));
  store.replica().transact((writes) => writes.remove(gone));
}

/** Removes private text that a joined desk of the campus must not hold. */
async function stripPrivate(parts: SyncParts, campus: string): Promise<void> {
  for (const kind of TEXT_KINDS) {
    if (kind !== 'private' && columnNames(kind).length > 0) await stripKind(parts, kind, campus);
  }
  dropContacts(parts, campus);
}

/** The base anew where something was done over it; without rows where this program's base is another one by now. */
function baseAnew({ store, files, exchanged }: SyncParts): boolean {
  // Rows may show what an outbox held that was lost or put aside.
  const untouched = store.outbox.count() === 0 && appliedMark(store.replica()) === 0;
  if (untouched) return true;
  let isBase = true;
  store.exchange(() => {
    try {
      return files.fromBase();
    } catch (error) {
      if (!(error instanceof DeskFault) || error.code !== 'base_changed') throw error;
      isBase = false;
      return files.remake();
    }
  });
  exchanged();
  mirror(store);
  return isBase;
}

/** Joins; the cursor is noted last, so that a stop on the way begins anew. */
export async function joinOnBase(parts: SyncParts, readTo: ReadTo): Promise<void> {
  const { store, env, alone, lost } = parts;
  await alone(async () => {
    if (!baseAnew(parts)) return lost();
    await stripPrivate(parts, store.joined()?.campus ?? '');
    store.replica().transact((writes) => {
      markHistory(writes, { done: true, after: '', loaded: 0 });
      markReadTo(writes, readTo);
    });
    await catchUp(store, env);
  });
  store.changes.tell(['session', 'request', 'outbox', 'sync']);
}
