import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createCancelSource } from './cancel.ts';
import { createClient } from './client.ts';
import { command, feed, query } from './contract.ts';
import type { Handlers } from './contract.ts';
import { RpcError } from './failure.ts';
import { contractHash } from './hash.ts';
import { createPortPair } from './memory-port.ts';
import type { Port } from './port.ts';
import { serve } from './server.ts';
import type { ServerBug } from './server.ts';

const contract = {
  double: query(z.object({ n: z.number() }), z.object({ n: z.number() })),
  never: query(z.object({}), z.object({})),
  store: command(z.object({ text: z.string().max(3) }), z.object({ saved: z.boolean() })),
  numbers: feed(z.object({ upTo: z.number() }), z.number()),
};

interface Seen {
  bugs: ServerBug[];
  produced: number[];
  cancelled: string[];
}

function handlers(seen: Seen): Handlers<typeof contract, string> {
  return {
    double: ({ n }) => Promise.resolve({ n: n * 2 }),
    never: (_input, _caller, signal) =>
      new Promise(() => {
        signal.addEventListener('abort', () => seen.cancelled.push('never'));
      }),
    store: ({ text }, caller) =>
      text === 'bug' ? Promise.reject(new Error(`of ${caller}`)) : Promise.resolve({ saved: true }),
    async *numbers({ upTo }) {
      try {
        for (let n = 0; n < upTo; n += 1) {
          seen.produced.push(n);
          yield n;
        }
      } finally {
        seen.cancelled.push('numbers');
      }
    },
  };
}

function connect() {
  const [page, desk] = createPortPair();
  const seen: Seen = { bugs: [], produced: [], cancelled: [] };
  const options = {
    checkOutput: true,
    newErrorId: () => 'E1',
    onBug: (bug: ServerBug) => void seen.bugs.push(bug),
  };
  serve(contract, handlers(seen), desk, 'the caller', options);
  return { client: createClient(contract, page), page, desk, seen };
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof RpcError ? error.code : String(error)),
  );
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A page that says whatever it likes. */
function rawPage(port: Port) {
  const heard: unknown[] = [];
  let closed = false;
  port.onMessage((message) => heard.push(message));
  port.onClose(() => {
    closed = true;
  });
  return { heard, isClosed: () => closed, say: (frame: unknown) => port.post(frame) };
}

describe('calls', () => {
  it('answers queries and commands', async () => {
    const { client } = connect();
    expect(await client.double({ n: 21 })).toEqual({ n: 42 });
    expect(await client.store({ text: 'abc' })).toEqual({ saved: true });
  });

  it('refuses input outside the schema and says where, not what', async () => {
    const { client } = connect();
    const error = await client.store({ text: 'secret' }).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ code: 'bad_input' });
    expect(String(error)).toContain('text: too_big');
    expect(String(error)).not.toContain('secret');
  });

  it('refuses an operation nobody declared, inherited names included', async () => {
    const { page, seen } = connect();
    const raw = rawPage(page);
    raw.say({ t: 'call', id: 900, op: 'constructor', input: {} });
    await settle();
    expect(raw.heard).toContainEqual({
      t: 'error',
      id: 900,
      failure: { code: 'unknown_operation' },
    });
    expect(seen.bugs).toEqual([]);
  });

  it('logs a bug whole and lets only its id cross', async () => {
    const { client, seen } = connect();
    await expect(client.store({ text: 'bug' })).rejects.toMatchObject({
      code: 'internal',
      errorId: 'E1',
      message: 'internal',
    });
    expect(seen.bugs).toMatchObject([
      { errorId: 'E1', operation: 'store', error: { message: 'of the caller' } },
    ]);
  });

  it('treats an answer outside the contract as a bug where outputs are checked', async () => {
    const [page, desk] = createPortPair();
    const bugs: ServerBug[] = [];
    const wrong = { double: () => Promise.resolve({ n: 'two' as unknown as number }) };
    serve({ double: contract.double }, wrong, desk, null, {
      checkOutput: true,
      newErrorId: () => 'E2',
      onBug: (bug) => void bugs.push(bug),
    });
    expect(await codeOf(createClient({ double: contract.double }, page).double({ n: 1 }))).toBe(
      'internal',
    );
    expect(bugs).toHaveLength(1);
  });

  it('ends a cancelled call at once and tells the handler', async () => {
    const { client, seen } = connect();
    const source = createCancelSource();
    const asked = codeOf(client.never({}, source.signal));
    await settle();
    source.cancel();
    expect(await asked).toBe('cancelled');
    await settle();
    expect(seen.cancelled).toEqual(['never']);
  });

  it('ends every open call when the connection is lost, and every later one', async () => {
    const { client, desk, seen } = connect();
    const asked = codeOf(client.never({}));
    await settle();
    desk.close();
    expect(await asked).toBe('disconnected');
    expect(await codeOf(client.double({ n: 1 }))).toBe('disconnected');
    expect(seen.cancelled).toEqual(['never']);
  });
});

describe('hello', () => {
  it('gives a page of another build version_mismatch and nothing else', async () => {
    const [page, desk] = createPortPair();
    const seen: Seen = { bugs: [], produced: [], cancelled: [] };
    serve(contract, handlers(seen), desk, '', {
      checkOutput: true,
      newErrorId: () => '',
      onBug: () => {},
    });
    const other = { double: query(z.object({ n: z.string() }), z.object({ n: z.number() })) };
    const client = createClient(other, page);
    expect(await codeOf(client.double({ n: 'x' }))).toBe('version_mismatch');
    expect(await codeOf(client.double({ n: 'x' }))).toBe('version_mismatch');
  });

  it('closes on a call before hello, on a frame that is none, and on a number used twice', async () => {
    const hash = contractHash(contract);
    const hello = { t: 'hello', hash };
    const twice = { t: 'call', id: 1, op: 'never', input: {} };
    for (const frames of [
      [twice],
      [hello, { t: 'shout' }],
      [hello, twice, twice],
      [hello, hello],
      ['text'],
    ]) {
      const [page, desk] = createPortPair();
      serve(contract, handlers({ bugs: [], produced: [], cancelled: [] }), desk, '', {
        checkOutput: true,
        newErrorId: () => '',
        onBug: () => {},
      });
      const raw = rawPage(page);
      for (const frame of frames) raw.say(frame);
      await settle();
      expect(raw.isClosed()).toBe(true);
    }
  });

  it('has a hash that follows every shape and no order', () => {
    const { double, never } = contract;
    expect(contractHash({ double, never })).toBe(contractHash({ never, double }));
    const stricter = query(z.object({ n: z.number().max(9) }), z.object({ n: z.number() }));
    expect(contractHash({ double: stricter, never })).not.toBe(contractHash({ double, never }));
    expect(contractHash({ double: command(double.input, double.output) })).not.toBe(
      contractHash({ double }),
    );
  });
});

describe('feeds', () => {
  it('delivers every item in order and then ends', async () => {
    const { client } = connect();
    const got: number[] = [];
    for await (const n of client.numbers({ upTo: 50 }, createCancelSource().signal)) got.push(n);
    expect(got).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  it('never runs ahead of a slow reader', async () => {
    const { client, seen } = connect();
    const reader = client
      .numbers({ upTo: 1000 }, createCancelSource().signal)
      [Symbol.asyncIterator]();
    await reader.next();
    await reader.next();
    await settle();
    expect(seen.produced).toEqual([0, 1]);
  });

  it('lets the producer clean up when the reader leaves', async () => {
    const { client, seen } = connect();
    for await (const n of client.numbers({ upTo: 1000 }, createCancelSource().signal))
      if (n === 3) break;
    await settle();
    expect(seen.cancelled).toEqual(['numbers']);
  });

  it('tells a waiting reader that it was cancelled', async () => {
    const { client } = connect();
    const source = createCancelSource();
    const reader = client.numbers({ upTo: 5 }, source.signal)[Symbol.asyncIterator]();
    await reader.next();
    source.cancel();
    expect(await codeOf(reader.next())).toBe('cancelled');
    expect(await reader.next()).toEqual({ done: true, value: undefined });
  });

  it('cuts off a reader that asks without bound', async () => {
    const { page } = connect();
    const raw = rawPage(page);
    raw.say({ t: 'call', id: 5, op: 'never', input: {} });
    for (let ask = 0; ask < 1001; ask += 1) raw.say({ t: 'next', id: 5 });
    await settle();
    expect(raw.isClosed()).toBe(true);
  });
});
