import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { laneClock, nextId } from '../../../tests/support/central-lane.ts';
import { modelBase } from '../../../tests/support/model-base.ts';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import { loadBase } from '../base/load-base.ts';
import { openPostgresStore } from '../store/postgres/postgres-store.ts';
import { noTraceTests } from '../../../tests/support/no-trace-contract.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

describe('what a reader did by phone, in PostgreSQL', () => {
  noTraceTests(async () => {
    const place = { url: database.url, stream: randomUUID(), clock: laneClock };
    const store = await openPostgresStore(place);
    const other = await openPostgresStore(place);
    await loadBase(store, modelBase(), { clock: laneClock, newId: nextId, newKey: () => 'key' });
    return {
      stores: [store, other],
      close: async () => {
        await store.close();
        await other.close();
      },
    };
  });
});
