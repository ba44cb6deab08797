// What tests look at in the files of a profile, from outside the desk.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { COLUMNS } from '../../src/main/desk/db/columns.ts';

/** Tables whose rows a rebuild must give back; search tables are asked by searching. */
const REPLICATED = Object.keys(COLUMNS);

/** Every row of a closed replica by table, computed columns included, without row numbers. */
export function dumpReplica(folder: string): Record<string, unknown[]> {
  const db = new Database(join(folder, 'replica.db'), { readonly: true });
  const dump = REPLICATED.map((table) => [
    table,
    db
      .prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}" ORDER BY id`)
      .all()
      .map(({ n: _n, ...row }) => row),
  ]);
  db.close();
  return Object.fromEntries(dump) as Record<string, unknown[]>;
}

/** The ids of the commands that a closed outbox holds, in order. */
export function outboxIds(folder: string): string[] {
  const db = new Database(join(folder, 'outbox.db'), { readonly: true });
  const rows = db.prepare<[], { id: string }>('SELECT id FROM command ORDER BY cseq').all();
  db.close();
  return rows.map((row) => row.id);
}

/** Changes one byte of a file. */
export function flipByte(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 0x55;
  writeFileSync(file, bytes);
}

/** Where a text lies in a file; -1 when nowhere. */
export function offsetOf(file: string, text: string): number {
  return readFileSync(file).indexOf(text);
}

/** Fills the first page of a table of a closed database with nonsense. */
export function damageTable(file: string, table: string): void {
  const db = new Database(file, { readonly: true });
  const found = db
    .prepare<[string], { page: number }>(
      'SELECT rootpage AS page FROM sqlite_master WHERE name = ?',
    )
    .get(table);
  const size = Number(db.pragma('page_size', { simple: true }));
  db.close();
  const bytes = readFileSync(file);
  const start = ((found?.page ?? 0) - 1) * size;
  bytes.fill(0xab, start, start + size);
  writeFileSync(file, bytes);
}
