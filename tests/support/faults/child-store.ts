// The store of a service in a process of its own: a file of SQLite, or an address of PostgreSQL.

import type { Clock } from '../../../src/shared/lib/time.ts';
import type { Store } from '../../../src/central/store/port.ts';
import { openPostgresStore } from '../../../src/central/store/postgres/postgres-store.ts';
import { openSqliteStore } from '../../../src/central/store/sqlite/sqlite-store.ts';

/** Opens it. */
export async function openChildStore(place: string, clock: Clock): Promise<Store> {
  const stream = 'library';
  return place.startsWith('postgres')
    ? openPostgresStore({ url: place, stream, clock })
    : openSqliteStore({ file: place, stream, clock });
}
