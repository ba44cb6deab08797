// The sync loop in any order of events: what holds at every step, and that it always comes back by itself.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LoopWorld, UNREACHABLE, refusal } from '../../../../tests/support/loop-world.ts';
import type { Failing } from './loop-state.ts';

const FAILINGS: Failing[] = [
  UNREACHABLE,
  { kind: 'fault', code: 'timeout' },
  { kind: 'fault', code: 'bad_answer' },
  { kind: 'local', code: 'disk_full' },
  refusal(400, 'bad_body'),
  refusal(401, 'bad_token'),
  refusal(404, 'not_served'),
  refusal(409, 'gap', { last: 0 }),
  refusal(409, 'forked'),
  refusal(410, 'epoch'),
  refusal(410, 'log_pruned'),
  refusal(413, 'too_large'),
  refusal(429, 'slow_down', { retryAfter: 5 }),
  refusal(503, 'away', { retryAfter: 30 }),
  refusal(500, 'internal'),
];

type Move =
  | { m: 'save'; n: number }
  | { m: 'pass'; ms: number; random: number }
  | { m: 'end'; which: number; how: number | null }
  | { m: 'ghost'; which: number; ok: boolean }
  | { m: 'heard'; applied: boolean | null }
  | { m: 'ask'; what: 'now' | 'resync' | 'quiet' };

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ m: fc.constant('save' as const), n: fc.integer({ min: 1, max: 250 }) }),
  fc.record({
    m: fc.constant('pass' as const),
    ms: fc.integer({ min: 1, max: 90_000 }),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  fc.record({
    m: fc.constant('end' as const),
    which: fc.nat(20),
    how: fc.option(fc.nat(FAILINGS.length - 1)),
  }),
  fc.record({ m: fc.constant('ghost' as const), which: fc.nat(20), ok: fc.boolean() }),
  fc.record({ m: fc.constant('heard' as const), applied: fc.option(fc.boolean()) }),
  fc.record({
    m: fc.constant('ask' as const),
    what: fc.constantFrom('now' as const, 'resync' as const, 'quiet' as const),
  }),
);

function make(world: LoopWorld, each: Move): void {
  switch (each.m) {
    case 'save':
      return world.save(each.n);
    case 'pass':
      world.random = each.random;
      return world.pass(each.ms);
    case 'end': {
      const flight = world.flights[each.which % Math.max(1, world.flights.length)];
      const why = each.how === null ? undefined : FAILINGS[each.how];
      if (!flight) return undefined;
      return why ? world.fail(flight.task, why) : world.done(flight.task);
    }
    case 'ghost': {
      const [ghost] = world.ghosts.splice(each.which % Math.max(1, world.ghosts.length), 1);
      if (!ghost) return undefined;
      const before = world.state;
      const { task, life } = ghost;
      const why = UNREACHABLE;
      if (each.ok) world.tell({ t: 'done', life, done: { task: 'session' } });
      else world.tell({ t: 'failed', life, task, why });
      if (world.state !== before) throw new Error(`a stale answer was heard: ${task}`);
      return undefined;
    }
    case 'heard':
      return world.heard(each.applied);
    case 'ask':
      return world.tell({ t: each.what });
  }
}

/** The network answers, the files can be written, and nobody does anything more. */
function quiet(world: LoopWorld): void {
  for (let turn = 0; turn < 400; turn += 1) {
    const ready = world.flights.find(({ task }) => task !== 'live');
    if (ready) world.done(ready.task);
    else if (world.liveClosing && world.flight('live')) {
      world.fail('live', { kind: 'fault', code: 'cut' });
    } else {
      world.pass(500);
      if (world.flight('live')) world.heard(world.missing > 0 ? true : null);
    }
  }
}

describe('in any order of events', () => {
  const moves = fc.array(move, { maxLength: 120 });

  it('never has two of a task under way, drops no command, and is live soon after the last fault', () => {
    fc.assert(
      fc.property(moves, fc.boolean(), (list, rows) => {
        const world = new LoopWorld();
        world.start({ rows, snapshot: false });
        let saved = 0;
        for (const each of list) {
          if (each.m === 'save') saved += each.n;
          make(world, each);
          expect(world.accepted + world.waiting).toBe(saved);
          // What the loop believes of the outbox is never less than what is there.
          expect(world.state.open || world.waiting === 0).toBe(true);
        }
        quiet(world);
        expect(world.describe()).toMatch(/^live/u);
        expect(world.waiting).toBe(0);
        expect(world.accepted).toBe(saved);
        expect(world.missing).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('always either works, waits for a time, or has been stopped', () => {
    fc.assert(
      fc.property(moves, (list) => {
        const world = new LoopWorld();
        world.start();
        for (const each of list) {
          make(world, each);
          const { mode, lines } = world.state;
          const waits = Object.values(lines).some(({ flying, at }) => !flying && at > world.now);
          expect(world.flights.length > 0 || waits || mode !== 'on').toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
