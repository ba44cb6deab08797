// Physical yardsticks: what SQLite does on this machine with nothing around it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { percentile } from './table.ts';

/** Rows of the demonstration's copies and titles, for whoever names no other number. */
const ROWS = 122_000;

/** Milliseconds for so many prepared single-row inserts into a fresh file with its journal off. */
export function bareInsert(rows = ROWS): number {
  const folder = mkdtempSync(join(tmpdir(), 'shutai-bare-'));
  const db = new Database(join(folder, 'bare.db'));
  db.pragma('journal_mode = OFF');
  db.exec('create table t (id text primary key, a text, b text, c integer) strict');
  const insert = db.prepare('insert into t values (?, ?, ?, ?)');
  const start = performance.now();
  db.exec('begin');
  for (let index = 0; index < rows; index += 1) {
    insert.run(String(index).padStart(36, '0'), 'TP311.13/25', '数据库原理', index);
  }
  db.exec('commit');
  const took = performance.now() - start;
  db.close();
  rmSync(folder, { recursive: true, force: true });
  return took;
}

/** Opens a replica beside the desk (which must be closed: it locks its files) for bare queries. */
export function openBare(profile: string) {
  const db = new Database(join(profile, 'replica.db'), { readonly: true });
  return {
    /** Median milliseconds of a bare query, statement prepared, first run left out. */
    median(sql: string, ...cells: (string | number)[]): number {
      const statement = db.prepare<(string | number)[]>(sql);
      statement.all(...cells);
      const runs = Array.from({ length: 15 }, () => {
        const start = performance.now();
        statement.all(...cells);
        return performance.now() - start;
      });
      return percentile(runs, 0.5);
    },
    /** Milliseconds of one run of a query that takes long, statement prepared. */
    once(sql: string): number {
      const statement = db.prepare<[]>(sql);
      const start = performance.now();
      statement.all();
      return performance.now() - start;
    },
    /** Values of one column. */
    column(sql: string): string[] {
      return db
        .prepare<[], Record<string, string>>(sql)
        .all()
        .map((row) => Object.values(row)[0] ?? '');
    },
    close: () => db.close(),
  };
}
