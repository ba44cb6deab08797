// Drains what waits for the library's own system: one process at a time, in order, several copies beside each other.

import { daysAfter, instantOf, millis } from '../../shared/lib/time.ts';
import * as z from 'zod';
import { SYSTEM_FAULTS } from '../../shared/sync/library-system.ts';
import type { Job } from '../store/job-port.ts';
import { backTaskOf } from './back-jobs.ts';
import { doBack } from './back-task.ts';
import { inOrder } from './in-order.ts';
import { LEDGER_JOB, taskOf, triedOf } from './ledger-jobs.ts';
import type { Ledger, LedgerOptions, LedgerParts, LedgerState } from './ledger-port.ts';
import { doTask } from './ledger-task.ts';
import { putBack } from './ledger-words.ts';
import { holdTaskOf } from './hold-jobs.ts';

/** Key and kind of the job that is whose turn it is. */
const TURN = 'ledger_turn';
/** Milliseconds of a turn; in its first third jobs are begun, so that the last of them ends within it. */
const TURN_MS = 120_000;
const BEGIN_MS = 40_000;
/** Jobs taken at once, where nothing is in the way. */
const AT_ONCE = 64;
/** Milliseconds between two looks. */
const EVERY = 2_000;
/** Milliseconds that the end waits for what is under way. */
const CLOSING = 3_000;
/** How long jobs that are over are kept, and how many go at once. */
const KEPT_DAYS = 28;
const SWEPT = 500;

const fact = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const told = z.object({
  state: z.enum(['answers', 'away', 'unknown']),
  fault: z
    .object({ code: z.enum(SYSTEM_FAULTS), facts: z.record(z.string(), fact), at: z.string() })
    .nullable(),
});
type Told = z.output<typeof told>;
const NOTHING: Told = { state: 'unknown', fault: null };

/** What whoever had the last turn has written down of the system. */
function toldIn(turn: Job | null): Told {
  try {
    return told.parse(JSON.parse(turn?.lastError ?? 'null'));
  } catch {
    return NOTHING;
  }
}

function keysOf(job: Job): string[] {
  const hold = holdTaskOf(job);
  if (hold) return [`title/${hold.titleId}`, `reader/${hold.readerId}`];
  const back = backTaskOf(job);
  if (back) return [`copy/${back.copyId}`];
  const task = taskOf(job);
  return task ? [`copy/${task.copyId}`, `reader/${task.readerId}`] : [];
}

class Drain implements Ledger {
  private readonly options: LedgerOptions;
  private readonly parts: LedgerParts;
  /** Of jobs that failed: until when each rests, and how many answers there had been. */
  private readonly failed = new Map<string, { until: number; answers: number }>();
  private readonly quiet: () => void;
  private known = NOTHING;
  private answers = 0;
  private busy: Promise<unknown> = Promise.resolve();
  private cancel: () => void = () => undefined;
  private open = true;
  private started = false;
  private running = false;
  private again = false;

  constructor(options: LedgerOptions) {
    this.options = options;
    const answers = () => this.answers;
    this.parts = { ...options, heard: (fault) => this.hear(fault), answers };
    this.quiet = options.lane.onCommit(({ rows }) => {
      if (rows.some(({ kind }) => kind === 'loan' || kind === 'hold')) this.hurry();
    });
  }

  start(): void {
    this.started = true;
    const { store, clock } = this.options;
    // A file has one process: whose turn it was when it ended, it is over.
    const free = async () => {
      if (store.kind === 'sqlite') await store.jobs.failed(TURN, '', clock.now(), clock.now());
    };
    void free()
      .catch((error: unknown) => this.options.log(`ledger: ${String(error)}`))
      .finally(() => this.tick());
  }

  runDue(): Promise<number> {
    return this.inTurn(() => this.round());
  }

  async state(): Promise<LedgerState> {
    const { jobs } = this.options.store;
    const { count, since } = await jobs.waiting(LEDGER_JOB);
    const { state, fault } = toldIn(await jobs.get(TURN));
    return { waiting: count, waitingSince: since, state, lastFault: fault };
  }

  async close(): Promise<void> {
    this.open = false;
    this.quiet();
    this.cancel();
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = this.options.timers.after(CLOSING, resolve);
    await Promise.race([this.busy, promise]);
    stop();
    await this.options.system.close();
    await this.busy;
  }

  private hear(fault: Parameters<LedgerParts['heard']>[0]): void {
    const at = this.options.clock.now();
    if (fault === null) {
      this.answers += 1;
      this.known = { ...this.known, state: 'answers' };
    } else {
      const { code, facts } = fault;
      this.known = { ...this.known, state: 'away', fault: { code, facts, at } };
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.busy.then(work);
    this.busy = turn.catch(() => undefined);
    return turn;
  }

  private after(ms: number): void {
    this.cancel();
    this.cancel = this.options.timers.after(ms, () => this.tick());
  }

  private tick(): void {
    this.running = true;
    this.again = false;
    void this.inTurn(() => this.round())
      .catch((error: unknown) => this.options.log(`ledger: ${String(error)}`))
      .finally(() => {
        this.running = false;
        if (this.open) this.after(this.again ? 0 : EVERY);
      });
  }

  /** Somebody waits for a green row. */
  private hurry(): void {
    if (this.running) this.again = true;
    else if (this.started && this.open) this.after(0);
  }

  /** One turn, if it is ours. */
  private async round(): Promise<number> {
    const { store, clock, system } = this.options;
    if (!this.open || system.isResting()) return 0;
    if ((await store.jobs.waiting(LEDGER_JOB)).count === 0) return 0;
    const now = clock.now();
    await store.jobs.add([{ key: TURN, kind: TURN, body: {}, dueOn: now }], now);
    const until = instantOf(millis(now) + TURN_MS);
    const [turn] = await store.jobs.take(TURN, now, until, 1);
    if (!turn) return 0;
    this.known = toldIn(turn);
    try {
      return await this.drain(millis(now) + BEGIN_MS);
    } finally {
      const after = clock.now();
      await store.jobs.failed(TURN, JSON.stringify(this.known), now, after);
      await store.jobs.sweep(LEDGER_JOB, daysAfter(after, -KEPT_DAYS), SWEPT);
    }
  }

  private async drain(until: number): Promise<number> {
    const { store, clock, system } = this.options;
    let ended = 0;
    let width = AT_ONCE;
    let stopped = false;
    const goOn = () => this.open && !system.isResting() && millis(clock.now()) < until;
    while (goOn() && !stopped) {
      const now = clock.now();
      // Taken for no time at all: whose turn it is, is what keeps others away.
      const jobs = await store.jobs.take(LEDGER_JOB, now, now, width);
      if (jobs.length === 0) break;
      const tasks = jobs.map((task) => ({ task, keys: keysOf(task) }));
      let moved = 0;
      const left = await inOrder(tasks, system.lines, goOn, async (job) => {
        const verdict = await this.one(job);
        if (verdict === 'next') moved += 1;
        stopped ||= verdict === 'stop';
        return verdict;
      });
      for (const job of left) await putBack(this.parts, job, triedOf(job), 'waits');
      ended += moved;
      // Where all of them wait for one that fails, those behind them are looked at, too.
      if (moved === 0 && jobs.length < width) break;
      width = moved === 0 ? width * 2 : AT_ONCE;
    }
    return ended;
  }

  /** A job that failed rests for a while, longer each time, and with it all that follows it. */
  private async one(job: Job) {
    const { clock } = this.options;
    const last = this.failed.get(job.key);
    if (last && last.until > millis(clock.now())) {
      await putBack(this.parts, job, triedOf(job), 'rests');
      return 'leave_chain' as const;
    }
    const answered = last?.answers ?? this.answers;
    const back = backTaskOf(job);
    const verdict = await (back
      ? doBack(this.parts, job, back, answered)
      : doTask(this.parts, job, answered));
    if (verdict === 'next') this.failed.delete(job.key);
    if (verdict === 'leave_chain') {
      const wait = 1000 * 2 ** Math.min(triedOf(job).failures, 5);
      const until = millis(clock.now()) + wait;
      this.failed.set(job.key, { until, answers: this.answers });
    }
    return verdict;
  }
}

/** Makes it; nothing is asked before `start` or `runDue`. */
export function createLedger(options: LedgerOptions): Ledger {
  return new Drain(options);
}
