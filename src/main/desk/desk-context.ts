// What every handler stands on, and the few questions that all of them ask.

import type { Clock } from '../../shared/lib/time.ts';
import type { Refusal } from '../../shared/lib/result.ts';
import type { Actor, Command } from '../../shared/queues/command.ts';
import type { Handlers } from '../../shared/rpc/contract.ts';
import type { DeskContract } from '../../shared/desk-contract.ts';
import type { Session, Person } from './auth/session.ts';
import { grantsInForce } from './auth/session.ts';
import type { SignIn } from './auth/sign-in.ts';
import type { StaffAccess } from './auth/staff-access.ts';
import type { Imports } from './catalogue/imports.ts';
import type { Exports } from './export/exports.ts';
import type { OutgoingFiles } from './export/outgoing-files.ts';
import type { Replica } from './db/transact.ts';
import type { StoredOutcome } from './outbox/placed.ts';
import type { Devices } from './devices/devices.ts';
import type { FigureKeeper } from './figures/keeper.ts';
import type { Rfid } from './devices/rfid/rfid.ts';
import type { Store } from './profile/store.ts';
import type { ReaderImports } from './reader-import/reader-imports.ts';
import type { Reports } from './reports/reports.ts';
import type { Env } from '../../shared/queues/world/world.ts';
import type { Executor } from './queues/execute.ts';
import type { DeskCentral } from './sync/central.ts';
import type { JoinAsked, JoinOutcome } from './sync/join.ts';

/** One connection of a page; all connections of a profile share one session. */
export interface Caller {
  connection: number;
}

/** Handlers of some operations of the contract. */
export type DeskHandlers<K extends keyof DeskContract> = Pick<Handlers<DeskContract, Caller>, K>;

/** What handlers are made from. */
export interface DeskContext {
  store: Store;
  executor: Executor;
  env: Env;
  session: Session;
  signIn: SignIn;
  /** Staff at the service. */
  access: StaffAccess;
  /** How the desk stands to its service. */
  central: DeskCentral;
  /** Scanners at this machine. */
  devices: Devices;
  /** Its RFID reader. */
  rfid: Rfid;
  /** Catalogues that come into the library. */
  imports: Imports;
  /** Readers who come in from a file. */
  readerImports: ReaderImports;
  /** What figures are read from. */
  figures: FigureKeeper;
  /** Weekly and monthly reports, and those that are kept. */
  reports: Reports;
  /** Lists that leave it as files, and the files that wait to be fetched. */
  exports: Exports;
  outgoing: OutgoingFiles;
  /** One-time code of the first administrator; new at each start. */
  startCode: string;
  /** Real time. */
  real: Clock;
  newId(): string;
  /** Folder of the profile, as it is shown. */
  profile: string;
  /** Makes the desk one of a service. */
  join(asked: JoinAsked): Promise<JoinOutcome>;
  /** Goes on with the same service at another address. */
  move(address: string): Promise<{ ok: true } | Refusal>;
  /** Makes the replica again from base and outbox, unless another one has taken its place already. */
  rebuild(damaged: Replica): Promise<void>;
  /** Runs what the clock has made due; on a joined desk that is the service's. */
  runDue(): Promise<void>;
}

/** The person as decisions see them today. */
export function actorOf(context: DeskContext, { staff }: Person): Actor {
  const day = context.store.settings().calendars.dayOf(context.store.clock.now());
  return { id: staff.id, grants: grantsInForce(staff, day), readerId: staff.readerId };
}

/** A command by the person who is signed in, or why there is none. */
export async function commandBy(
  context: DeskContext,
  command: Pick<Command, 'id' | 'type' | 'entity' | 'input'> & { expectHead?: string | null },
): Promise<StoredOutcome> {
  const who = context.session.person();
  if (!who.ok) return who;
  context.session.touch();
  return context.executor.run({
    expectHead: null,
    ...command,
    actor: who.person.staff.id,
    point: who.person.point.id,
  });
}

/** Runs `work` for the person who is signed in, or gives why not. */
export async function asPerson<T>(
  context: DeskContext,
  work: (person: Person) => Promise<T>,
): Promise<T | Refusal> {
  const who = context.session.person();
  if (!who.ok) return who;
  context.session.touch();
  return work(who.person);
}
