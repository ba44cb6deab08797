// What the contract's tests write: rows, places, log rows that continue the chain, whole groups.

import { sha256 } from '../../../node/env.ts';
import type { Kind } from '../../../shared/queues/world/world.ts';
import { rowHash } from '../../../shared/sync/chain.ts';
import type { Cursor, LogRow } from '../../../shared/sync/protocol.ts';
import type { DeskRow, SessionRow } from '../auth-port.ts';
import type { Group, Listing, ResultRow, Store, StoredList, StoredRow } from '../port.ts';

/** Some moment, so many minutes on. */
export function at(minutes: number): string {
  return new Date(Date.UTC(2018, 5, 6) + minutes * 60_000).toISOString();
}

/** A row as the store keeps it. */
export function rowOf(kind: Kind, id: string, ver: number, more: object = {}): StoredRow {
  const image = JSON.stringify({ id, ver, ...more });
  return { kind, id, ver, image, digest: sha256(image) };
}

/** A place in a list. */
export function placeOf(list: StoredList, key: string, kind: Kind, id: string): Listing {
  return { list, key, kind, id };
}

/** A group with nothing in it but what is given. */
export function groupOf(some: Partial<Group>): Group {
  return {
    rows: [],
    unlisted: [],
    listed: [],
    log: [],
    results: [],
    texts: [],
    desks: [],
    counters: [],
    jobs: [],
    ...some,
  };
}

/** Log rows of one command after the log's end. */
export function logOf(head: Cursor, commandId: string, rows: readonly StoredRow[]): LogRow[] {
  let { seq, hash } = head;
  return rows.map(({ kind, id, ver, image, digest }) => {
    seq += 1;
    const fields = { seq, kind, id, ver, commandId, actor: 'staff-1', desk: 'desk-1' };
    const row = { ...fields, serverTime: at(seq) };
    hash = rowHash(hash, row, digest, sha256);
    return { ...row, image, imageHash: null, hash };
  });
}

/** The accepted result of a command. */
export function resultOf(id: string, cseq: number, more: Partial<ResultRow> = {}): ResultRow {
  return {
    id,
    desk: 'desk-1',
    cseq,
    code: 'ok',
    refusal: null,
    seq: null,
    head: null,
    facts: {},
    at: at(cseq),
    ...more,
  };
}

/** Writes one command's rows with log and result, as a lane would. */
export async function commit(
  store: Store,
  commandId: string,
  rows: readonly StoredRow[],
  more: Partial<Group> = {},
): Promise<Cursor> {
  return store.lane(async (writes) => {
    const log = logOf(await writes.head(), commandId, rows);
    await writes.write(groupOf({ rows, log, ...more }));
    return writes.head();
  });
}

/** Rows of a store older than the lists of slots. */
export const SLOTS_BEFORE: readonly StoredRow[] = [
  rowOf('hold', 'h1', 1, { status: 'ready', slot: 'n-slot' }),
  rowOf('hold', 'h2', 1, { status: 'ready' }),
  rowOf('hold', 'h3', 1, { status: 'closed', slot: 'n-slot' }),
  rowOf('request', 'r1', 1, { state: 'ready', endedOn: null, fields: { slot: 's-slot' } }),
  rowOf('request', 'r2', 1, {
    state: 'ready',
    endedOn: null,
    fields: { holdSlot: 'n-slot', slot: 'x' },
  }),
  rowOf('request', 'r3', 1, {
    state: 'out',
    endedOn: null,
    fields: { slot: '2018-06-06 10:00-12:00' },
  }),
];
/** The places in those lists that the migration gives them. */
export const SLOTS_AFTER = [
  { list: 'holdsInSlot', key: 'n-slot', id: 'h1' },
  { list: 'requestsInSlot', key: 's-slot', id: 'r1' },
  { list: 'requestsInSlot', key: 'n-slot', id: 'r2' },
];

/** A desk that has just enrolled. */
export function deskOf(id: string, code: string, campus = 'north'): DeskRow {
  return {
    id,
    code,
    name: `Desk ${code}`,
    campus,
    publicKey: `key-of-${id}`,
    last: 0,
    lastAt: null,
    vouched: 0,
    revoked: false,
    enrolledOn: at(0),
    seenOn: null,
  };
}

/** A session that has just begun. */
export function sessionOf(id: string, more: Partial<SessionRow> = {}): SessionRow {
  return {
    id,
    tokenHash: `token-of-${id}`,
    refreshHash: `refresh-of-${id}`,
    kind: 'staff',
    desk: 'desk-1',
    owner: 'staff-1',
    expiresOn: at(15),
    endsOn: at(720),
    revoked: false,
    ...more,
  };
}
