// Opens the outbox of a profile whatever state it is in: missing, old, damaged, or cut short.

import { existsSync, renameSync } from 'node:fs';
import { assertFull, closeDatabase, openOutbox } from '../db/open.ts';
import type { Sqlite } from '../db/open.ts';
import { migrate } from '../db/migrate.ts';
import type { Migration } from '../db/migrate.ts';
import { DeskFault, faultOf, isDamage } from '../fault.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import { keptOf } from './kept.ts';
import { outboxOf } from './outbox.ts';
import type { Outbox } from './outbox.ts';
import { freshFile, salvageOutbox } from './salvage.ts';
import { inspectOutbox } from './verify.ts';
import type { Inspection } from './verify.ts';

/** An open outbox with what had to be said about it. */
export interface OpenedOutbox {
  outbox: Outbox;
  /** Set when rows could not be read; the file put aside is named. */
  problem: DeskFault | null;
}

function tryOpen(file: string): Sqlite | 'damaged' {
  try {
    return openOutbox(file);
  } catch (error) {
    if (isDamage(error)) return 'damaged';
    throw error;
  }
}

/** Commands that an earlier start already found missing and said so. */
function knownMissing(db: Sqlite): number {
  const known = keptOf(db).get('desk', '', 'missing');
  return typeof known === 'number' ? known : 0;
}

function inspect(db: Sqlite): { found: Inspection; damaged: boolean } {
  const found = inspectOutbox(db);
  const wrong = found.bad > 0 || found.broken;
  return { found, damaged: wrong || found.missing > knownMissing(db) };
}

function backUp(db: Sqlite, file: string, version: number): void {
  const copy = `${file}.v${version}`;
  if (!existsSync(copy)) db.prepare('VACUUM INTO ?').run(copy);
}

function salvaged(
  file: string,
  found: Inspection | null,
  migrations: readonly Migration[],
  now: Instant,
): { db: Sqlite; problem: DeskFault } {
  const aside = salvageOutbox(file, found, migrations, now);
  const db = openOutbox(file);
  const lost = found ? found.bad + Math.max(0, found.missing) : null;
  if (found && found.missing > 0) keptOf(db).set('desk', '', 'missing', found.missing);
  return { db, problem: new DeskFault('outbox_damaged', { file: aside, lost }) };
}

function openSound(
  file: string,
  migrations: readonly Migration[],
  now: Instant,
): { db: Sqlite; problem: DeskFault | null } {
  const db = tryOpen(file);
  if (db === 'damaged') return salvaged(file, null, migrations, now);
  try {
    migrate(db, migrations, (version) => backUp(db, file, version));
    const { found, damaged } = inspect(db);
    if (!damaged) return { db, problem: null };
    db.close();
    return salvaged(file, found, migrations, now);
  } catch (error) {
    if (db.open) db.close();
    if (isDamage(error)) return salvaged(file, null, migrations, now);
    throw faultOf(error) ?? error;
  }
}

/**
 * Opens it, puts a damaged file aside and goes on with what can be read.
 * @throws DeskFault `profile_in_use`, `newer_database`, `disk_full`, `read_only_folder`
 */
export function openProfileOutbox(
  file: string,
  migrations: readonly Migration[],
  now: Instant,
): OpenedOutbox {
  // A salvage that was cut off between its two renames.
  if (!existsSync(file) && existsSync(freshFile(file))) renameSync(freshFile(file), file);
  const { db, problem } = openSound(file, migrations, now);
  try {
    keptOf(db).set('desk', '', 'openedOn', now);
    assertFull(db);
  } catch (error) {
    closeDatabase(db);
    throw faultOf(error) ?? error;
  }
  return { outbox: outboxOf(db), problem };
}
