// A few lines to one system, lent out one at a time; after a failure the next attempt waits, longer each time.

import type { Timers } from '../../service-port.ts';
import type { SystemFaultCode } from '../../../shared/sync/library-system.ts';
import type { SystemFault } from '../port.ts';
import { faultOf } from './fault.ts';
import type { Line } from './line.ts';
import type { Opened } from './sign-in.ts';

/** Milliseconds: the first wait after a failure is up to `first`, then twice as long, up to `longest`. */
const BACKOFF = { first: 1000, longest: 30_000 };
/** Milliseconds that somebody waits for a line while all are taken. */
const LONGEST_WAIT = 20_000;
/** Milliseconds after which a system that refused one line more is tried again with all of them. */
const FEWER_FOR = 300_000;

/** What a pool is made from. */
export interface PoolOptions {
  size: number;
  timers: Timers;
  /** From 0 to 1. */
  random(): number;
  open(): Promise<Opened | SystemFault>;
  /** Hears of each attempt to open a line, and of each line that broke. */
  heard(opened: Opened | SystemFault): void;
}

/** Lines of one process. */
export interface Pool {
  size: number;
  /** Whether attempts rest after a failure. */
  isResting(): boolean;
  /** Ends the rest: somebody has just reached the system. */
  wakeUp(): void;
  /** Lets a line go that nobody uses, for a system that allows no more of them; false where there is none. */
  makeRoom(): boolean;
  /** Works with a line of one's own. */
  with<T>(work: (line: Line) => Promise<T>): Promise<T | SystemFault>;
  close(): void;
}

/** Wait after so many failures, with full jitter: anything from nothing to the whole. */
export function backoffAfter(failures: number, random: number): number {
  return random * Math.min(BACKOFF.first * 2 ** Math.max(failures - 1, 0), BACKOFF.longest);
}

interface Waiting {
  go(): void;
}

/** What a system may say to one line more than it allows, which many do by login or by licence. */
const TOO_MANY: ReadonlySet<SystemFaultCode> = new Set([
  'login_refused',
  'login_wanted',
  'closed',
  'unreachable',
  'silent',
]);

class LinePool implements Pool {
  readonly size: number;
  private readonly options: PoolOptions;
  private readonly lines = new Set<Line>();
  private readonly idle: Line[] = [];
  private readonly queue: Waiting[] = [];
  private taken = 0;
  /** Lines that the system allows, as far as it showed; all until it refuses one while others stand, and after a while. */
  private most: number;
  private opening = 0;
  private failures = 0;
  private lastFault: SystemFault = faultOf('unreachable', false);
  private forgetFewer: () => void = () => undefined;
  private wake: (() => void) | null = null;
  private closed = false;

  constructor(options: PoolOptions) {
    this.options = options;
    this.size = options.size;
    this.most = options.size;
  }

  isResting(): boolean {
    return this.wake !== null;
  }

  wakeUp(): void {
    this.wake?.();
    this.wake = null;
    this.failures = 0;
  }

  makeRoom(): boolean {
    const line = this.idle.pop();
    line?.close();
    if (line) this.lines.delete(line);
    return line !== undefined;
  }

  async with<T>(work: (line: Line) => Promise<T>): Promise<T | SystemFault> {
    for (;;) {
      if (!(await this.turn())) return faultOf(this.closed ? 'stopped' : 'busy', false);
      try {
        const line = await this.line();
        if (line === 'too_many') continue;
        if ('is' in line) return line;
        const result = await work(line);
        if (line.isOpen() && !this.closed) this.idle.push(line);
        else {
          line.close();
          this.lines.delete(line);
        }
        return result;
      } finally {
        this.handOn();
      }
    }
  }

  /** Handed on without a gap, in which somebody else could take it too. */
  private handOn(): void {
    const next = this.taken > this.most ? undefined : this.queue.shift();
    if (next) next.go();
    else this.taken -= 1;
  }

  close(): void {
    this.closed = true;
    this.forgetFewer();
    this.wake?.();
    this.wake = null;
    for (const line of this.lines) line.close();
    this.lines.clear();
    for (const waiting of this.queue.splice(0)) waiting.go();
  }

  /** Waits until fewer than all lines are taken; false when that takes too long, or the pool is closed. */
  private async turn(): Promise<boolean> {
    if (this.closed) return false;
    if (this.taken < this.most) {
      this.taken += 1;
      return true;
    }
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const waiting: Waiting = { go: () => resolve(true) };
    this.queue.push(waiting);
    const cancel = this.options.timers.after(LONGEST_WAIT, () => {
      const at = this.queue.indexOf(waiting);
      if (at >= 0) this.queue.splice(at, 1);
      resolve(false);
    });
    const got = await promise;
    cancel();
    return got && !this.closed;
  }

  private async line(): Promise<Line | SystemFault | 'too_many'> {
    for (let line = this.idle.pop(); line; line = this.idle.pop()) {
      if (line.isOpen()) return line;
      this.lines.delete(line);
    }
    if (this.isResting()) return this.lastFault;
    this.opening += 1;
    const opened = await this.options.open();
    this.opening -= 1;
    const others = this.opening + [...this.lines].filter((line) => line.isAlive()).length;
    if ('is' in opened && others > 0 && TOO_MANY.has(opened.code)) {
      this.most = others;
      this.forgetFewer();
      this.forgetFewer = this.options.timers.after(FEWER_FOR, () => {
        this.most = this.size;
      });
      return 'too_many';
    }
    if (others === 0) this.most = this.size;
    this.options.heard(opened);
    if ('is' in opened) {
      this.lastFault = opened;
      this.rest();
      return opened;
    }
    this.failures = 0;
    if (this.closed) {
      opened.line.close();
      return faultOf('stopped', false);
    }
    this.lines.add(opened.line);
    return opened.line;
  }

  private rest(): void {
    if (this.closed || this.wake) return;
    this.failures += 1;
    const { timers, random } = this.options;
    this.wake = timers.after(backoffAfter(this.failures, random()), () => {
      this.wake = null;
    });
  }
}

/** Makes it; no line is opened before somebody asks. */
export function createPool(options: PoolOptions): Pool {
  return new LinePool(options);
}
