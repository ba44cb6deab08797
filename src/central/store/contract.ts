// What every store must do: both adapters' tests call this with their own way of opening one.

import { afterEach, describe } from 'vitest';
import { authContract } from './contract/auth.ts';
import { baseContract } from './contract/base.ts';
import { jobContract } from './contract/jobs.ts';
import { laneContract } from './contract/lane.ts';
import { readContract } from './contract/reads.ts';
import type { Store } from './port.ts';

/** A store of an empty stream, and the same as another process has it (SQLite: the very same, it has one process). */
export interface Opened {
  store: Store;
  other: Store;
  close(): Promise<void>;
}

/** Gives the stores of one test. */
export type Open = () => Promise<Opened>;

/** Runs the whole contract against one adapter. */
export function storeContract(open: Open): void {
  const opened: Opened[] = [];
  const openHere: Open = async () => {
    const stores = await open();
    opened.push(stores);
    return stores;
  };
  afterEach(async () => {
    for (const { close } of opened.splice(0)) await close();
  });
  const parts = {
    reads: readContract,
    lane: laneContract,
    'base, erasing and moving': baseContract,
    jobs: jobContract,
    'who may come in': authContract,
  };
  describe.each(Object.entries(parts))('%s', (_, part) => {
    part(openHere);
  });
}
