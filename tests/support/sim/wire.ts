// The two ends of the simulated wire, and what one message over it is subject to.

import type {
  CentralAnswer,
  CentralCall,
  LiveEvent,
} from '../../../src/main/desk/sync/central-port.ts';
import type { Life } from './life.ts';
import type { Chance } from './random.ts';
import type { Scheduler } from './scheduler.ts';
import type { Trace } from './trace.ts';
import type { LinkState, Weather } from './weather.ts';
import { pageProblem } from './wire-check.ts';

/** What an open live stream tells. */
export interface LiveListener {
  event(event: LiveEvent): void;
  end(): void;
}

/** The service's side of the wire: one run of the service. */
export interface Door {
  life: Life;
  call(call: CentralCall): Promise<CentralAnswer>;
  /** Gives what stops the listening, or the answer where it is not 200. */
  live(call: CentralCall, listener: LiveListener): Promise<CentralAnswer | (() => void)>;
  lines(call: CentralCall): Promise<CentralAnswer | AsyncIterable<string>>;
}

/** What the network is made of. */
export interface NetworkParts {
  scheduler: Scheduler;
  chance: Chance;
  trace: Trace;
  /** The service as it runs now; null while it does not. */
  door(): Door | null;
  weather(): Weather;
  link(desk: string): LinkState;
  /** Hears what should never be. */
  failed(text: string): void;
}

/** Looks at every page of the log that goes over the wire. */
export function watchPage({ failed }: NetworkParts, desk: string, body: unknown): void {
  const problem = pageProblem(desk, body);
  if (problem !== null) failed(problem);
}

/** The desk's end: its name and the run that sends. */
export interface End {
  desk: string;
  life: Life;
}

/** How long a desk waits for an answer that never comes, ms. */
export const PATIENCE = 30_000;
/** A message that arrives twice does so within this time, ms. */
export const LATEST_DOUBLE = 60_000;

/** JSON text and back, as the wire does it. */
export function overTheWire<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

/** Milliseconds that one message takes. */
export function delay({ chance, weather }: NetworkParts): number {
  return chance.hits(weather().slow) ? chance.between(500, 12_000) : chance.between(1, 40);
}
