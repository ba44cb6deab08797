// Compares rows with the service's by buckets, and puts its rows in place of those that differ.

import type { Kind, Kinds } from '../../../shared/queues/world/world.ts';
import { createBuckets } from '../../../shared/sync/buckets.ts';
import { bucketOf } from '../../../shared/sync/chain.ts';
import { imageOf } from '../../../shared/sync/image.ts';
import { putTogether, takeApart } from '../../../shared/sync/private-text.ts';
import { PAGE_ROWS } from '../../../shared/sync/protocol.ts';
import type { ChecksumAnswer } from '../../../shared/sync/protocol.ts';
import { SECTIONS } from '../../../shared/sync/snapshot-lines.ts';
import { sha256 } from '../../../node/env.ts';
import { fromStored } from '../db/columns.ts';
import { settledOf } from '../db/pending.ts';
import { rowMap } from '../db/row-map.ts';
import type { MaybeRow } from '../db/row-map.ts';
import { columnList } from '../db/statements.ts';
import type { Replica } from '../db/transact.ts';
import { digestOf } from '../queues/recording.ts';
import { historyOf, readToOf } from './read-to.ts';
import { authoritativeRow } from './rebase.ts';
import { settle } from './settle.ts';
import type { SyncParts } from './sync-parts.ts';

/** Rows that are read between two turns of the desk. */
const SLICE = 300;
/** Ids are quicker. */
const ID_SLICE = 5000;

/** Kinds whose rows are all here. */
export function comparable(replica: Replica): Kind[] {
  const { done } = historyOf(replica);
  const kinds: readonly Kind[] = SECTIONS.main.filter((section) => section !== 'text');
  return kinds.filter((kind) => done || (kind !== 'event' && kind !== 'notice'));
}

/** Reads a kind in order of ids, a slice at a time; null as soon as the replica has been exchanged. */
async function readAll(
  { store, pause }: SyncParts,
  sql: (after: string) => Record<string, unknown>[],
  take: (stored: Record<string, unknown>) => void,
): Promise<true | null> {
  const replica = store.replica();
  for (let after = ''; ;) {
    const slice = sql(after);
    slice.forEach(take);
    const last = slice.at(-1);
    if (!last) return true;
    after = String(last['id']);
    await pause();
    if (store.replica() !== replica) return null;
  }
}

/** Digest of each bucket, pending commands left out of account. */
export async function bucketsOf(parts: SyncParts, kind: Kind): Promise<string[]> {
  const { statements } = parts.store.replica();
  const buckets = createBuckets(sha256);
  const settled = settledOf(statements, kind);
  const add = (row: MaybeRow) => {
    if (row) buckets.add({ id: row.id, digest: digestOf(kind, row) });
  };
  const whole = await readAll(
    parts,
    (after) =>
      statements.all(
        `SELECT ${columnList(kind)} FROM "${kind}" WHERE id > ? ORDER BY id LIMIT ${SLICE}`,
        after,
      ),
    (stored) => add(settled.get(String(stored['id'])) ?? ownRow(kind, stored, settled)),
  );
  return whole === null ? bucketsOf(parts, kind) : buckets.digests();
}

/** The row as it lies there; null for one that only pending commands have made. */
function ownRow(
  kind: Kind,
  stored: Record<string, unknown>,
  settled: ReadonlyMap<string, MaybeRow>,
): MaybeRow {
  return settled.has(String(stored['id'])) ? null : fromStored(kind, stored);
}

/** Ids of a kind in these buckets. */
async function idsIn(
  parts: SyncParts,
  kind: Kind,
  buckets: ReadonlySet<number>,
): Promise<string[] | null> {
  const { statements } = parts.store.replica();
  const ids: string[] = [];
  const whole = await readAll(
    parts,
    (after) =>
      statements.all(`SELECT id FROM "${kind}" WHERE id > ? ORDER BY id LIMIT ${ID_SLICE}`, after),
    (stored) => {
      const id = String(stored['id']);
      if (buckets.has(bucketOf(id, sha256))) ids.push(id);
    },
  );
  return whole === null ? null : ids;
}

/** What has to be put in place: the service's rows where they differ, null where it has none. */
function differences(replica: Replica, kind: Kind, ids: readonly string[], images: string[]) {
  const { statements } = replica;
  const theirs = new Map(
    images.map((image) => {
      const row = JSON.parse(image) as Kinds[Kind];
      return [row.id, { row, image }] as const;
    }),
  );
  const changes: { id: string; row: MaybeRow }[] = [];
  for (const [id, { row, image }] of theirs) {
    const own = authoritativeRow(statements, { kind, id });
    if (own && imageOf(kind, own) === image) continue;
    const text = own && takeApart(kind, own).text;
    changes.push({ id, row: text ? putTogether(kind, row, text) : row });
  }
  for (const id of ids) {
    const gone = !theirs.has(id) && authoritativeRow(statements, { kind, id }) !== null;
    if (gone) changes.push({ id, row: null });
  }
  return changes;
}

/** Whether an answer is of the very state that the replica has. */
function isOfNow(replica: Replica, { epoch, through }: ChecksumAnswer): boolean {
  const readTo = readToOf(replica);
  return readTo?.epoch === epoch && readTo.cursor.seq === through.seq;
}

/** Mends a kind; gives how many rows were put in place. */
export async function repair(
  parts: SyncParts,
  kind: Kind,
  answer: ChecksumAnswer,
): Promise<number> {
  const { store, env, alone } = parts;
  const ids = await idsIn(parts, kind, new Set(answer.differing.map(({ bucket }) => bucket)));
  if (ids === null) return 0;
  return alone(async () => {
    const replica = store.replica();
    if (!isOfNow(replica, answer)) return 0;
    const images = answer.differing.flatMap((each) => each.images);
    const changes = differences(replica, kind, ids, images);
    for (let from = 0; from < changes.length; from += PAGE_ROWS) {
      const forced = rowMap<MaybeRow>();
      for (const { id, row } of changes.slice(from, from + PAGE_ROWS)) forced.set(kind, id, row);
      await settle(store, env, { forced });
    }
    return changes.length;
  });
}
