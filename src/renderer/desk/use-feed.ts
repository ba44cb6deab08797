// Reads a feed for as long as a component lives, over whichever connection there is.

import { onScopeDispose } from 'vue';
import { RpcError } from '../../shared/rpc/failure.ts';

/** A feed that failed is asked for again after this time, in ms. */
const AGAIN = 1000;

/**
 * Reads what `open` gives, item by item: the next is asked for when `take` is done with the one before, which tells
 * the desk that it was taken. Ends with the component, or when the desk has nothing more to say.
 */
export function useFeed<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  take: (item: T) => unknown,
): void {
  const stop = new AbortController();
  onScopeDispose(() => stop.abort());
  void read(open, take, stop.signal);
}

async function read<T>(
  open: (signal: AbortSignal) => AsyncIterable<T>,
  take: (item: T) => unknown,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const item of open(signal)) await take(item);
      return;
    } catch (error) {
      if (error instanceof RpcError && error.code === 'version_mismatch') return;
    }
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
}
