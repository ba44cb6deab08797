// Reads an outbox row by row: which rows are whole, which are not, and whether any is missing.

import { isDamage } from '../fault.ts';
import type { Sqlite } from '../db/open.ts';
import { rowHash } from './row-hash.ts';

/** Name of the kept value that says up to which place old commands were removed. */
export const PRUNED = 'pruned';

/** Tables of the outbox with the columns that a row's hash covers, in its order. */
export const HASHED_TABLES = {
  command: ['cseq', 'id', 'body', 'outcome'],
  doubt: ['cseq', 'refusal'],
  kept: ['area', 'owner', 'name', 'value'],
  result: ['id', 'cseq', 'code', 'refusal', 'seq', 'head', 'facts', 'at'],
  dismissed: ['id', 'at'],
} as const;
/** A table of the outbox. */
export type HashedTable = keyof typeof HASHED_TABLES;

/** A row as it was read. */
type RawRow = Record<string, string | number | null>;

/** What reading a whole outbox found. */
export interface Inspection {
  good: Record<HashedTable, RawRow[]>;
  /** Rows whose hash does not fit. */
  bad: number;
  /** Places up to the last command that are empty, those left out that were emptied on purpose. */
  missing: number;
  /** SQLite itself met damage; there may be more rows. */
  broken: boolean;
}

function isWhole(table: HashedTable, row: RawRow): boolean {
  return rowHash(...HASHED_TABLES[table].map((name) => row[name] ?? null)) === row['hash'];
}

/** Reads as many rows of a table as can be read; a damaged page ends the scan from that side. */
function readable(db: Sqlite, table: HashedTable): { rows: RawRow[]; broken: boolean } {
  const rows = new Map<string, RawRow>();
  let broken = false;
  for (const direction of ['ASC', 'DESC']) {
    try {
      const columns = [...HASHED_TABLES[table], 'hash'].join(', ');
      const all = db.prepare<[], RawRow>(
        `SELECT rowid AS rowNumber, ${columns} FROM ${table} NOT INDEXED ORDER BY rowid ${direction}`,
      );
      for (const row of all.iterate()) rows.set(String(row['rowNumber']), row);
      return { rows: [...rows.values()], broken };
    } catch (error) {
      if (!isDamage(error)) throw error;
      broken = true;
    }
  }
  return { rows: [...rows.values()], broken };
}

/** Up to which place old commands were removed on purpose. */
function prunedOf(kept: readonly RawRow[]): number {
  const row = kept.find((each) => each['area'] === 'desk' && each['name'] === PRUNED);
  return row ? Number(row['value']) : 0;
}

/** Whether SQLite finds every page and index in order: damage to an index shows in no row. */
function isInOrder(db: Sqlite): boolean {
  try {
    return db.pragma('integrity_check(1)', { simple: true }) === 'ok';
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

/** Reads every row and index; never throws for damage. */
export function inspectOutbox(db: Sqlite): Inspection {
  const found: Inspection = {
    good: { command: [], doubt: [], kept: [], result: [], dismissed: [] },
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
  found.broken ||= !isInOrder(db);
  const pruned = prunedOf(found.good.kept);
  const places = found.good.command.map((row) => Number(row['cseq'])).filter((at) => at > pruned);
  const last = places.reduce((most, each) => Math.max(most, each), pruned);
  found.missing = last - pruned - places.length;
  return found;
}
