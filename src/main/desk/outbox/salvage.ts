// A damaged outbox is put aside, never deleted; what can still be read goes into a fresh one.

import { existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openOutbox } from '../db/open.ts';
import { migrate } from '../db/migrate.ts';
import type { Migration } from '../db/migrate.ts';
import { HASHED_TABLES } from './verify.ts';
import type { HashedTable, Inspection } from './verify.ts';

const SIDE_FILES = ['', '-wal', '-shm'];

/** File in which a fresh outbox is made before it takes the place of the damaged one. */
export function freshFile(file: string): string {
  return `${file}.fresh`;
}

/** Puts a file aside under a name with the time; gives that name. */
function putAside(file: string, stamp: string): string {
  const name = `${basename(file, '.db')}-damaged-${stamp.replaceAll(/[:.]/gu, '-')}.db`;
  const aside = join(dirname(file), name);
  for (const ending of SIDE_FILES) {
    if (existsSync(file + ending)) renameSync(file + ending, aside + ending);
  }
  return name;
}

/**
 * Makes a fresh outbox of the whole rows and puts the damaged file aside (it must be closed).
 * Gives the name of the file put aside.
 */
export function salvageOutbox(
  file: string,
  found: Inspection | null,
  migrations: readonly Migration[],
  stamp: string,
): string {
  const fresh = freshFile(file);
  for (const ending of SIDE_FILES) rmSync(fresh + ending, { force: true });
  const db = openOutbox(fresh);
  migrate(db, migrations);
  db.transaction(() => {
    for (const [table, columns] of Object.entries(HASHED_TABLES)) {
      const names = [...columns, 'hash'];
      const insert = db.prepare(
        `INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
      );
      for (const row of found?.good[table as HashedTable] ?? []) {
        insert.run(...names.map((name) => row[name]));
      }
    }
  }).immediate();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const aside = putAside(file, stamp);
  renameSync(fresh, file);
  return aside;
}
