// Makes a replica from nothing: the base loaded into a fresh file, which then takes the old one's place.

import { existsSync, renameSync, rmSync } from 'node:fs';
import { openForLoading, openReplica } from '../db/open.ts';
import { loadRows } from '../db/load.ts';
import { migrate, versionOf } from '../db/migrate.ts';
import type { Migration } from '../db/migrate.ts';
import { statementsOf } from '../db/statements.ts';
import { replicaOf } from '../db/transact.ts';
import type { Replica } from '../db/transact.ts';
import { faultOf } from '../fault.ts';
import { sha256 } from '../queues/env.ts';
import { compileSettings } from '../queues/settings.ts';
import type { Base } from './base.ts';

/** Grows whenever computed columns or search tokens are made in another way. */
const REPLICA_FORM = '3';

const SIDE_FILES = ['', '-wal', '-shm', '-journal'];

/** Name of a base's content. */
export function baseId(base: Pick<Base, 'text'>): string {
  return sha256(base.text);
}

/** Removes a file of SQLite with what lies beside it. */
function removeDatabase(file: string): void {
  for (const ending of SIDE_FILES) rmSync(file + ending, { force: true });
}

/** Loads the base into a fresh file at `file`; a crash on the way leaves the old one as it was. */
export function loadBase(file: string, base: Base, migrations: readonly Migration[]): void {
  const loading = `${file}.loading`;
  removeDatabase(loading);
  const db = openForLoading(loading);
  try {
    migrate(db, migrations);
    loadRows(
      db,
      (put) => base.load(put),
      () => compileSettings(statementsOf(db)),
    );
    const mark = db.prepare('INSERT INTO mark (name, value) VALUES (?, ?)');
    mark.run('base', baseId(base));
    mark.run('spec', JSON.stringify(base.spec));
    mark.run('form', REPLICA_FORM);
    mark.run('cseq', '0');
    db.exec('PRAGMA optimize');
  } catch (error) {
    db.close();
    removeDatabase(loading);
    throw faultOf(error) ?? error;
  }
  db.close();
  removeDatabase(file);
  renameSync(loading, file);
}

/** The replica at `file` if it is whole, of the base with this id and of this form; undefined when it has to be made anew. */
export function openExisting(
  file: string,
  id: string,
  migrations: readonly Migration[],
  onChanges: (tables: readonly string[]) => void,
): Replica | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const db = openReplica(file);
    const fresh = versionOf(db) === 0;
    if (!fresh) migrate(db, migrations);
    const replica = replicaOf(db, onChanges);
    const same = !fresh && replica.mark('base') === id && replica.mark('form') === REPLICA_FORM;
    if (same) return replica;
    replica.close();
  } catch (error) {
    const fault = faultOf(error);
    // Whatever is wrong with its content is cured by a rebuild; what is wrong with the folder is not.
    if (fault && fault.code !== 'newer_database') throw fault;
  }
  return undefined;
}
