// A feed as the page reads it: asks for one item at a time, so that a slow reader is never flooded.

import type { CancelSignal } from './cancel.ts';
import { RpcError } from './failure.ts';
import type { Failure } from './failure.ts';
import type { OpenCall, Wire } from './wire.ts';

interface Waiter {
  resolve(result: IteratorResult<unknown, undefined>): void;
  reject(error: RpcError): void;
}

/** What a reading is at: items on their way are matched with the readers that asked for them. */
interface Reading {
  waiters: Waiter[];
  ended: boolean;
  /** Told to the next reader, once. */
  failure: Failure | undefined;
  call: OpenCall | undefined;
}

/** Makes the iterable of a feed; each iteration is one call. */
export function openFeed(
  wire: Wire,
  op: string,
  input: unknown,
  signal: CancelSignal,
): AsyncIterable<unknown> {
  return { [Symbol.asyncIterator]: () => iterate(wire, op, input, signal) };
}

function iterate(
  wire: Wire,
  op: string,
  input: unknown,
  signal: CancelSignal,
): AsyncIterator<unknown, undefined> {
  const reading: Reading = { waiters: [], ended: false, failure: undefined, call: undefined };
  const finish = (failure?: Failure) => {
    signal.removeEventListener('abort', onCancel);
    end(reading, failure);
  };
  const onCancel = () => {
    reading.call?.abandon();
    finish({ code: 'cancelled' });
  };
  if (signal.aborted) finish({ code: 'cancelled' });
  else {
    signal.addEventListener('abort', onCancel, { once: true });
    reading.call = wire.open(op, input, {
      onItem: (value) => reading.waiters.shift()?.resolve({ done: false, value }),
      onEnd: () => finish(),
      onFailure: finish,
    });
  }
  return {
    next: () => ask(reading),
    return() {
      if (!reading.ended) reading.call?.abandon();
      finish();
      return Promise.resolve({ done: true, value: undefined });
    },
  };
}

function ask(reading: Reading): Promise<IteratorResult<unknown, undefined>> {
  if (!reading.ended) {
    return new Promise((resolve, reject) => {
      reading.waiters.push({ resolve, reject });
      reading.call?.next();
    });
  }
  const failure = reading.failure;
  reading.failure = undefined;
  if (failure) return Promise.reject(new RpcError(failure));
  return Promise.resolve({ done: true, value: undefined });
}

/** The first waiting reader hears the failure, the others the end; with none waiting, the next one to ask does. */
function end(reading: Reading, failure?: Failure): void {
  if (reading.ended) return;
  reading.ended = true;
  const [first, ...others] = reading.waiters.splice(0);
  if (failure && first) first.reject(new RpcError(failure));
  else if (failure) reading.failure = failure;
  else first?.resolve({ done: true, value: undefined });
  for (const waiter of others) waiter.resolve({ done: true, value: undefined });
}
