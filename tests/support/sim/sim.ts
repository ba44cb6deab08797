// A simulated library: a service, some desks, the network between them, and what is wrong with each of them now.

import type { Backup, ServiceHost } from './service-host.ts';
import type { DeskFacts } from './checks/desk-facts.ts';
import type { DeskHost } from './desk-host.ts';
import type { Ledger } from './ledger.ts';
import type { Chance } from './random.ts';
import type { Scheduler, WallClock } from './scheduler.ts';
import type { Trace } from './trace.ts';
import type { LinkState, Weather } from './weather.ts';

/** Everything that a simulation moves. */
export interface Sim {
  scheduler: Scheduler;
  trace: Trace;
  chance: Chance;
  service: ServiceHost;
  serviceClock: WallClock;
  desks: DeskHost[];
  weather: Weather;
  links: Map<string, LinkState>;
  backups: Backup[];
  ledger: Ledger;
  /** Outboxes as they were before they were damaged: what they count may be known nowhere else. */
  lostOutboxes: Pick<DeskFacts, 'deskId' | 'outbox'>[];
  /** Nothing bad happens any more. */
  healed: boolean;
  /** What went wrong so far, in words. */
  problems: string[];
}
