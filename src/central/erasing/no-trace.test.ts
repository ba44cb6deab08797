import { describe } from 'vitest';
import { modelStore } from '../../../tests/support/central-lane.ts';
import { noTraceTests } from '../../../tests/support/no-trace-contract.ts';

describe('what a reader did by phone, in SQLite', () => {
  noTraceTests(async () => {
    const store = await modelStore();
    return { stores: [store, store], close: () => store.close() };
  });
});
