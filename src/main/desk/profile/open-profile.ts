// Opens a profile: the outbox first, which is the lock, then a replica that shows all of it.

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Clock } from '../../../shared/lib/time.ts';
import { baseId } from '../../../node/base.ts';
import type { Base, BaseSpec, ChooseBase } from '../../../node/base.ts';
import { createChanges } from '../changes.ts';
import { libraryClock } from '../clock.ts';
import { readMigrations } from '../db/migrate.ts';
import type { Replica } from '../db/transact.ts';
import { DeskFault } from '../fault.ts';
import type { Kept } from '../outbox/kept.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { openProfileOutbox } from '../outbox/open-outbox.ts';
import { appliedMark } from '../queues/replay.ts';
import { mirror, restoreFromMirror } from './mirror.ts';
import { replicaFiles } from './replica-files.ts';
import type { ReplicaFiles } from './replica-files.ts';
import { createStore } from './store.ts';
import type { Log, Store } from './store.ts';

/** What opening needs of the world around it. */
export interface ProfileOptions {
  /** The profile's folder; it exists. */
  folder: string;
  /** Folder of the migrations, `migrations/desk`. */
  migrations: string;
  /** Real time. */
  clock: Clock;
  newId(): string;
  base: ChooseBase;
  log: Log;
  /** Told while a library is made, which takes seconds. */
  progress(text: string): void;
}

/** A profile that is open. */
export interface OpenProfile {
  store: Store;
  /** How its replica is made anew; the replay of the outbox is still to come then. */
  files: ReplicaFiles;
}

function saved<T>(kept: Kept, name: string, make: () => T): T {
  const value = kept.get('desk', '', name);
  if (value !== undefined) return value as T;
  const fresh = make();
  kept.set('desk', '', name, fresh);
  return fresh;
}

/** The base of the profile, and the id under which its replica was made. */
function chooseBase(kept: Kept, choose: ChooseBase): { base: Base; id: string } {
  const spec = (kept.get('desk', '', 'base') ?? null) as BaseSpec | null;
  const base = choose(spec);
  saved(kept, 'base', () => base.spec);
  return { base, id: saved(kept, 'baseId', () => baseId(base)) };
}

/** A replica that shows more than the outbox holds: the outbox lost its end, and the counter goes on after the gap. */
function noticeLostEnd(outbox: Outbox, replica: Replica): DeskFault | null {
  const lost = appliedMark(replica) - outbox.last();
  if (lost <= 0) return null;
  outbox.skipTo(appliedMark(replica));
  return new DeskFault('outbox_damaged', { file: null, lost });
}

function newCardKey(base: Base): string {
  return base.cardKey ?? randomBytes(32).toString('hex');
}

/**
 * Opens the files of a profile. Commands that the replica lacks are not yet replayed.
 * @throws DeskFault when the profile is in use, newer than the program, or its folder cannot be written
 */
export function openProfile(options: ProfileOptions): OpenProfile {
  const { clock } = options;
  const outboxFile = join(options.folder, 'outbox.db');
  const outboxMigrations = readMigrations(options.migrations, 'outbox');
  const { outbox, problem } = openProfileOutbox(outboxFile, outboxMigrations, clock.now());
  try {
    const { kept } = outbox;
    const changes = createChanges();
    restoreFromMirror(join(options.folder, 'replica.db'), kept);
    const { base, id } = chooseBase(kept, options.base);
    const files = replicaFiles({
      file: join(options.folder, 'replica.db'),
      migrations: readMigrations(options.migrations, 'replica'),
      kept,
      base,
      id,
      changes,
      progress: options.progress,
    });
    const replica = files.open();
    const store = createStore({
      outbox,
      base,
      changes,
      replica,
      reopen: files.open,
      log: options.log,
      clock: libraryClock(clock, kept, base.start),
      deskId: saved(kept, 'deskId', options.newId),
      cardKey: saved(kept, 'cardKey', () => newCardKey(base)),
      problem: problem ?? noticeLostEnd(outbox, replica),
    });
    mirror(store);
    return { store, files };
  } catch (error) {
    outbox.close();
    throw error;
  }
}
