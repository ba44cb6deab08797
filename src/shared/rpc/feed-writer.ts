// A feed as the desk writes it: takes the next item from its producer only when the page has asked for one.

import type { CancelSignal } from './cancel.ts';

/** More unanswered asks than this is not a reader; its connection is closed. */
const MOST_ASKED = 1000;

/** How many items the page has asked for and not got. */
export interface Credit {
  /** One more; false when the reader asks without bound. */
  add(): boolean;
  /** Resolves when one item may be sent, and takes it off. */
  take(): Promise<void>;
}

/** Makes an empty credit. */
export function createCredit(): Credit {
  let asked = 0;
  let wake: (() => void) | undefined;
  return {
    add() {
      asked += 1;
      wake?.();
      return asked <= MOST_ASKED;
    },
    async take() {
      while (asked === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      asked -= 1;
    },
  };
}

/** Sends items as they are asked for; ends when the producer does or the page cancels. */
export async function pump(
  items: AsyncIterable<unknown>,
  credit: Credit,
  signal: CancelSignal,
  send: (value: unknown) => void,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  const cancelled = new Promise<'cancelled'>((resolve) => {
    const stop = () => resolve('cancelled');
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  const one = async () => {
    await credit.take();
    if (signal.aborted) return 'cancelled' as const;
    return iterator.next();
  };
  let done = false;
  try {
    for (;;) {
      const taken = await Promise.race([one(), cancelled]);
      if (taken === 'cancelled' || signal.aborted) return;
      done = taken.done === true;
      if (done) return;
      send(taken.value);
    }
  } finally {
    if (!done) release(iterator);
  }
}

/** Lets the producer clean up without waiting for it: it may be in the middle of an item nobody wants. */
function release(iterator: AsyncIterator<unknown>): void {
  void iterator.return?.().then(undefined, () => undefined);
}
