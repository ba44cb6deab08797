// The desk's side of a contract: checks every input, runs the handlers, ends every call exactly once.

import { createCancelSource } from './cancel.ts';
import type { CancelSignal, CancelSource } from './cancel.ts';
import type { Contract, Handlers, Operation } from './contract.ts';
import { RpcError } from './failure.ts';
import type { Failure } from './failure.ts';
import { createCredit, pump } from './feed-writer.ts';
import type { Credit } from './feed-writer.ts';
import { contractHash } from './hash.ts';
import { readUpFrame } from './messages.ts';
import type { DownFrame, UpFrame } from './messages.ts';
import type { Port } from './port.ts';
import { describeIssues, mustMatch } from './checks.ts';

/** A bug as it is logged: only its id crosses. */
export interface ServerBug {
  errorId: string;
  operation: string;
  error: unknown;
}

/** How a server is run. */
export interface ServeOptions {
  /** Tests and development: an output that breaks its schema is a bug. */
  checkOutput: boolean;
  /** The contract's, where it is known. */
  hash?: string;
  newErrorId(): string;
  onBug(bug: ServerBug): void;
}

/** More open calls than this on one connection is a page gone wild; the connection is closed. */
const MOST_OPEN_CALLS = 1000;

interface Running {
  source: CancelSource;
  credit: Credit;
}

interface Connection<Caller> {
  contract: Contract;
  handlers: Record<string, Handler<Caller> | undefined>;
  port: Port;
  caller: Caller;
  options: ServeOptions;
  running: Map<number, Running>;
  greeted: boolean;
}

type Handler<Caller> = (
  input: unknown,
  caller: Caller,
  signal: CancelSignal,
) => Promise<unknown> | AsyncIterable<unknown>;

/** Serves a contract over a port until it closes; `caller` is what the handlers know of this connection. */
export function serve<C extends Contract, Caller>(
  contract: C,
  handlers: Handlers<C, Caller>,
  port: Port,
  caller: Caller,
  options: ServeOptions,
): void {
  const connection: Connection<Caller> = {
    contract,
    handlers,
    port,
    caller,
    options,
    running: new Map(),
    greeted: false,
  };
  port.onClose(() => cancelAll(connection));
  port.onMessage((message) => {
    const frame = readUpFrame(message);
    if (frame === undefined || !receive(connection, frame)) {
      cancelAll(connection);
      port.close();
    }
  });
}

/** Answers whether the frame was one that may come now. */
function receive<Caller>(connection: Connection<Caller>, frame: UpFrame): boolean {
  if (frame.t === 'hello') return greet(connection, frame.hash);
  if (!connection.greeted) return false;
  const running = connection.running.get(frame.id);
  if (frame.t === 'call') {
    if (running || connection.running.size >= MOST_OPEN_CALLS) return false;
    void run(connection, frame.id, frame.op, frame.input);
    return true;
  }
  if (frame.t === 'cancel') {
    running?.source.cancel();
    if (running)
      finish(connection, frame.id, { t: 'error', id: frame.id, failure: { code: 'cancelled' } });
    return true;
  }
  return running ? running.credit.add() : true;
}

/** A page of another build learns our hash and is cut off. */
function greet<Caller>(connection: Connection<Caller>, hash: string): boolean {
  if (connection.greeted) return false;
  const own = connection.options.hash ?? contractHash(connection.contract);
  connection.port.post({ t: 'hello', hash: own } satisfies DownFrame);
  connection.greeted = own === hash;
  return connection.greeted;
}

async function run<Caller>(
  connection: Connection<Caller>,
  id: number,
  op: string,
  input: unknown,
): Promise<void> {
  const fail = (failure: Failure) => finish(connection, id, { t: 'error', id, failure });
  const running = { source: createCancelSource(), credit: createCredit() };
  connection.running.set(id, running);
  const handler = Object.hasOwn(connection.handlers, op) ? connection.handlers[op] : undefined;
  const operation = Object.hasOwn(connection.contract, op) ? connection.contract[op] : undefined;
  if (operation === undefined || handler === undefined) return fail({ code: 'unknown_operation' });
  const parsed = operation.input.safeParse(input);
  if (!parsed.success) return fail({ code: 'bad_input', at: describeIssues(parsed.error) });
  try {
    const answer = handler(parsed.data, connection.caller, running.source.signal);
    finish(connection, id, await answerFrame(connection, id, op, operation, answer));
  } catch (error) {
    if (!connection.running.has(id)) return undefined;
    if (error instanceof RpcError && error.code === 'denied') return fail({ code: 'denied' });
    const errorId = connection.options.newErrorId();
    connection.options.onBug({ errorId, operation: op, error });
    fail({ code: 'internal', errorId });
  }
  return undefined;
}

/** The frame that ends a call; a feed sends its items first. */
async function answerFrame<Caller>(
  connection: Connection<Caller>,
  id: number,
  op: string,
  operation: Operation,
  answer: Promise<unknown> | AsyncIterable<unknown>,
): Promise<DownFrame> {
  const checked = connection.options.checkOutput;
  if (operation.kind !== 'feed') {
    const value: unknown = await answer;
    if (checked) mustMatch(operation.output, value, op);
    return { t: 'result', id, value };
  }
  const running = connection.running.get(id);
  if (running) {
    await pump(answer as AsyncIterable<unknown>, running.credit, running.source.signal, (value) => {
      if (checked) mustMatch(operation.item, value, op);
      connection.port.post({ t: 'item', id, value } satisfies DownFrame);
    });
  }
  return { t: 'end', id };
}

/** Whoever ends a call first wins; what comes later is dropped. */
function finish<Caller>(connection: Connection<Caller>, id: number, frame: DownFrame): undefined {
  if (connection.running.delete(id)) connection.port.post(frame);
  return undefined;
}

function cancelAll<Caller>(connection: Connection<Caller>): void {
  const open = [...connection.running.values()];
  connection.running.clear();
  for (const { source } of open) source.cancel();
}
