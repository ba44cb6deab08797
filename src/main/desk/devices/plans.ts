// Timers by purpose: of each purpose one at most waits.

import type { Timers } from '../sync/ask.ts';

/** Timers by purpose. */
export interface Plans<Purpose extends string> {
  has(purpose: Purpose): boolean;
  /** Runs `run` after so many ms; what waited for this purpose is dropped. */
  set(purpose: Purpose, ms: number, run: () => void): void;
  drop(purpose: Purpose): void;
  /** Drops all, for good. */
  end(): void;
}

/** Makes them. */
export function createPlans<Purpose extends string>(timers: Timers): Plans<Purpose> {
  const plans = new Map<Purpose, () => void>();
  let ended = false;
  const drop = (purpose: Purpose) => {
    plans.get(purpose)?.();
    plans.delete(purpose);
  };
  return {
    has: (purpose) => plans.has(purpose),
    drop,
    set(purpose, ms, run) {
      drop(purpose);
      if (ended) return;
      const cancel = timers.after(ms, () => {
        plans.delete(purpose);
        run();
      });
      plans.set(purpose, cancel);
    },
    end() {
      ended = true;
      for (const purpose of plans.keys()) drop(purpose);
    },
  };
}
