// Opens the service's SQLite file: WAL, written through at every commit, brought to the newest shape.

import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { findMigrationsOf, readMigrations } from '../../../node/migrations.ts';
import { StoreFault } from '../port.ts';
import type { Db, Tables } from '../schema.ts';
import { migrate } from './migrate.ts';

/** A bare SQLite handle; only this folder holds one. */
export type Sqlite = Database.Database;

const migrations = () => readMigrations(findMigrationsOf('central', import.meta.dirname), 'sqlite');
const FULL = 2;
/** How long another process of the same file is waited for, in ms. */
const BUSY_MS = 5000;
/** Texts of dynamic size must not fill the memory with prepared statements. */
const MOST_STATEMENTS = 300;

/** Kysely over a handle, with statements prepared once a text. */
export function kyselyOf(db: Sqlite): Db {
  const known = new Map<string, SqliteStatement>();
  const database: SqliteDatabase = {
    close: () => void db.close(),
    prepare(text) {
      let statement = known.get(text);
      if (!statement) {
        if (known.size >= MOST_STATEMENTS) known.clear();
        statement = db.prepare(text);
        known.set(text, statement);
      }
      return statement;
    },
  };
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}

/**
 * Fails unless every commit reaches the disk: in WAL this driver drops to NORMAL after the first write
 * when it was not told otherwise, so this is asked after a write.
 */
function assertFull(db: Sqlite): void {
  db.pragma(`user_version = ${Number(db.pragma('user_version', { simple: true }))}`);
  if (db.pragma('synchronous', { simple: true }) !== FULL) throw new StoreFault('store_io');
}

/** Opens the one handle that writes, migrated. */
export function openWriter(file: string): Sqlite {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new Database(file, { timeout: BUSY_MS });
  try {
    db.pragma('journal_mode = WAL');
    chmodSync(file, 0o600);
    db.pragma('synchronous = FULL');
    db.pragma('cache_size = -64000');
    db.pragma('temp_store = MEMORY');
    db.pragma('journal_size_limit = 67108864');
    // Pages that every group writes go into the file itself once in 16 MB of commits instead of once in 4.
    db.pragma('wal_autocheckpoint = 4000');
    migrate(db, migrations(), file);
    assertFull(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A handle that reads beside the writer and sees what was committed. */
export function openReader(file: string): Sqlite {
  const db = new Database(file, { timeout: BUSY_MS, readonly: true });
  db.pragma('cache_size = -32000');
  db.pragma('temp_store = MEMORY');
  return db;
}

/** A database in memory, fresh or from a serialized one. */
export function openMemory(serialized: Buffer | null): Sqlite {
  const db = new Database(serialized ?? ':memory:');
  migrate(db, migrations(), null);
  return db;
}
