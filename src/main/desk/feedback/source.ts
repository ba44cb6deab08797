// What lists and details of readers' voices are read from, and the few lookups that all of them make.

import type { Instant } from '../../../shared/lib/time.ts';
import type { Actor } from '../../../shared/queues/command.ts';
import { mayDo } from '../../../shared/queues/rights.ts';
import type { OTHER_RIGHTS } from '../../../shared/queues/rights.ts';
import type { Kind, Kinds, Settings } from '../../../shared/queues/world/world.ts';
import { RpcError } from '../../../shared/rpc/failure.ts';
import { fromStored } from '../db/columns.ts';
import type { Cell } from '../db/columns.ts';
import { columnList, rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { Reads } from '../db/transact.ts';

/** Rows, settings, who looks, and when. */
export interface VoiceSource {
  statements: Statements;
  reads: Reads;
  settings: Settings;
  actor: Actor;
  now: Instant;
}

/** A piece of a list. */
export interface Piece {
  offset: number;
  limit: number;
}

/** Denied to whoever has none of these rights. */
export function mustHave(actor: Actor, ...rights: (keyof typeof OTHER_RIGHTS)[]): void {
  if (!rights.some((right) => mayDo(right, actor))) throw new RpcError({ code: 'denied' });
}

/** Rows of a kind in an order, a piece of them, with how many there are. */
export function pieceOf<K extends Kind>(
  { statements }: VoiceSource,
  kind: K,
  where: { sql: string; cells: Cell[]; order: string },
  { offset, limit }: Piece,
): { rows: Kinds[K][]; total: number } {
  const { sql, cells, order } = where;
  const counted = statements.one(`SELECT count(*) AS n FROM "${kind}" WHERE ${sql}`, ...cells);
  const rows = statements.all(
    `SELECT ${columnList(kind)} FROM "${kind}" WHERE ${sql} ORDER BY ${order}, id LIMIT ? OFFSET ?`,
    ...cells,
    limit,
    offset,
  );
  return {
    rows: rows.map((stored) => fromStored(kind, stored)),
    total: Number(counted?.['n'] ?? 0),
  };
}

/** Name of somebody who works here. */
export function staffName({ statements }: VoiceSource, id: string | null | undefined) {
  return id ? (rowById(statements, 'staff', id)?.name ?? null) : null;
}
