// What the HTTP layer is told besides the service it stands before.

import type { PageFiles } from '../../node/page-files.ts';
import type { Clock } from '../../shared/lib/time.ts';
import type { LimitKind, Rate } from '../auth/limits.ts';
import type { SystemCalls } from '../library-system/built-in.ts';
import type { Timers } from '../service-port.ts';

/** Waits of the server in ms; tests make them shorter. */
export interface Timeouts {
  /** For the head of a request. */
  headers: number;
  /** For a whole request. */
  request: number;
  /** How often slow connections are looked for. */
  check: number;
  /** A connection on which nothing moves at all. */
  idle: number;
  /** What is under way when the service stops. */
  stop: number;
}

/** The waits of a service at work. */
export const TIMEOUTS: Timeouts = {
  headers: 5000,
  request: 10_000,
  check: 1000,
  idle: 120_000,
  stop: 10_000,
};

/** How the HTTP layer is to behave. */
export interface HttpOptions {
  /** Version of this program. */
  program: string;
  /** Real time. */
  clock: Clock;
  timers: Timers;
  /** Names a call, so that a bug can be found in the log. */
  newId(): string;
  /** Takes lines of the structured log, which went through the redactor. */
  logTo?: { write(line: string): void };
  logLevel?: string;
  tls?: { key: Buffer | string; cert: Buffer | string };
  /** A proxy on this machine or network does TLS and says whose address it is. */
  behindProxy?: boolean;
  /** Serves only names of this machine (`localhost`), so that no web page can reach it by another name. */
  loopbackOnly?: boolean;
  /** Lets somebody else than this machine read the metrics. */
  metricsToken?: string;
  rates?: Partial<Record<LimitKind, Rate>>;
  timeouts?: Partial<Timeouts>;
  /** Connections at once. */
  mostConnections?: number;
  /** The readers' page; empty where it was not built; undefined where none is to be served. */
  page?: PageFiles;
  /** The library's own system; without one the service keeps the ledger. */
  librarySystem?: SystemCalls;
  /** Checks every answer against its schema (tests and development). */
  checkAnswers?: boolean;
}
