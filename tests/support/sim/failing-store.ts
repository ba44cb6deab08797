// A store that fails as real ones do: the process dies over a write or right after a commit, the disk is full or away.

import { StoreFault } from '../../../src/central/store/port.ts';
import type { Store, StoreWrites } from '../../../src/central/store/port.ts';
import type { Life } from './life.ts';

/** What happens at the next commits: `dies_…` ends the process before or after it reached the disk. */
export type StoreTrouble =
  | 'none'
  | 'dies_before_commit'
  | 'dies_after_commit'
  | 'store_full'
  | 'store_io'
  | 'store_busy';

/** How a store fails now. */
export interface Trouble {
  now: StoreTrouble;
}

/** What whoever waits for a dead process waits for. */
function never<T>(): Promise<T> {
  return new Promise<T>(() => undefined);
}

/** The store of one run of the service, as that run knows it. */
export function failingStore(store: Store, life: Life, trouble: Trouble): Store {
  const failing = (writes: StoreWrites): StoreWrites => ({
    ...writes,
    async write(group) {
      const { now } = trouble;
      if (now === 'store_full' || now === 'store_io') throw new StoreFault(now);
      await writes.write(group);
      if (now !== 'dies_before_commit') return;
      life.end();
      // Rolls back what was begun, as the next start of a killed process would.
      throw new Error('died before the commit');
    },
  });
  return {
    ...store,
    async lane(work) {
      if (!life.alive()) return never();
      if (trouble.now === 'store_busy') throw new StoreFault('store_busy');
      try {
        const done = await store.lane((writes) => work(failing(writes)));
        if (trouble.now === 'dies_after_commit') life.end();
        return life.alive() ? done : await never();
      } catch (error) {
        if (!life.alive()) return never();
        throw error;
      }
    },
  };
}
