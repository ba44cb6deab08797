// What the sync loop knows, what it hears and what it asks for: values only.

import type { Facts } from '../../../shared/lib/result.ts';
import type { SyncState } from '../../../shared/desk-contract/sync.ts';
import { MOST_COMMANDS } from '../../../shared/sync/protocol.ts';

/** Milliseconds of real time. */
export type Ms = number;

/** What the loop has done by its engine, one of each at a time. */
export const TASKS = [
  'session',
  'begin',
  'snapshot',
  'forget',
  'new_id',
  'push',
  'pull',
  'live',
  'history',
  'checksum',
] as const;
/** A task of the engine. */
export type Task = (typeof TASKS)[number];

/** Why a task came to nothing. `local`: this desk's own files. */
export type Failing =
  | { kind: 'fault'; code: string }
  | { kind: 'local'; code: string }
  | {
      kind: 'refused';
      status: number;
      code: string;
      facts: Facts;
      /** 409 `gap`: the last counter that the service has. */
      last: number | null;
      /** Seconds. */
      retryAfter: number | null;
    };

/** What a task that was done has to tell. */
export type Done =
  | { task: 'session' }
  | { task: 'begin' }
  | { task: 'snapshot' }
  | { task: 'forget'; open: boolean }
  | { task: 'new_id'; open: boolean }
  /** `asked`: the service was; `open`: commands are left without a result; `ahead`: it has counted further than this desk. */
  | { task: 'push'; asked: boolean; results: number; open: boolean; ahead: boolean }
  /** `applied`: the page began where the replica had read to; `behind`: the service has more. */
  | { task: 'pull'; applied: boolean; rows: number; behind: boolean; lag: number }
  /** The stream ended by itself. */
  | { task: 'live' }
  | { task: 'history'; more: boolean }
  | { task: 'checksum' };

/** What happens to the loop. `life` is that of the effect which it answers. */
export type Happening =
  /** The program starts or has just joined; `rows`: the replica has rows of the service, else how they are had. */
  | {
      t: 'start';
      rows: boolean;
      snapshot: boolean;
      open: boolean;
      history: boolean;
      checkedAt: Ms | null;
    }
  /** The desk closes. */
  | { t: 'stop' }
  /** Something was saved in the outbox, or got its result. */
  | { t: 'outbox'; open: boolean }
  /** Somebody wants it to try at once, or to load everything anew. */
  | { t: 'now' }
  | { t: 'resync' }
  /** Nobody works. */
  | { t: 'quiet' }
  | { t: 'tick' }
  | { t: 'done'; life: number; done: Done }
  | { t: 'failed'; life: number; task: Task; why: Failing }
  /** The live stream said something: a heartbeat (`applied` null) or a frame. */
  | { t: 'heard'; life: number; applied: boolean | null; lag: number };

/** A happening with the time it happened and a random number from 0 to 1 for whoever has to wait. */
export type LoopEvent = Happening & { now: Ms; random: number };

/** What the engine has to do. Work of another life than the present one is aborted by `abort`. */
export type Effect =
  | { t: 'run'; life: number; task: Exclude<Task, 'push' | 'pull' | 'forget'> }
  /** From the first open command, or the one before it (`probe`), so that a service that lost it is found out. */
  | { t: 'run'; life: number; task: 'push'; size: number; probe: boolean }
  /** `wait`: seconds of long-polling. */
  | { t: 'run'; life: number; task: 'pull'; wait: number }
  | { t: 'run'; life: number; task: 'forget'; last: number }
  | { t: 'abort'; life: number }
  | { t: 'closeLive' }
  | { t: 'log'; line: string };

/** One task: whether it is under way, and when it may be tried again. */
export interface Line {
  flying: boolean;
  /** Failures in a row. */
  tries: number;
  at: Ms;
  /** The service itself named `at`. */
  told: boolean;
}

/** Why the loop waits or has stopped. */
export interface Reason {
  /** The task that failed; null where nothing was tried. */
  task: Task | null;
  code: string;
  facts: Facts;
}

/** Everything the loop knows. */
export interface LoopState {
  mode: 'off' | 'on' | 'stopped';
  /** Grows whenever all that is under way is given up; what an earlier life asked for is heard no more. */
  life: number;
  lines: Record<Task, Line>;
  /** The network did not answer last time. */
  offline: boolean;
  reason: Reason | null;
  session: boolean;
  rows: boolean;
  /** Commands without a result. */
  open: boolean;
  /** The first push of a life, and after a lost connection, sends the last acknowledged command once more. */
  probed: boolean;
  /** Commands of the next push. */
  size: number;
  behind: boolean;
  /** The last pull was one that waits for a page. */
  waits: boolean;
  lag: number;
  resync: string | null;
  forget: number | null;
  fork: boolean;
  /** Nothing is read any more; what was done here is still taken. */
  tooOld: boolean;
  live: 'off' | 'opening' | 'open' | 'closing';
  heardAt: Ms;
  /** When the live stream broke of late. */
  breaks: Ms[];
  /** Until when waiting pulls stand in for the live stream. */
  pollUntil: Ms;
  history: boolean;
  checkWanted: boolean;
  checkedAt: Ms;
  /** The service answered, in whatever words. */
  reachedAt: Ms | null;
  pulledAt: Ms | null;
  /** Something was accepted, or there was nothing to accept, or no network. */
  movedAt: Ms;
  tornAt: Ms;
  restarts: number;
  shown: SyncState;
  since: Ms;
}

function line(): Line {
  return { flying: false, tries: 0, at: 0, told: false };
}

/** A loop that has not begun. */
export function newLoop(now: Ms): LoopState {
  return {
    mode: 'off',
    life: 1,
    lines: Object.fromEntries(TASKS.map((task) => [task, line()])) as Record<Task, Line>,
    offline: false,
    reason: null,
    session: false,
    rows: false,
    open: false,
    probed: false,
    size: MOST_COMMANDS,
    behind: true,
    waits: false,
    lag: 0,
    resync: null,
    forget: null,
    fork: false,
    tooOld: false,
    live: 'off',
    heardAt: 0,
    breaks: [],
    pollUntil: 0,
    history: false,
    checkWanted: false,
    checkedAt: now,
    reachedAt: null,
    pulledAt: null,
    movedAt: now,
    tornAt: now,
    restarts: 0,
    shown: 'alone',
    since: now,
  };
}
