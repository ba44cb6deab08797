// A PostgreSQL of a file's own with the model library, and two processes of one service over it.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { loadBase } from '../../src/central/base/load-base.ts';
import { openPostgresStore } from '../../src/central/store/postgres/postgres-store.ts';
import { laneClock, nextId } from './central-lane.ts';
import { modelBase } from './model-base.ts';
import { freshDatabase } from './postgres.ts';

/** Makes a database before the first test of a file and drops it after the last; each call begins another stream in it. */
export function usePostgresPair() {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.drop());
  return async () => {
    const place = { url: database.url, stream: randomUUID(), clock: laneClock };
    const store = await openPostgresStore(place);
    const other = await openPostgresStore(place);
    await loadBase(store, modelBase(), { clock: laneClock, newId: nextId, newKey: () => 'key' });
    const stores: [typeof store, typeof store] = [store, other];
    return {
      stores,
      close: async () => {
        await store.close();
        await other.close();
      },
    };
  };
}
