// Prepared statements, one a text, kept as long as their database is open.

import type { Statement } from 'better-sqlite3';
import type { Kind, Kinds } from '../../../shared/queues/world/world.ts';
import { columnNames, fromStored } from './columns.ts';
import type { Cell } from './columns.ts';
import type { Sqlite } from './open.ts';

type Stored = Record<string, unknown>;
type Bound = Cell | Uint8Array;

/** Runs SQL by statements that are prepared once. */
export interface Statements {
  run(sql: string, ...cells: Bound[]): void;
  one(sql: string, ...cells: Bound[]): Stored | undefined;
  all(sql: string, ...cells: Bound[]): Stored[];
  /** One row after the other; nothing may be written before the last was taken or the loop left. */
  each(sql: string, ...cells: Bound[]): IterableIterator<Stored>;
}

/** Makes the cache of one database. */
export function statementsOf(db: Sqlite): Statements {
  const known = new Map<string, Statement<Bound[], Stored>>();
  const of = (sql: string) => {
    let statement = known.get(sql);
    if (!statement) {
      statement = db.prepare<Bound[], Stored>(sql);
      known.set(sql, statement);
    }
    return statement;
  };
  return {
    run: (sql, ...cells) => void of(sql).run(...cells),
    one: (sql, ...cells) => of(sql).get(...cells),
    all: (sql, ...cells) => of(sql).all(...cells),
    each: (sql, ...cells) => of(sql).iterate(...cells),
  };
}

/** Column names of a kind, quoted, as one text for a select. */
export function columnList(kind: Kind): string {
  return columnNames(kind)
    .map((name) => `"${name}"`)
    .join(', ');
}

/** The row of an id. */
export function rowById<K extends Kind>(
  statements: Statements,
  kind: K,
  id: string,
): Kinds[K] | undefined {
  const stored = statements.one(`SELECT ${columnList(kind)} FROM "${kind}" WHERE id = ?`, id);
  return stored && fromStored(kind, stored);
}

/** All rows of a small kind. */
export function allRows<K extends Kind>(statements: Statements, kind: K): Kinds[K][] {
  return statements
    .all(`SELECT ${columnList(kind)} FROM "${kind}" ORDER BY n`)
    .map((stored) => fromStored(kind, stored));
}
