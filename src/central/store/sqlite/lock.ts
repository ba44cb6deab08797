// One process a file: a lock that dies with its holder, kept in a small file beside the database.

import { chmodSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreFault } from '../port.ts';

/**
 * Takes the lock of a database file and gives what lets it go.
 * @throws StoreFault `store_busy` when another process has it
 */
export function lockSqlite(file: string): () => void {
  const db = new Database(`${file}.lock`, { timeout: 0 });
  try {
    chmodSync(`${file}.lock`, 0o600);
    // An open exclusive transaction is a lock of the operating system, whatever becomes of this process.
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw new StoreFault('store_busy', error);
  }
  return () => void db.close();
}
