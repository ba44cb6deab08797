// The page's side of a contract: one function an operation over one port.

import type { CancelSignal } from './cancel.ts';
import type { Client, Contract } from './contract.ts';
import { RpcError } from './failure.ts';
import type { Failure } from './failure.ts';
import { openFeed } from './feed-reader.ts';
import { contractHash } from './hash.ts';
import type { Port } from './port.ts';
import { openWire } from './wire.ts';
import type { Wire } from './wire.ts';

/**
 * Makes the client of a contract. Every call ends exactly once; after the port closed every call throws
 * `disconnected`, and asking again over a new port is the caller's job. `hash` is the contract's, where it is known.
 * @throws RpcError from each operation, never from here
 */
export function createClient<C extends Contract>(
  contract: C,
  port: Port,
  hash = contractHash(contract),
): Client<C> {
  const wire = openWire(port, hash);
  const operations = Object.entries(contract).map(([name, operation]) => [
    name,
    operation.kind === 'feed'
      ? (input: unknown, signal: CancelSignal) => openFeed(wire, name, input, signal)
      : (input: unknown, signal?: CancelSignal) => callOnce(wire, name, input, signal),
  ]);
  return Object.fromEntries(operations) as Client<C>;
}

function callOnce(wire: Wire, op: string, input: unknown, signal?: CancelSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (failure: Failure) => {
      signal?.removeEventListener('abort', onCancel);
      reject(new RpcError(failure));
    };
    const onCancel = () => {
      call?.abandon();
      fail({ code: 'cancelled' });
    };
    if (signal?.aborted) return reject(new RpcError({ code: 'cancelled' }));
    const call = wire.open(op, input, {
      onResult(value) {
        signal?.removeEventListener('abort', onCancel);
        resolve(value);
      },
      onFailure: fail,
    });
    signal?.addEventListener('abort', onCancel, { once: true });
    return undefined;
  });
}
