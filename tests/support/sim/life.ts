// One run of a program between its start and its end: what a killed process had planned never happens.

import type { Scheduler } from './scheduler.ts';

/** A run of a program. */
export interface Life {
  alive(): boolean;
  /** Waits as the program knows them. */
  timers: { after(ms: number, run: () => void): () => void };
  /** Hears of the end, to cut what hung on this run. */
  onEnd(heard: () => void): () => void;
  /** Kills it: no timer of it fires any more. */
  end(): void;
}

/** Begins a run. */
export function beginLife(scheduler: Scheduler): Life {
  let alive = true;
  const heard = new Set<() => void>();
  return {
    alive: () => alive,
    timers: {
      after: (ms, run) =>
        scheduler.after(ms, () => {
          if (alive) run();
        }),
    },
    onEnd(listener) {
      heard.add(listener);
      return () => void heard.delete(listener);
    },
    end() {
      if (!alive) return;
      alive = false;
      for (const listener of heard) listener();
      heard.clear();
    },
  };
}
