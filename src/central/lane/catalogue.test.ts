import { describe } from 'vitest';
import { modelStore } from '../../../tests/support/central-lane.ts';
import { catalogueTests } from '../../../tests/support/catalogue-contract.ts';

describe('an import at a service with SQLite', () => {
  catalogueTests(async () => {
    const store = await modelStore();
    return { store, close: () => store.close() };
  });
});
