// Brings the service's SQLite file to the newest shape, with a copy of it made before.

import { chmodSync, copyFileSync } from 'node:fs';
import type { Migration } from '../../../node/migrations.ts';
import { StoreFault } from '../port.ts';
import type { Sqlite } from './open.ts';

/** The version that a database has; 0 for a fresh one. */
function versionOf(db: Sqlite): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Runs what is missing, each migration in one transaction together with its version. An existing file is copied to
 * `<file>.v<version>` first.
 * @throws StoreFault `store_newer` when a newer program has written it
 */
export function migrate(db: Sqlite, migrations: readonly Migration[], file: string | null): void {
  const version = versionOf(db);
  const newest = migrations.at(-1)?.number ?? 0;
  if (version > newest) throw new StoreFault('store_newer');
  if (file !== null && version > 0 && version < newest) {
    db.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(file, `${file}.v${version}`);
    chmodSync(`${file}.v${version}`, 0o600);
  }
  for (const { number, sql } of migrations) {
    db.transaction(() => {
      // Another process may have been faster.
      if (number <= versionOf(db)) return;
      db.exec(sql);
      db.pragma(`user_version = ${number}`);
    }).immediate();
  }
}
