// What the delivery of notices is made from, and what the service asks of it.

import type { Clock } from '../../shared/lib/time.ts';
import type { Lane } from '../lane/lane-port.ts';
import type { Log, Timers } from '../service-port.ts';
import type { Store } from '../store/port.ts';
import type { Carrier } from './carrier.ts';

/** What notices are delivered with; no carrier means that nothing is sent. */
export interface NoticesOptions {
  lane: Pick<Lane, 'look' | 'now'>;
  store: Pick<Store, 'jobs' | 'reads'>;
  carriers: readonly Carrier[];
  /** Real time. */
  clock: Clock;
  timers: Timers;
  log: Log;
}

/** The delivery of notices in one process; any number of processes may run it on one store. */
export interface Notices {
  /** Begins to deliver what is due, and goes on. */
  start(): void;
  /** Delivers all that is due by now; gives how many letters were sent. */
  runDue(): Promise<number>;
  /** Waits for what is under way and takes no more. */
  close(): Promise<void>;
}
