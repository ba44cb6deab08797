// The writes of one lane: what failed to be written is never committed, even if the work goes on after it.

import { faultOf, withFaults } from './faults.ts';
import type { Group, StoreReads, StoreWrites } from './port.ts';

/** The writes with what must be asked before the commit. */
export interface LaneWrites {
  writes: StoreWrites;
  /** Whether anything was written. */
  wrote(): boolean;
  /** @throws whatever a write threw, since half of a group may lie there */
  check(): void;
}

/** Makes the writes of an open transaction. */
export function laneWrites(
  reads: StoreReads,
  write: (group: Group) => Promise<void>,
  setMeta: (name: string, value: string) => Promise<void>,
): LaneWrites {
  let failed: { error: unknown } | null = null;
  let wrote = false;
  const noting = async (work: Promise<void>) => {
    wrote = true;
    try {
      await work;
    } catch (error) {
      failed ??= { error };
      throw error;
    }
  };
  return {
    writes: withFaults({
      ...reads,
      write: (group: Group) => noting(write(group)),
      setMeta: (name: string, value: string) => noting(setMeta(name, value)),
    }),
    wrote: () => wrote,
    check() {
      if (failed) throw faultOf(failed.error) ?? failed.error;
    },
  };
}
