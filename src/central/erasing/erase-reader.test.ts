import { describe } from 'vitest';
import { modelStore } from '../../../tests/support/central-lane.ts';
import { erasingTests } from '../../../tests/support/erase-contract.ts';

describe('erasing a reader in SQLite', () => {
  erasingTests(async () => {
    const store = await modelStore();
    return { stores: [store, store], close: () => store.close() };
  });
});
