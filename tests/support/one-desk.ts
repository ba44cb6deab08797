// A store with one desk that has joined, a lane over it, and the desk that asks: what tests of the service's rounds begin with.

import { afterEach, beforeEach } from 'vitest';
import type { SqliteStore } from '../../src/central/store/sqlite/sqlite-store.ts';
import { addDesk, laneDesk, laneOver, modelStore } from './central-lane.ts';

/** What stands while a test runs. */
export interface OneDesk {
  readonly store: SqliteStore;
  readonly open: Awaited<ReturnType<typeof laneOver>>;
  readonly desk: ReturnType<typeof laneDesk>;
  /** Another lane over the same store: rows that were written past a lane are not in its memory. */
  reopen(): Promise<void>;
}

type Standing = Pick<OneDesk, 'store' | 'open' | 'desk'>;

async function openOver(store: SqliteStore): Promise<Standing> {
  const open = await laneOver(store);
  return { store, open, desk: laneDesk(open.lane, open.library, 'd1') };
}

/** Begins each test of a file with it and ends it afterwards; `vouched` commands were made alone. */
export function useOneDesk(vouched?: number): OneDesk {
  let standing: Standing | undefined;
  const now = (): Standing => {
    if (!standing) throw new Error('no test runs');
    return standing;
  };
  beforeEach(async () => {
    const store = await modelStore();
    await addDesk(store, 'd1', 'north', vouched);
    standing = await openOver(store);
  });
  afterEach(async () => {
    const { open, store } = now();
    await open.lane.close();
    await store.close();
  });
  return {
    get store() {
      return now().store;
    },
    get open() {
      return now().open;
    },
    get desk() {
      return now().desk;
    },
    async reopen() {
      const { open, store } = now();
      await open.lane.close();
      standing = await openOver(store);
    },
  };
}
