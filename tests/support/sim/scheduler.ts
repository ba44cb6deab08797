// Virtual time: what is to happen lies in one list in order of its time, and nothing else moves a simulation on.

import { instantOf } from '../../../src/shared/lib/time.ts';
import type { Clock } from '../../../src/shared/lib/time.ts';

interface Planned {
  at: number;
  /** Number of the plan: what was planned first comes first. */
  order: number;
  run: (() => void) | null;
}

/** The one list of what is to happen. */
export interface Scheduler {
  /** Virtual milliseconds since the beginning. */
  now(): number;
  /** Plans something; gives what cancels it. */
  after(ms: number, run: () => void): () => void;
  /** Lets everything that was set off come to rest: the engine waits for nothing but promises and planned time. */
  settle(): Promise<void>;
  /** Lets time go by until then, or until `done` says so after some event. */
  runTo(until: number, done?: () => boolean): Promise<void>;
  /** Events so far. */
  events(): number;
}

const before = (a: Planned, b: Planned) => a.at - b.at || a.order - b.order;

/** A binary heap; the least is first. */
function planHeap() {
  const heap: Planned[] = [];
  const swap = (a: number, b: number) => {
    const [one, two] = [heap[a], heap[b]];
    if (one && two) [heap[a], heap[b]] = [two, one];
  };
  const less = (a: number, b: number) => {
    const [one, two] = [heap[a], heap[b]];
    return one !== undefined && two !== undefined && before(one, two) < 0;
  };
  return {
    first: () => heap[0],
    add(planned: Planned) {
      let at = heap.push(planned) - 1;
      while (at > 0 && less(at, (at - 1) >> 1)) {
        swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
    },
    take() {
      const [first] = heap;
      const last = heap.pop();
      if (heap.length === 0 || last === undefined) return first;
      heap[0] = last;
      for (let at = 0; ;) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        const least = less(right, left) ? right : left;
        if (!less(least, at)) return first;
        swap(at, least);
        at = least;
      }
    },
  };
}

/** Makes it. */
export function createScheduler(): Scheduler {
  const heap = planHeap();
  let time = 0;
  let order = 0;
  let events = 0;
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    now: () => time,
    events: () => events,
    after(ms, run) {
      order += 1;
      const planned: Planned = { at: time + Math.max(0, Math.ceil(ms)), order, run };
      heap.add(planned);
      return () => {
        planned.run = null;
      };
    },
    settle,
    async runTo(until, done = () => false) {
      for (;;) {
        const next = heap.first();
        if (next === undefined || next.at > until) break;
        heap.take();
        if (next.run === null) continue;
        time = next.at;
        events += 1;
        next.run();
        await settle();
        if (done()) return;
      }
      time = Math.max(time, until);
    },
  };
}

/** A machine's clock: virtual time from an instant on, which somebody may set. */
export interface WallClock extends Clock {
  /** Sets it forward, or back when negative. */
  jump(ms: number): void;
}

/** A clock that shows `start` at the beginning of virtual time. */
export function wallClock(scheduler: Scheduler, startMs: number): WallClock {
  let jumped = 0;
  return {
    now: () => instantOf(startMs + scheduler.now() + jumped),
    jump: (ms) => void (jumped += ms),
  };
}
