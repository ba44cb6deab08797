// A world for the sync loop: tasks that end as the test says, virtual time, and the rules that hold at every step.

import { next } from '../../src/main/desk/sync/loop.ts';
import { wakeAt } from '../../src/main/desk/sync/loop-watch.ts';
import { newLoop } from '../../src/main/desk/sync/loop-state.ts';
import type {
  Done,
  Effect,
  Failing,
  Happening,
  LoopState,
  Task,
} from '../../src/main/desk/sync/loop-state.ts';

/** Work that the loop asked for and that has not ended. */
export type Flight = Extract<Effect, { t: 'run' }>;

/** The loop with a desk and a service around it that do as they are told. */
export class LoopWorld {
  state: LoopState;
  now = 1_000_000;
  /** Commands saved and without a result. */
  waiting = 0;
  accepted = 0;
  /** Rows of the log that the replica lacks. */
  missing = 0;
  flights: Flight[] = [];
  /** Work of earlier lives, whose answers may still come. */
  ghosts: Flight[] = [];
  lines: string[] = [];
  liveClosing = false;
  random = 0.5;

  constructor() {
    this.state = newLoop(this.now);
  }

  tell(happening: Happening): void {
    const { state, effects } = next(this.state, {
      ...happening,
      now: this.now,
      random: this.random,
    });
    this.state = state;
    for (const effect of effects) this.#carryOut(effect);
  }

  start(more: Partial<Extract<Happening, { t: 'start' }>> = {}): void {
    const open = this.waiting > 0;
    this.tell({
      t: 'start',
      rows: true,
      snapshot: false,
      open,
      history: false,
      checkedAt: null,
      ...more,
    });
  }

  save(commands = 1): void {
    this.waiting += commands;
    this.tell({ t: 'outbox', open: true });
  }

  flight(task: Task): Flight | undefined {
    return this.flights.find((each) => each.task === task);
  }

  /** Ends work that is under way as done. */
  done(task: Task, more: Partial<Done> = {}): void {
    const flight = this.take(task);
    this.tell({ t: 'done', life: flight.life, done: { ...this.success(flight), ...more } as Done });
  }

  fail(task: Task, why: Failing): void {
    const flight = this.take(task);
    this.tell({ t: 'failed', life: flight.life, task, why });
  }

  heard(applied: boolean | null = null): void {
    if (applied === true) this.missing = 0;
    this.tell({ t: 'heard', life: this.state.life, applied, lag: 0 });
  }

  /** Time goes on, ticking whenever the loop wants to be woken. */
  pass(ms: number): void {
    const until = this.now + ms;
    for (;;) {
      const at = wakeAt(this.state, this.now);
      if (at === null || at > until) break;
      this.now = at;
      this.tell({ t: 'tick' });
    }
    this.now = until;
  }

  take(task: Task): Flight {
    const flight = this.flight(task);
    if (!flight) throw new Error(`${task} is not under way: ${this.describe()}`);
    this.flights = this.flights.filter((each) => each !== flight);
    return flight;
  }

  describe(): string {
    return `${this.state.shown} [${this.flights.map(({ task }) => task).join(' ')}]`;
  }

  /** What work gives when all goes well; has its effect on desk and service. */
  success(flight: Flight): Done {
    switch (flight.task) {
      case 'push': {
        const results = Math.min(flight.size, this.waiting);
        this.waiting -= results;
        this.accepted += results;
        this.missing += results;
        return { task: 'push', asked: true, results, open: this.waiting > 0, ahead: false };
      }
      case 'pull': {
        const rows = this.missing;
        this.missing = 0;
        return { task: 'pull', applied: true, rows, behind: false, lag: 0 };
      }
      case 'history':
        return { task: 'history', more: false };
      case 'forget':
      case 'new_id':
        return { task: flight.task, open: this.waiting > 0 };
      case 'session':
      case 'begin':
      case 'snapshot':
      case 'live':
      case 'checksum':
        return { task: flight.task };
    }
  }

  #carryOut(effect: Effect): void {
    if (effect.t === 'log') this.lines.push(effect.line);
    if (effect.t === 'closeLive') this.liveClosing = true;
    if (effect.t === 'abort') {
      this.ghosts.push(...this.flights);
      this.flights = [];
      this.liveClosing = false;
    }
    if (effect.t !== 'run') return;
    if (this.flight(effect.task)) throw new Error(`two at once: ${effect.task}`);
    if (effect.task === 'live') this.liveClosing = false;
    this.flights.push(effect);
  }
}

/** The service's refusal of a call. */
export function refusal(
  status: number,
  code: string,
  more: { last?: number; retryAfter?: number } = {},
): Failing {
  const { last = null, retryAfter = null } = more;
  return { kind: 'refused', status, code, facts: {}, last, retryAfter };
}

/** The network lets a call down. */
export const UNREACHABLE: Failing = { kind: 'fault', code: 'unreachable' };
