// Numbered `.sql` files, each run in one transaction together with its version.

import { findMigrationsOf, readMigrations as readMigrationsOf } from '../../../node/migrations.ts';
import type { Migration } from '../../../node/migrations.ts';
import { DeskFault } from '../fault.ts';
import type { Sqlite } from './open.ts';

export type { Migration };

/** The two databases of a desk. */
export type StoreName = 'outbox' | 'replica';

/** The folder `migrations/desk` above a folder of this program. */
export function findMigrations(from: string): string {
  return findMigrationsOf('desk', from);
}

/** Reads the migrations of one database in their order. */
export function readMigrations(folder: string, store: StoreName): Migration[] {
  return readMigrationsOf(folder, store);
}

/** The version that a database has; 0 for a fresh one. */
export function versionOf(db: Sqlite): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Brings a database to the newest version; `beforeUpgrade` runs once when an existing one is about to change.
 * @throws DeskFault `newer_database` when a newer program has written it
 */
export function migrate(
  db: Sqlite,
  migrations: readonly Migration[],
  beforeUpgrade: (version: number) => void = () => undefined,
): void {
  const version = versionOf(db);
  const newest = migrations.at(-1)?.number ?? 0;
  if (version > newest) throw new DeskFault('newer_database', { version, known: newest });
  if (version > 0 && version < newest) beforeUpgrade(version);
  for (const { number, sql } of migrations) {
    if (number <= version) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${number}`);
    }).immediate();
  }
}
