// The central service as the network layer, the readers' side and the simulation see it: plain methods, JSON-safe values.

import type { Bilingual } from '../shared/library/entities.ts';
import type { Clock } from '../shared/lib/time.ts';
import type { Auth } from './auth/auth-port.ts';
import type { Lane } from './lane/lane-port.ts';
import type { Store } from './store/port.ts';
import type { Feed } from './sync/feed-port.ts';

/** A line for the log of the program; a helper with an id of a bug writes it in front. */
export type Log = (line: string) => void;

/** Waits of real time; `after` gives what cancels. */
export interface Timers {
  after(ms: number, run: () => void): () => void;
}

/** What this service is; asked anew each time, since a restored backup or the demo's clock change it. */
export interface ServiceInfo {
  epoch: string;
  baseId: string;
  /** Key of the readers' card hashes. */
  cardKey: string;
  /** Whether it stands on the demonstration library, whose readers' PINs are the last six digits of the card. */
  demo: boolean;
  /** Milliseconds that the library's clock is ahead of real time; null where it is real time. */
  clockOffset: number | null;
  library: Bilingual;
  /** Whether this process writes, and may say that a desk has diverged. */
  primary: boolean;
}

/** What sign-in is made from. */
export interface AuthParts {
  store: Store;
  lane: Lane;
  /** Real time. */
  clock: Clock;
  newId(): string;
  info(): ServiceInfo;
  log: Log;
}

/** What a service is made from. */
export interface ServiceOptions {
  /** A store with a base in it (`loadBase`). */
  store: Store;
  auth: (parts: AuthParts) => Auth;
  /** Real time. */
  clock: Clock;
  timers: Timers;
  /** A UUIDv7. */
  newId(): string;
  log: Log;
  /** False on a replica: it serves pull and snapshot and runs no timers. Default true. */
  primary?: boolean;
}

/** The service of one library in one process. */
export interface Service {
  store: Store;
  lane: Lane;
  feed: Feed;
  auth: Auth;
  info(): ServiceInfo;
  /** Runs what is due, and looks again every now and then. */
  start(): void;
  /** Runs everything that is due by now; `start` does it by itself. Gives how many commands it ran. */
  runDue(): Promise<number>;
  /** Sets the demo's clock forward for every desk; refused elsewhere. */
  advanceClock(ms: number): Promise<boolean>;
  /** After an old backup was put back: every desk compares, offers again and loads a snapshot. Gives the new epoch. */
  newEpoch(): Promise<string>;
  /** Finishes what is under way, lets listeners go; the store stays open. */
  close(): Promise<void>;
}
