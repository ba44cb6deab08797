// Puts a desk together over its open files: who works here, how commands run, and how it stands to a service.

import { join } from 'node:path';
import type { SyncState } from '../../shared/desk-contract/sync.ts';
import { createCheckPerson } from './auth/check-person.ts';
import { createSession } from './auth/session.ts';
import type { Session } from './auth/session.ts';
import { createSignIn } from './auth/sign-in.ts';
import { createStaffAccess } from './auth/staff-access.ts';
import { createImports } from './catalogue/imports.ts';
import { createExports } from './export/exports.ts';
import { outgoingFiles } from './export/outgoing-files.ts';
import { createDevices } from './devices/create-devices.ts';
import { NO_DEVICES } from './devices/no-devices.ts';
import { deskRfid } from './devices/rfid/desk-rfid.ts';
import type { Rfid } from './devices/rfid/rfid.ts';
import type { DeskContext } from './desk-context.ts';
import type { DeskOptions } from './desk.ts';
import { createFigureKeeper } from './figures/keeper.ts';
import { tellFigure } from './figures/tell.ts';
import { createReaderImports } from './reader-import/reader-imports.ts';
import { mirror } from './profile/mirror.ts';
import type { OpenProfile } from './profile/open-profile.ts';
import type { Store } from './profile/store.ts';
import { createReports } from './reports/reports.ts';
import { createCodes } from './queues/codes.ts';
import { deskEnv } from './queues/desk-env.ts';
import { createExecutor } from './queues/execute.ts';
import { replay } from './queues/replay.ts';
import { runDue } from './queues/run-due.ts';
import { createDeskCentral } from './sync/central.ts';
import type { DeskCentral } from './sync/central.ts';
import { joinService } from './sync/join.ts';
import { moveService } from './sync/move.ts';
import { NOWHERE } from './sync/nowhere.ts';
import { keepReceipt } from './sync/receipts.ts';
import { createReplicaSync } from './sync/replica-sync.ts';
import type { ReplicaSync } from './sync/replica-sync-port.ts';

/** What runs commands over the files of a profile, and makes a replica anew. */
function workings({ store, files }: OpenProfile, lost: () => void, onLoans: Rfid['onLoans']) {
  const env = deskEnv(store);
  const codes = createCodes(store);
  const bringUp = async () => {
    mirror(store);
    codes.forget();
    await replay(store, env);
    store.changes.tell(['session', 'request', 'sync']);
    lost();
  };
  const remake = async () => {
    store.exchange(() => files.remake());
    await bringUp();
  };
  const executor = createExecutor(store, { env, codes, rebuild: remake, onLoans });
  store.whenReopened(() => {
    const failed = (error: unknown) => store.log(`the replica, opened again: ${String(error)}`);
    executor.alone(bringUp).catch(failed);
  });
  return { env, remake, executor, exchanged: () => codes.forget() };
}

/** Between two figures of a report that is kept by itself, each of which takes up to 100. */
const REPORT_REST_MS = 250;

/** Rows of the service are on their way, or are to come at once. */
const ROWS_COME: ReadonlySet<SyncState | null> = new Set<SyncState | null>([
  'joining',
  'signing_in',
  'catching_up',
  'resyncing',
]);

function asideFile(options: DeskOptions): string {
  const stamp = options.clock.now().replaceAll(/[:.]/gu, '-');
  return join(options.files.folder, `outbox-aside-${stamp}.db`);
}

/** Scanners, whose codes are for whoever works here. */
function devicesOf({ devices: ports, timers, newId }: DeskOptions, store: Store, session: Session) {
  if (ports === undefined) return NO_DEVICES;
  const who = () => {
    const is = session.person();
    return is.ok ? is.person.staff.id : null;
  };
  const { clock, changes, log } = store;
  const { kept } = store.outbox;
  return createDevices({ ports, timers, clock, changes, kept, run: newId(), who, log });
}

/** Stands between sync and the files that it works on. */
export type HandOver = (files: ReplicaSync, store: Store) => ReplicaSync;

/** Makes what the handlers stand on. */
export function assemble(
  options: DeskOptions,
  profile: OpenProfile,
  handOver: HandOver = (files) => files,
): DeskContext {
  const { store, files } = profile;
  const { newId, clock: real, timers } = options;
  // Rows of a service come from there again.
  const lost = (): void => central.begin();
  const onLoans: Rfid['onLoans'] = (loans) => rfid.onLoans(loans);
  const { env, executor, remake, exchanged } = workings(profile, lost, onLoans);
  const { alone } = executor;
  const network = options.network ?? NOWHERE;
  const pause =
    options.pause ?? (() => new Promise<void>((resolve) => void timers.after(0, resolve)));
  const session = createSession(store, real);
  const access = createStaffAccess({
    link: (): ReturnType<DeskCentral['link']> => central.link(),
    isOffline: (): boolean => central.engine.state().offline,
    clock: real,
    timers,
    keepReceipt: (receipt) => keepReceipt(store.outbox.kept, receipt),
  });
  const central = createDeskCentral({
    store,
    replica: handOver(
      createReplicaSync({ store, files, env, alone, exchanged, lost, pause }),
      store,
    ),
    network,
    real,
    timers,
    newId,
    alone,
    onRenamed: () => access.forgetAll(),
  });
  const people = createCheckPerson({ store, access, real, timers });
  const startCode = options.newCode(8);
  const { link } = central;
  const signIn = createSignIn({ store, session, executor, people, access, link, newId, startCode });
  const signOut = () => {
    access.forgetAll();
    session.close();
  };
  const { folder } = options.files;
  const imports = createImports({
    store,
    executor,
    folder,
    real,
    newId,
    pause,
    newCode: options.newCode,
  });
  const { newCode } = options;
  const readerImports = createReaderImports({
    store,
    executor,
    env,
    folder,
    newId,
    newCode,
    pause,
  });
  const service = () => (store.joined() === null ? null : central.engine.state().shown);
  const figures = createFigureKeeper(store, () => ROWS_COME.has(service()));
  const reports = createReports({
    store,
    figures,
    folder,
    pause,
    rest: () => new Promise((resolve) => void timers.after(REPORT_REST_MS, resolve)),
    answer: (question) => tellFigure({ store, figures }, question),
    service,
  });
  const outgoing = outgoingFiles({ folder, timers, newCode: options.newCode });
  const joining = { store, network, central, real, timers, alone, remake, signOut };
  const devices = devicesOf(options, store, session);
  const isManned = () => session.person().ok;
  const rfid = deskRfid({ ports: options.rfid, timers, newId, isManned, store, devices });
  return {
    store,
    executor,
    env,
    session,
    signIn,
    access,
    central,
    devices,
    rfid,
    imports,
    readerImports,
    figures,
    reports,
    exports: createExports({ store, session, files: outgoing, newId, pause }),
    outgoing,
    startCode,
    real,
    newId,
    profile: folder,
    join: (asked) => joinService({ ...joining, aside: asideFile(options) }, asked),
    move: (address) => moveService(joining, address),
    rebuild: (damaged) =>
      alone(async () => {
        if (store.replica() === damaged) await remake();
      }),
    // With a service its timers are everybody's.
    runDue: async () => (store.joined() === null ? runDue(store, env, executor) : undefined),
  };
}
