// Reads an outbox row by row: which rows are whole, which are not, and whether any is missing.

import { isDamage } from '../fault.ts';
import type { Sqlite } from '../db/open.ts';
import { rowHash } from './row-hash.ts';

/** Tables of the outbox with the columns that a row's hash covers, in its order. */
export const HASHED_TABLES = {
  command: ['cseq', 'id', 'body', 'outcome'],
  doubt: ['cseq', 'refusal'],
  kept: ['area', 'owner', 'name', 'value'],
} as const;
/** A table of the outbox. */
export type HashedTable = keyof typeof HASHED_TABLES;

/** A row as it was read. */
type RawRow = Record<string, string | number>;

/** What reading a whole outbox found. */
export interface Inspection {
  good: Record<HashedTable, RawRow[]>;
  /** Rows whose hash does not fit. */
  bad: number;
  /** Counters between the first and the last command that are not there. */
  missing: number;
  /** SQLite itself met damage; there may be more rows. */
  broken: boolean;
}

function isWhole(table: HashedTable, row: RawRow): boolean {
  return rowHash(...HASHED_TABLES[table].map((name) => row[name] ?? '')) === row['hash'];
}

/** Reads as many rows of a table as can be read; a damaged page ends the scan from that side. */
function readable(db: Sqlite, table: HashedTable): { rows: RawRow[]; broken: boolean } {
  const rows = new Map<string, RawRow>();
  let broken = false;
  for (const direction of ['ASC', 'DESC']) {
    try {
      const columns = [...HASHED_TABLES[table], 'hash'].join(', ');
      const all = db.prepare<[], RawRow>(
        `SELECT rowid AS at, ${columns} FROM ${table} NOT INDEXED ORDER BY rowid ${direction}`,
      );
      for (const row of all.iterate()) rows.set(String(row['at']), row);
      return { rows: [...rows.values()], broken };
    } catch (error) {
      if (!isDamage(error)) throw error;
      broken = true;
    }
  }
  return { rows: [...rows.values()], broken };
}

/** Reads every row; never throws for damage. */
export function inspectOutbox(db: Sqlite): Inspection {
  const found: Inspection = {
    good: { command: [], doubt: [], kept: [] },
    bad: 0,
    missing: 0,
    broken: false,
  };
  for (const table of Object.keys(HASHED_TABLES) as HashedTable[]) {
    const { rows, broken } = readable(db, table);
    const good = rows.filter((row) => isWhole(table, row));
    found.good[table] = good;
    found.bad += rows.length - good.length;
    found.broken ||= broken;
  }
  const counters = found.good.command.map((row) => Number(row['cseq']));
  const last = counters.reduce((most, each) => Math.max(most, each), 0);
  found.missing = last - counters.length;
  return found;
}
