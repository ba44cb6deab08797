import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { laneClock, nextId } from '../../../tests/support/central-lane.ts';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import { crowdedBase, transferRaces } from '../../../tests/support/transfer-contract.ts';
import { loadBase } from '../base/load-base.ts';
import { openPostgresStore } from '../store/postgres/postgres-store.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

describe('races for a loan in PostgreSQL', () => {
  transferRaces(async () => {
    const place = { url: database.url, stream: randomUUID(), clock: laneClock };
    const store = await openPostgresStore(place);
    const other = await openPostgresStore(place);
    await loadBase(store, crowdedBase(), { clock: laneClock, newId: nextId, newKey: () => 'key' });
    return {
      stores: [store, other],
      close: async () => {
        await store.close();
        await other.close();
      },
    };
  });
});
