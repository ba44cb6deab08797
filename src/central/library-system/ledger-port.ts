// What the draining of the ledger is made from, and what the service asks of it.

import type { Clock } from '../../shared/lib/time.ts';
import type { Lane } from '../lane/lane-port.ts';
import type { Log, Timers } from '../service-port.ts';
import type { Store } from '../store/port.ts';
import type { LibrarySystem, SystemFault } from './port.ts';

/** What it is made from. */
export interface LedgerOptions {
  lane: Pick<Lane, 'look' | 'run' | 'now' | 'onCommit'>;
  store: Pick<Store, 'jobs' | 'reads' | 'kind'>;
  system: LibrarySystem & {
    lines: number;
    isResting(): boolean;
    /** Where readers collect, by code of campus, as the system names it. */
    pickups: Readonly<Record<string, string>>;
  };
  /** Real time. */
  clock: Clock;
  timers: Timers;
  log: Log;
}

/** The same for its parts. */
export interface LedgerParts extends LedgerOptions {
  /** Hears how each question ended; null where it was answered. */
  heard(fault: SystemFault | null): void;
  /** How many questions this process has had answered. */
  answers(): number;
}

/** What waits, and how it goes. */
export interface LedgerState {
  waiting: number;
  waitingSince: string | null;
  state: 'answers' | 'away' | 'unknown';
  lastFault: { code: SystemFault['code']; facts: SystemFault['facts']; at: string } | null;
}

/** Puts down in the library's own system what the desks have done; any number of processes, one at a time. */
export interface Ledger {
  /** Begins, and goes on: at once after a commit, else every two seconds. */
  start(): void;
  /** Puts down all that can be put down now; gives how many jobs ended. */
  runDue(): Promise<number>;
  state(): Promise<LedgerState>;
  /** Waits for what is under way and takes no more. */
  close(): Promise<void>;
}
