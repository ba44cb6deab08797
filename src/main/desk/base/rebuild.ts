// Makes a replica from nothing in a fresh file, which then takes the old one's place.

import { existsSync, renameSync, rmSync } from 'node:fs';
import { openForLoading, openReplica } from '../db/open.ts';
import type { Sqlite } from '../db/open.ts';
import { loadRows } from '../db/load.ts';
import { migrate, versionOf } from '../db/migrate.ts';
import type { Migration } from '../db/migrate.ts';
import { statementsOf } from '../db/statements.ts';
import { replicaOf } from '../db/transact.ts';
import type { Replica } from '../db/transact.ts';
import { faultOf } from '../fault.ts';
import { baseId } from '../../../node/base.ts';
import type { Base } from '../../../node/base.ts';
import { compileSettings } from '../queues/settings.ts';

/** Grows whenever computed columns or search tokens are made in another way. */
const REPLICA_FORM = '4';

const SIDE_FILES = ['-wal', '-shm', '-journal'];

/** Removes a file of SQLite with what lies beside it. */
export function removeDatabase(file: string): void {
  for (const ending of ['', ...SIDE_FILES]) rmSync(file + ending, { force: true });
}

/** Puts a loaded file in the place of the replica, which is closed. */
export function putInPlace(loading: string, file: string): void {
  for (const ending of SIDE_FILES) rmSync(file + ending, { force: true });
  renameSync(loading, file);
}

/** Where a fresh replica is filled before it takes the place of the old one. */
export function loadingFile(file: string): string {
  return `${file}.loading`;
}

/** Opens a fresh replica to be filled; what was left of an earlier try is removed. */
export function openLoading(file: string, migrations: readonly Migration[]): Sqlite {
  const loading = loadingFile(file);
  removeDatabase(loading);
  const db = openForLoading(loading);
  migrate(db, migrations);
  markFresh(db);
  return db;
}

/** No command of the outbox is in it yet. */
function markFresh(db: Sqlite): void {
  const mark = db.prepare('INSERT INTO mark (name, value) VALUES (?, ?)');
  mark.run('form', REPLICA_FORM);
  mark.run('cseq', '0');
}

/** Fills a fresh file and puts it in the place of the replica; a crash on the way leaves the old one as it was. */
function make(
  file: string,
  migrations: readonly Migration[],
  fill: (db: Sqlite) => void = () => undefined,
): void {
  const db = openLoading(file, migrations);
  try {
    fill(db);
    db.exec('PRAGMA optimize');
  } catch (error) {
    db.close();
    removeDatabase(loadingFile(file));
    throw faultOf(error) ?? error;
  }
  db.close();
  putInPlace(loadingFile(file), file);
}

/** Makes the replica of a base. */
export function loadBase(file: string, base: Base, migrations: readonly Migration[]): void {
  make(file, migrations, (db) => {
    loadRows(
      db,
      (put) => {
        for (const { kind, row } of base.rows()) put(kind, row);
      },
      () => compileSettings(statementsOf(db)),
    );
    const mark = db.prepare('INSERT INTO mark (name, value) VALUES (?, ?)');
    mark.run('base', baseId(base));
    mark.run('spec', JSON.stringify(base.spec));
  });
}

/** Makes a replica without rows, which waits for those of a service. */
export function makeEmpty(file: string, migrations: readonly Migration[]): void {
  make(file, migrations);
}

/** The replica at `file` if it is whole, of this form and of use; undefined when it has to be made anew. */
export function openExisting(
  file: string,
  isOfUse: (replica: Replica) => boolean,
  migrations: readonly Migration[],
  onChanges: (tables: readonly string[]) => void,
): Replica | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const db = openReplica(file);
    const fresh = versionOf(db) === 0;
    if (!fresh) migrate(db, migrations);
    const replica = replicaOf(db, onChanges);
    const same = !fresh && replica.mark('form') === REPLICA_FORM && isOfUse(replica);
    if (same) return replica;
    replica.close();
  } catch (error) {
    const fault = faultOf(error);
    // Whatever is wrong with its content is cured by a rebuild; what is wrong with the folder is not.
    if (fault && fault.code !== 'newer_database') throw fault;
  }
  return undefined;
}
