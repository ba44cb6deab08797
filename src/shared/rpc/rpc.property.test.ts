// Random interleavings of calls, answers, cancels, feeds, deliveries and a lost connection.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createCancelSource } from './cancel.ts';
import { createClient } from './client.ts';
import { feed, query } from './contract.ts';
import { createPortPair } from './memory-port.ts';
import { serve } from './server.ts';

const contract = {
  ask: query(z.object({ n: z.number() }), z.object({ n: z.number() })),
  stream: feed(z.object({ n: z.number() }), z.object({ of: z.number(), at: z.number() })),
};

const step = fc.oneof(
  fc.record({ do: fc.constant('ask' as const) }),
  fc.record({ do: fc.constant('stream' as const) }),
  fc.record({ do: fc.constant('answer' as const), which: fc.nat(20), well: fc.boolean() }),
  fc.record({ do: fc.constant('read' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('leave' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('cancel' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('deliver' as const), count: fc.nat(4) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Run = ReturnType<typeof createRun>;

const microtasks = () => new Promise((resolve) => setTimeout(resolve, 0));

/** One connection whose deliveries are made by hand, with a count of everything that ended. */
function createRun() {
  const arrivals: (() => void)[] = [];
  const [page, desk] = createPortPair({ deliver: (arrive) => void arrivals.push(arrive) });
  const answers: ((well: boolean) => void)[] = [];
  const produced = new Map<number, number>();
  const handlers = {
    ask: ({ n }: { n: number }) =>
      new Promise<{ n: number }>((resolve, reject) => {
        answers.push((well) => (well ? resolve({ n }) : reject(new Error('bug'))));
      }),
    async *stream({ n }: { n: number }) {
      for (let at = 0; at < 4; at += 1) {
        produced.set(n, at + 1);
        yield { of: n, at };
      }
    },
  };
  serve(contract, handlers, desk, null, {
    checkOutput: true,
    newErrorId: () => 'E',
    onBug: () => {},
  });
  const client = createClient(contract, page);
  const ends: number[] = [];
  const cancels: (() => void)[] = [];
  const readers: {
    n: number;
    iterator: AsyncIterator<{ of: number; at: number }>;
    asked: number;
    got: number[];
  }[] = [];
  return { arrivals, page, desk, answers, produced, client, ends, cancels, readers };
}

function startAsk(run: Run) {
  const index = run.ends.push(0) - 1;
  const source = createCancelSource();
  run.cancels.push(source.cancel);
  const count = () => void (run.ends[index] = (run.ends[index] ?? 0) + 1);
  void run.client.ask({ n: index }, source.signal).then((answer) => {
    expect(answer).toEqual({ n: index });
    count();
  }, count);
}

function startStream(run: Run) {
  const source = createCancelSource();
  run.cancels.push(source.cancel);
  const n = run.readers.length;
  const iterator = run.client.stream({ n }, source.signal)[Symbol.asyncIterator]();
  run.readers.push({ n, iterator, asked: 0, got: [] });
}

function read(run: Run, which: number) {
  const reader = run.readers[which % Math.max(1, run.readers.length)];
  if (!reader) return;
  reader.asked += 1;
  const index = run.ends.push(0) - 1;
  const count = () => void (run.ends[index] = (run.ends[index] ?? 0) + 1);
  void reader.iterator.next().then((result) => {
    if (!result.done) {
      expect(result.value.of).toBe(reader.n);
      reader.got.push(result.value.at);
    }
    count();
  }, count);
}

function take(run: Run, { ...what }: Step) {
  if (what.do === 'ask') startAsk(run);
  else if (what.do === 'stream') startStream(run);
  else if (what.do === 'read') read(run, what.which);
  else if (what.do === 'answer')
    run.answers.splice(what.which % Math.max(1, run.answers.length), 1)[0]?.(what.well);
  else if (what.do === 'cancel') run.cancels[what.which % Math.max(1, run.cancels.length)]?.();
  else if (what.do === 'leave')
    void run.readers[what.which % Math.max(1, run.readers.length)]?.iterator.return?.();
  else for (const arrive of run.arrivals.splice(0, what.count)) arrive();
}

async function drain(run: Run) {
  for (let quiet = 0; quiet < 2;) {
    quiet = run.arrivals.length === 0 ? quiet + 1 : 0;
    for (const arrive of run.arrivals.splice(0)) arrive();
    await microtasks();
  }
}

describe('any interleaving', () => {
  it('ends every call exactly once and never sends a reader more than it asked for', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.boolean(), async (steps, pageEnds) => {
        const run = createRun();
        for (const one of steps) {
          take(run, one);
          await microtasks();
          for (const reader of run.readers) {
            expect(run.produced.get(reader.n) ?? 0).toBeLessThanOrEqual(reader.asked);
            expect(reader.got).toEqual(reader.got.map((_, at) => at));
          }
          expect(Math.max(0, ...run.ends)).toBeLessThanOrEqual(1);
        }
        (pageEnds ? run.page : run.desk).close();
        await drain(run);
        expect(run.ends.every((count) => count === 1)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('needs no lost connection to end: answered and read to its end, everything is over', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const run = createRun();
        for (const one of steps) take(run, one);
        await drain(run);
        for (const answer of run.answers.splice(0)) answer(true);
        await drain(run);
        expect(run.ends.every((count) => count === 1)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
