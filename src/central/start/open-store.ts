// Opens the store that was asked for: a SQLite file of one process, or a PostgreSQL of any number.

import { accessSync, chmodSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../shared/lib/time.ts';
import { StoreFault } from '../store/port.ts';
import type { Store } from '../store/port.ts';
import { openPostgresStore } from '../store/postgres/postgres-store.ts';
import { lockSqlite } from '../store/sqlite/lock.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';
import type { StorePlace } from './arguments.ts';

/** A store with what closes it. */
export interface OpenStore {
  store: Store;
  /** Where it is, without a password. */
  told: string;
  close(): Promise<void>;
}

/** How a store is wanted: `alone` is refused where another process serves the same SQLite file. */
export interface Wanted {
  alone: boolean;
  /** Whether a new one may be made. */
  fresh: boolean;
}

const FILE = 'service.db';

function makeFolder(folder: string): void {
  try {
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(folder, 0o700);
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The folder ${folder} cannot be used for the library: ${reason}`, {
      cause: error,
    });
  }
}

function lock(file: string): () => void {
  try {
    return lockSqlite(file);
  } catch (error) {
    const busy = error instanceof StoreFault && error.code === 'store_busy';
    if (!busy) throw error;
    throw new Error(
      `Another service already runs on ${file}. One process serves a SQLite file; with PostgreSQL any number may run.`,
      { cause: error },
    );
  }
}

function openSqlite(folder: string, stream: string, clock: Clock, wanted: Wanted): OpenStore {
  const file = join(folder, FILE);
  if (!existsSync(file) && !wanted.fresh) throw new Error(`There is no library in ${folder}.`);
  makeFolder(folder);
  const unlock = wanted.alone ? lock(file) : () => undefined;
  try {
    const store = openSqliteStore({ file, stream, clock });
    return {
      store,
      told: file,
      async close() {
        await store.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function toldUrl(url: string): string {
  const { host, pathname } = URL.parse(url) ?? { host: '', pathname: '' };
  return `PostgreSQL ${host}${pathname}`;
}

/**
 * Opens the store.
 * @throws Error with a sentence, or StoreFault
 */
export async function openStore(
  place: StorePlace,
  stream: string,
  clock: Clock,
  wanted: Wanted,
): Promise<OpenStore> {
  if (place.kind === 'sqlite') return openSqlite(place.folder, stream, clock, wanted);
  const store = await openPostgresStore({ url: place.url, stream, clock });
  return { store, told: toldUrl(place.url), close: () => store.close() };
}
