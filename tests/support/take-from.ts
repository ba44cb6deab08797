// A page that reads a feed at its own pace.

/** A page that takes what comes. */
export interface Taker<T> {
  taken: T[];
  /** Takes nothing more after the item that it has now, until let go on. */
  hold(): void;
  goOn(): void;
  leave(): Promise<void>;
}

/** Reads a feed as a page does: asks for the next when the one before is taken. */
export function takeFrom<T>(open: (signal: AbortSignal) => AsyncIterable<T>): Taker<T> {
  const stop = new AbortController();
  const taken: T[] = [];
  const gate: { held: PromiseWithResolvers<void> | null } = { held: null };
  const iterator = open(stop.signal)[Symbol.asyncIterator]();
  /** A feed over a connection fails when it is cancelled; one in memory ends. */
  const stopped = (error: unknown): IteratorResult<T> => {
    if (!stop.signal.aborted) throw error;
    return { done: true, value: undefined };
  };
  const reading = (async () => {
    for (;;) {
      const next = await iterator.next().catch(stopped);
      if (next.done === true) return;
      taken.push(next.value);
      await gate.held?.promise;
      if (stop.signal.aborted) return;
    }
  })();
  return {
    taken,
    hold: () => void (gate.held = Promise.withResolvers()),
    goOn() {
      gate.held?.resolve();
      gate.held = null;
    },
    async leave() {
      stop.abort();
      gate.held?.resolve();
      await iterator.return?.();
      await reading;
    },
  };
}
