// Tells every connection which tables changed; what happens between two readings of one listener is one item.

import type { CancelSignal } from '../../shared/rpc/cancel.ts';

/** The one place where changes are told. */
export interface Changes {
  tell(topics: readonly string[]): void;
  /** An endless row of changes for one listener, the first being empty: it says that the listening has begun. */
  listen(signal: CancelSignal): AsyncIterable<{ topics: string[] }>;
}

async function* heard(
  waiting: Set<string>,
  wakers: Set<() => void>,
  signal: CancelSignal,
): AsyncIterable<{ topics: string[] }> {
  yield { topics: [] };
  while (!signal.aborted) {
    if (waiting.size === 0) {
      let wake = (): void => undefined;
      await new Promise<void>((resolve) => {
        wake = resolve;
        wakers.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      });
      wakers.delete(wake);
      signal.removeEventListener('abort', wake);
    }
    if (signal.aborted) return;
    const topics = [...waiting];
    waiting.clear();
    yield { topics };
  }
}

/** Makes it. */
export function createChanges(): Changes {
  const listeners = new Map<Set<string>, Set<() => void>>();
  return {
    tell(topics) {
      for (const [waiting, wakers] of listeners) {
        for (const topic of topics) waiting.add(topic);
        for (const wake of wakers) wake();
      }
    },
    async *listen(signal) {
      const waiting = new Set<string>();
      const wakers = new Set<() => void>();
      listeners.set(waiting, wakers);
      try {
        yield* heard(waiting, wakers, signal);
      } finally {
        listeners.delete(waiting);
      }
    },
  };
}
