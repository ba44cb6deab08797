// Opens the two files of a profile, each with the care it deserves.

import { chmodSync, existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { DeskFault, faultOf } from '../fault.ts';

/** A bare SQLite handle; only `db/` and `outbox/` hold one. */
export type Sqlite = Database.Database;

const FULL = 2;

function openFile(file: string): Sqlite {
  try {
    const db = new Database(file, { timeout: 0 });
    chmodSync(file, 0o600);
    return db;
  } catch (error) {
    throw faultOf(error) ?? error;
  }
}

/**
 * Opens `outbox.db`: WAL, FULL, and locked for this process alone, which is the lock of the profile.
 * @throws DeskFault `profile_in_use` when another process has it
 */
export function openOutbox(file: string): Sqlite {
  const db = openFile(file);
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('cache_size = -2000');
    // A row that goes is overwritten where that takes no further write: it may hold what somebody typed by mistake.
    db.pragma('secure_delete = FAST');
    // The lock is taken by the first write, not by the pragma.
    db.exec('BEGIN IMMEDIATE; COMMIT');
    return db;
  } catch (error) {
    db.close();
    throw faultOf(error) ?? error;
  }
}

/**
 * Fails unless every commit reaches the disk: in WAL this driver drops to NORMAL after the first write
 * when it was not told otherwise, so this is asked after a write.
 */
export function assertFull(db: Sqlite): void {
  if (db.pragma('synchronous', { simple: true }) !== FULL) {
    throw new DeskFault('io_error', { problem: 'outbox is not written through' });
  }
}

/** Opens `replica.db`: WAL and NORMAL, since it can be made again; its cache is bounded. */
export function openReplica(file: string): Sqlite {
  const db = openFile(file);
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('cache_size = -32000');
  db.pragma('temp_store = MEMORY');
  db.pragma('journal_size_limit = 16777216');
  return db;
}

/** Opens a fresh file to be filled at once: no journal, no waiting for the disk; closed whole or thrown away. */
export function openForLoading(file: string): Sqlite {
  if (existsSync(file)) throw new Error(`loading wants a fresh file: ${file}`);
  const db = openFile(file);
  // The driver's defensive mode would silently keep a journal.
  db.unsafeMode(true);
  db.pragma('journal_mode = OFF');
  db.unsafeMode(false);
  db.pragma('synchronous = OFF');
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('cache_size = -64000');
  // Rows that are looked up are read where they lie, and a second core helps to sort the indexes.
  db.pragma('mmap_size = 2000000000');
  db.pragma('threads = 1');
  db.pragma('temp_store = FILE');
  return db;
}

/** Writes everything back into the main file and closes it. */
export function closeDatabase(db: Sqlite): void {
  if (!db.open) return;
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}
