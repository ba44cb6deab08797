// Carries out what the loop asks for: the network, the desk's files, real time. One engine a desk that has joined.

import type { Clock } from '../../../shared/lib/time.ts';
import { failingOf } from './ask.ts';
import type { Timers } from './ask.ts';
import type { Effect, Happening, LoopState, Task } from './loop-state.ts';
import { newLoop } from './loop-state.ts';
import { next } from './loop.ts';
import { wakeAt } from './loop-watch.ts';
import { steadyClock } from './steady-clock.ts';
import { runTask } from './tasks.ts';
import type { Work } from './tasks.ts';

/** Rest between two pieces of work in the background, in milliseconds. */
const INDEX_REST = 20;

/** What an engine is made from. */
export interface EngineParts extends Work {
  /** Real time. */
  clock: Clock;
  timers: Timers;
  /** A number from 0 to 1. */
  random(): number;
  /** When rows were last compared with the service's, in milliseconds; null for never. */
  checkedAt(): number | null;
  onChecked(at: number): void;
  /** The page asks again how things stand. */
  tell(): void;
  log(line: string): void;
}

/** The engine of a desk. */
export interface Engine {
  /** Begins, or begins anew after joining. */
  start(): void;
  /** Something was saved, or got its result. */
  outboxChanged(): void;
  now(): void;
  resync(): void;
  /** Nobody works. */
  quiet(): void;
  state(): LoopState;
  /** Rows of the snapshot that is under way; null when none is. */
  progress(): { loaded: number; expected: number } | null;
  /** Gives up what is under way and waits for what is being written. */
  stop(): Promise<void>;
}

/** What the page sees of a state; it is told when this changes. */
function seenOf({ shown, reason, lag, rows, reachedAt }: LoopState): string {
  return [shown, reason?.code, lag, rows, Math.floor((reachedAt ?? 0) / 10_000)].join(' ');
}

/** What is under way: one controller a life, and one for the live stream in it. */
function createFlights() {
  let life = new AbortController();
  let live = new AbortController();
  const running = new Set<Promise<void>>();
  return {
    signal: () => life.signal,
    /** Of a live stream that begins now. */
    openLive() {
      live = new AbortController();
      return AbortSignal.any([life.signal, live.signal]);
    },
    closeLive: () => live.abort(),
    abort() {
      life.abort();
      life = new AbortController();
    },
    add(work: Promise<void>) {
      running.add(work);
      void work.finally(() => running.delete(work));
    },
    settled: () => Promise.all(running),
  };
}

/** Makes it; nothing happens before `start`. */
export function createEngine(parts: EngineParts): Engine {
  const { replica, clock, timers } = parts;
  const now = steadyClock(clock);
  const flights = createFlights();
  let state = newLoop(now());
  let cancelWake = (): void => undefined;
  let progress: { loaded: number; expected: number } | null = null;

  const happen = (happening: Happening): void => {
    const before = state;
    const step = next(state, { ...happening, now: now(), random: parts.random() });
    ({ state } = step);
    for (const effect of step.effects) carryOut(effect);
    cancelWake();
    const at = wakeAt(state, now());
    const tick = () => happen({ t: 'tick' });
    cancelWake = at === null ? () => undefined : timers.after(Math.max(0, at - now()), tick);
    if (seenOf(before) !== seenOf(state)) parts.tell();
  };

  const work = async (effect: Extract<Effect, { t: 'run' }>): Promise<void> => {
    const { life, task } = effect;
    const signal = flights.signal();
    const live = task === 'live' ? flights.openLive() : signal;
    try {
      const done = await runTask(effect, parts, {
        signal,
        live,
        heard: (applied, lag) => happen({ t: 'heard', life, applied, lag }),
        progress(loaded, expected) {
          progress = { loaded, expected };
          parts.tell();
        },
      });
      if (task === 'snapshot') index();
      if (task === 'checksum') parts.onChecked(now());
      happen({ t: 'done', life, done });
    } catch (error) {
      failed(life, task, error);
    } finally {
      if (task === 'snapshot') progress = null;
    }
  };

  const failed = (life: number, task: Task, error: unknown): void => {
    const why = failingOf(error);
    // A bug of one task must not end the sync of a desk: it is written down and tried again.
    if (!why) parts.log(`sync: ${task}: ${error instanceof Error ? error.stack : String(error)}`);
    happen({ t: 'failed', life, task, why: why ?? { kind: 'local', code: 'sync_internal' } });
  };

  const carryOut = (effect: Effect): void => {
    switch (effect.t) {
      case 'run':
        return flights.add(work(effect));
      case 'abort':
        return flights.abort();
      case 'closeLive':
        return flights.closeLive();
      case 'log':
        return parts.log(effect.line);
    }
  };

  /** Search is completed bit by bit beside everything else. */
  const index = (): void => {
    const signal = flights.signal();
    const some = async (): Promise<void> => {
      if (signal.aborted || !(await replica.indexSome())) return;
      timers.after(INDEX_REST, () => flights.add(some()));
    };
    flights.add(some());
  };

  return {
    start() {
      const rows = replica.readTo() !== null;
      const snapshot = !rows && parts.firstRows() === 'snapshot';
      const history = rows && !replica.historyAfter().done;
      const open = replica.firstOpen() !== null;
      happen({ t: 'start', rows, snapshot, open, history, checkedAt: parts.checkedAt() });
      if (rows) index();
    },
    outboxChanged: () => happen({ t: 'outbox', open: replica.firstOpen() !== null }),
    now: () => happen({ t: 'now' }),
    resync: () => happen({ t: 'resync' }),
    quiet: () => happen({ t: 'quiet' }),
    state: () => state,
    progress: () => progress,
    async stop() {
      happen({ t: 'stop' });
      cancelWake();
      await flights.settled();
    },
  };
}
