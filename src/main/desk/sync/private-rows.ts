// Private text on a joined desk: it lies in the rows of open requests of its campus, and is gone from them afterwards.

import type { PrivateRow } from '../../../shared/library/entities.ts';
import type { Request } from '../../../shared/queues/request.ts';
import type { Kind } from '../../../shared/queues/world/world.ts';
import { holdsText, isVoice } from '../../../shared/sync/holds-text.ts';
import { takeApart } from '../../../shared/sync/private-text.ts';
import { settledOf, settledRow } from '../db/pending.ts';
import type { EntityName, MaybeRow, RowMap } from '../db/row-map.ts';
import { rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { Writes } from '../db/transact.ts';
import type { SettleParts } from './settle.ts';

/** Names and contacts that came or went, and readers whose request this desk holds no longer. */
export interface PrivateWork {
  put: readonly PrivateRow[];
  readers: ReadonlySet<string>;
  gone: ReadonlySet<string>;
}

/** Kinds whose rows carry private text of a request, by the column that names it. */
const AROUND: readonly (readonly [Kind, string])[] = [
  ['event', 'requestId'],
  ['notice', 'requestId'],
  ['exception_case', 'requestId'],
  ['feedback', 'requestId'],
];

/** Authoritative rows around a request without the private text that they had. */
export function strippedAround(statements: Statements, requestId: string, into: RowMap<MaybeRow>) {
  for (const [kind, column] of AROUND) {
    const ids = statements.all(`SELECT id FROM "${kind}" WHERE "${column}" = ?`, requestId);
    for (const stored of ids) {
      const id = String(stored['id']);
      const settled = settledRow(statements, { kind, id });
      const row = settled === undefined ? rowById(statements, kind, id) : settled;
      // A ticket about the request is a matter of its own.
      if (!row || into.has(kind, id) || isVoice(kind, row)) continue;
      const { open, text } = takeApart(kind, row);
      if (text !== null) into.set(kind, id, open);
    }
  }
}

/** Whether the desk goes on holding private text of a request. */
export function holds(campus: string, request: MaybeRow | undefined): boolean {
  return request !== null && request !== undefined && holdsText(campus, request as Request);
}

/** Tells of a reader whether one of their open requests concerns the campus: as shown, or under what waits. */
function awaitedAt(statements: Statements, campus: string): (readerId: string) => boolean {
  const below = new Set<string | null>();
  for (const request of settledOf(statements, 'request').values()) {
    if (holds(campus, request)) below.add((request as Request).readerId);
  }
  const sql = `SELECT 1 AS found FROM request WHERE "readerId" = ? AND "isOpen" = 1
    AND (campus = ? OR "targetCampus" = ?) LIMIT 1`;
  return (readerId) =>
    below.has(readerId) || statements.one(sql, readerId, campus, campus) !== undefined;
}

/** Readers of the requests among these, as they are shown now. */
export function readersOf(statements: Statements, entities: Iterable<EntityName>): string[] {
  return [...entities].flatMap(({ kind, id }) =>
    kind === 'request' ? (rowById(statements, kind, id)?.readerId ?? []) : [],
  );
}

/** Writes the names and contacts that came, and removes those that no open request of the campus needs any longer. */
export function dropPrivate(
  parts: Pick<SettleParts, 'replica' | 'joined' | 'settings'>,
  writes: Pick<Writes, 'rows' | 'remove'>,
  { put, readers, gone }: PrivateWork,
): void {
  const campus = parts.joined()?.campus ?? '';
  const { statements } = parts.replica();
  if (put.length > 0) {
    const rows = put.map((row) => ({ kind: 'private' as const, row }));
    writes.rows(rows, parts.settings());
  }
  if (gone.size + readers.size === 0) return;
  const isAwaited = awaitedAt(statements, campus);
  const over = [...readers].filter((id) => !isAwaited(id));
  writes.remove([...gone, ...over].map((id) => ({ kind: 'private', id })));
}
