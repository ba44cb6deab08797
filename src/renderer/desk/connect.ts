// The page's connection to its desk: chooses the carrier, opens again after a loss, tells what changed.

import { ref } from 'vue';
import type { Ref } from 'vue';
import { deskContract } from '../../shared/desk-contract.ts';
import type { DeskContract } from '../../shared/desk-contract.ts';
import { DESK_HASH } from '../../shared/contract-hashes.ts';
import { createClient } from '../../shared/rpc/client.ts';
import type { Client } from '../../shared/rpc/contract.ts';
import { RpcError } from '../../shared/rpc/failure.ts';
import type { Port } from '../../shared/rpc/port.ts';
import type { DeskClient } from './operations.ts';

/**
 * `away`: many tries failed, so that the desk has ended; it is tried on.
 * `stranger`: the desk runs and no longer knows this browser, whose cookie is gone; once it has a new one, by an address
 * that was opened beside, this page goes on where it was.
 * `mismatch`: page and desk are of two builds, and only loading the page again helps.
 */
export type ConnectionState = 'opening' | 'open' | 'lost' | 'away' | 'stranger' | 'mismatch';

/** Tables that changed; null means that anything may have (a fresh connection). */
export type ChangeListener = (topics: ReadonlySet<string> | null) => void;

export interface DeskConnection {
  client: DeskClient;
  state: Readonly<Ref<ConnectionState>>;
  /** Tells of changes until the returned function is called. */
  onChanges(listener: ChangeListener): () => void;
  /** Has every live question asked again. */
  refreshAll(): void;
  /** Opens at once instead of waiting for the next try. */
  retry(): void;
}

/** Milliseconds before each further try to reach a lost desk; the last repeats. */
const WAITS = [250, 500, 1000, 2000, 4000];

/** The desk is there and turns this browser away. */
export class StrangerError extends Error {}

/** Connects over ports that `open` makes; calls made meanwhile wait for the connection. */
export function connectDesk(open: () => Promise<Port>): DeskConnection {
  const state = ref<ConnectionState>('opening');
  const listeners = new Set<ChangeListener>();
  let current = Promise.withResolvers<Client<DeskContract>>();
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell: ChangeListener = (topics) => {
    for (const listener of listeners) listener(topics);
  };

  const lose = (why?: unknown) => {
    if (state.value === 'mismatch') return;
    if (state.value === 'open') current = Promise.withResolvers();
    if (why instanceof StrangerError) state.value = 'stranger';
    else state.value = tries < WAITS.length ? 'lost' : 'away';
    timer = setTimeout(() => void start(), WAITS[Math.min(tries, WAITS.length - 1)]);
    tries += 1;
  };
  const use = (port: Port) => {
    const client = createClient(deskContract, port, DESK_HASH);
    port.onClose(() => lose());
    state.value = 'open';
    current.resolve(client);
    tell(null);
    listen(client, tell, () => void (tries = 0)).catch((error: unknown) => {
      if (!(error instanceof RpcError) || error.code !== 'version_mismatch') return;
      clearTimeout(timer);
      state.value = 'mismatch';
    });
  };
  const start = () => {
    clearTimeout(timer);
    return open().then(use, lose);
  };
  void start();
  return {
    client: createStableClient(() => current.promise),
    state,
    onChanges(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    refreshAll: () => tell(null),
    retry() {
      if (state.value !== 'open' && state.value !== 'mismatch') void start();
    },
  };
}

/** Tells of changes for as long as the connection stands; the first of them proves that it works. */
async function listen(
  client: Client<DeskContract>,
  tell: ChangeListener,
  onProof: () => void,
): Promise<void> {
  const forEver = new AbortController().signal;
  for await (const { topics } of client.changes({}, forEver)) {
    onProof();
    tell(new Set(topics));
  }
}

type AnyCall = (input: unknown, signal?: AbortSignal) => unknown;

/** A feed over the connection of the moment; it fails with that connection, and asking again waits for the next. */
async function* currentFeed(
  current: () => Promise<Client<DeskContract>>,
  name: keyof DeskClient,
  input: unknown,
  signal?: AbortSignal,
): AsyncIterable<unknown> {
  const call = (await current())[name] as AnyCall;
  yield* call(input, signal) as AsyncIterable<unknown>;
}

/** One client for the whole life of the page, whichever connection carries it. */
function createStableClient(current: () => Promise<Client<DeskContract>>): DeskClient {
  const names = Object.keys(deskContract).filter((name) => name !== 'changes');
  const operations = (names as (keyof DeskClient)[]).map((name) => [
    name,
    deskContract[name].kind === 'feed'
      ? (input: unknown, signal?: AbortSignal) => currentFeed(current, name, input, signal)
      : async (input: unknown, signal?: AbortSignal) => {
          const call = (await current())[name] as AnyCall;
          return call(input, signal);
        },
  ]);
  return Object.fromEntries(operations) as DeskClient;
}
