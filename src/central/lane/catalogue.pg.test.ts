import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { catalogueTests } from '../../../tests/support/catalogue-contract.ts';
import { laneClock, nextId } from '../../../tests/support/central-lane.ts';
import { modelBase } from '../../../tests/support/model-base.ts';
import { freshDatabase } from '../../../tests/support/postgres.ts';
import { loadBase } from '../base/load-base.ts';
import { openPostgresStore } from '../store/postgres/postgres-store.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

describe('an import at a service with PostgreSQL', () => {
  catalogueTests(async () => {
    const place = { url: database.url, stream: randomUUID(), clock: laneClock };
    const store = await openPostgresStore(place);
    await loadBase(store, modelBase(), { clock: laneClock, newId: nextId, newKey: () => 'key' });
    return { store, close: () => store.close() };
  });
});
