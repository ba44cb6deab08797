// How the replica of a profile is opened, made anew and exchanged: from the base, or empty until a service fills it.

import { baseId } from '../../../node/base.ts';
import type { Base } from '../../../node/base.ts';
import {
  loadBase,
  loadingFile,
  makeEmpty,
  openExisting,
  openLoading,
  putInPlace,
  removeDatabase,
} from '../base/rebuild.ts';
import type { Changes } from '../changes.ts';
import type { Migration } from '../db/migrate.ts';
import { openReplica } from '../db/open.ts';
import type { Sqlite } from '../db/open.ts';
import { replicaOf } from '../db/transact.ts';
import type { Replica } from '../db/transact.ts';
import { DeskFault } from '../fault.ts';
import type { Kept } from '../outbox/kept.ts';
import { readToOf } from '../sync/read-to.ts';
import { joinedOf } from './joined.ts';

/** The replica's file in somebody's hands; none of these may be called while the replica in use is still open, but the loading ones. */
export interface ReplicaFiles {
  /** What lies there, or what has to be made in its place. */
  open(): Replica;
  /** Made anew: from the base, or without rows on a desk that has joined a service. */
  remake(): Replica;
  /**
   * The base as it is loaded, whatever the desk has joined.
   * @throws DeskFault `base_changed` when this program's base is another one
   */
  fromBase(): Replica;
  /** A fresh file beside the one in use, to be filled. */
  beginLoading(): Sqlite;
  /** The file that was filled takes the place of the one in use. */
  adopt(): Replica;
  /** Nothing comes of the file that was being filled. */
  dropLoading(): void;
}

/** What they are made from. */
export interface FilesParts {
  file: string;
  kept: Kept;
  base: Base;
  /** Id of the base on which the outbox stands. */
  id: string;
  migrations: readonly Migration[];
  changes: Changes;
  /** Told while a library is made, which takes seconds. */
  progress(text: string): void;
}

/** Makes them. */
export function replicaFiles(parts: FilesParts): ReplicaFiles {
  const { file, kept, base, id, migrations, changes } = parts;
  const opened = () => replicaOf(openReplica(file), changes.tell);
  const fromBase = () => {
    // Another generator gives other rows, on which the outbox would mean something else.
    if (baseId(base) !== id) throw new DeskFault('base_changed');
    parts.progress('Making the library …');
    loadBase(file, base, migrations);
    return opened();
  };
  const empty = () => {
    makeEmpty(file, migrations);
    return opened();
  };
  const isJoined = () => joinedOf(kept) !== null;
  const isOfUse = (replica: Replica) =>
    isJoined() || (replica.mark('base') === id && readToOf(replica) === null);
  const remake = () => (isJoined() ? empty() : fromBase());
  return {
    remake,
    fromBase,
    open: () => openExisting(file, isOfUse, migrations, changes.tell) ?? remake(),
    beginLoading: () => openLoading(file, migrations),
    adopt() {
      putInPlace(loadingFile(file), file);
      return opened();
    },
    dropLoading: () => removeDatabase(loadingFile(file)),
  };
}
