// What every part of the readers' side stands on.

import type { Clock } from '../../shared/lib/time.ts';
import type { Env } from '../../shared/queues/world/world.ts';
import type { Lane } from '../lane/lane-port.ts';
import type { Log, Timers } from '../service-port.ts';
import type { LoanCodes } from '../auth/loan-codes.ts';
import type { Store } from '../store/port.ts';
import type { Rows } from './rows.ts';

/** What the readers' side is made from. */
export interface ReaderParts {
  lane: Pick<Lane, 'look' | 'run' | 'now' | 'onCommit'>;
  store: Pick<Store, 'reads'>;
  codes: LoanCodes;
  /** Real time. */
  clock: Clock;
  timers: Timers;
  log: Log;
}

/** The parts with what is made from them. */
export interface ReaderContext extends ReaderParts {
  rows: Rows;
  /** Settings as of now, hashes, derived ids. */
  env(): Promise<Env>;
}
