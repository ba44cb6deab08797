import { describe } from 'vitest';
import { laneClock, nextId } from '../../../tests/support/central-lane.ts';
import { crowdedBase, transferRaces } from '../../../tests/support/transfer-contract.ts';
import { loadBase } from '../base/load-base.ts';
import { openSqliteStore } from '../store/sqlite/sqlite-store.ts';

describe('races for a loan in SQLite', () => {
  transferRaces(async () => {
    const store = openSqliteStore({ file: ':memory:', stream: 'library', clock: laneClock });
    await loadBase(store, crowdedBase(), { clock: laneClock, newId: nextId, newKey: () => 'key' });
    return { stores: [store, store], close: () => store.close() };
  });
});
