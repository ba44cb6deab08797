// The desk core, free of Electron: a profile's files, its session, and the contract served to any number of pages.

import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../shared/lib/time.ts';
import { deskContract } from '../../shared/desk-contract.ts';
import type { Port } from '../../shared/rpc/port.ts';
import { DESK_HASH } from '../../shared/contract-hashes.ts';
import { serve } from '../../shared/rpc/server.ts';
import type { ServeOptions } from '../../shared/rpc/server.ts';
import { assemble } from './assemble.ts';
import type { HandOver } from './assemble.ts';
import { keepDemoVerifiers } from './auth/sign-in.ts';
import type { ChooseBase } from '../../node/base.ts';
import type { UploadStatus } from './catalogue/incoming-file.ts';
import { findMigrations } from './db/migrate.ts';
import type { DeskContext } from './desk-context.ts';
import type { GiveFile } from './export/outgoing-files.ts';
import type { DevicePorts } from './devices/create-devices.ts';
import type { ReaderPorts } from './devices/rfid/find-readers.ts';
import { isDamage } from './fault.ts';
import { deskHandlers } from './handlers.ts';
import { giveFile } from './handlers/exports.ts';
import { completeSome } from './profile/complete-words.ts';
import { openProfile } from './profile/open-profile.ts';
import { idleCheck } from './profile/idle-check.ts';
import type { Log } from './profile/store.ts';
import { replay } from './queues/replay.ts';
import type { Timers } from './sync/ask.ts';
import type { Network } from './sync/central.ts';
import { isJoinedTo, rejoins } from './sync/join.ts';
import type { JoinOutcome } from './sync/join.ts';
import type { JoinStart } from './process-messages.ts';

/** What a desk is made from. */
export interface DeskOptions {
  /** The profile's folder, which exists; `migrations` is found above the program where it is left out. */
  files: { folder: string; migrations?: string };
  /** Real time; the library's own clock is kept in the profile. */
  clock: Clock;
  timers: Timers;
  /** Lets everything else have its turn; left out, a timer does it. */
  pause?: () => Promise<void>;
  /** A UUIDv7. */
  newId(): string;
  /** Random letters and digits of this length, for one-time codes. */
  newCode(length: number): string;
  base: ChooseBase;
  /** Reaches a central service; left out, the desk works alone. */
  network?: Network;
  /** Reads the scanners of this machine; left out, none are read. */
  devices?: DevicePorts;
  /** Finds the RFID readers of this machine; left out, there are none. */
  rfid?: ReaderPorts;
  log: Log;
  /** A line for whoever started the program: progress of making a library, the first administrator's code. */
  print: Log;
  /** Shows that code where nobody may be looking at printed lines; left out, it is printed. */
  showCode?: (code: string) => void;
  /** Answers are held against their schemas too. */
  checkOutput: boolean;
}

function serveOptions({ checkOutput, newId, log }: DeskOptions): ServeOptions {
  return {
    checkOutput,
    hash: DESK_HASH,
    newErrorId: newId,
    onBug: ({ errorId, operation, error }) =>
      log(
        `${errorId} ${operation}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      ),
  };
}

/** A desk that runs. */
export interface Desk {
  /** Serves a page over its port until that closes. */
  connect(port: Port): void;
  /** Takes a file that a page sends by a ticket; the host has seen that it is one of its own pages. */
  upload(ticket: string, body: AsyncIterable<Uint8Array>): Promise<UploadStatus>;
  /** Gives a page a file by a ticket; the host has seen that it is one of its own pages. */
  download: GiveFile;
  /** Joins a service by the word of whoever started the program; null where there is nothing to do any more. */
  join(asked: JoinStart): Promise<JoinOutcome | null>;
  close(): Promise<void>;
}

const DUE_EVERY_MS = 20_000;
/** Whoever starts the desk waits for its first rows: what can wait longer than that begins so much later. */
const FIGURES_AFTER_MS = 5000;

/** Ends what is done every now and then, and waits for the round that is under way: it stands on open files. */
type Stop = () => Promise<void>;

/** Does something every now and then, `after` ms from now on or at once; gives what stops it. */
function repeatedly(
  timers: Timers,
  log: Log,
  work: (isStopped: () => boolean) => Promise<void>,
  after?: number,
): Stop {
  let stopped = false;
  let cancel = (): void => undefined;
  let running = Promise.resolve();
  const round = async () => {
    try {
      await work(() => stopped);
    } catch (error) {
      log(`timers: ${String(error)}`);
    }
    if (!stopped) cancel = timers.after(DUE_EVERY_MS, begin);
  };
  const begin = () => void (running = round());
  if (after === undefined) begin();
  else cancel = timers.after(after, begin);
  return async () => {
    stopped = true;
    cancel();
    await running;
  };
}

/** Runs what is due, completes words, and compares rows when nobody works. */
function keepRunning(context: DeskContext, timers: Timers, log: Log): Stop {
  const { store, session, executor, real, rebuild } = context;
  const check = idleCheck(store, session, real, () => rebuild(store.replica()));
  return repeatedly(timers, log, async (isStopped) => {
    await context.runDue();
    // With a service its engine does this, between its own works.
    while (!isStopped() && store.joined() === null) {
      if (!(await completeSome(store, executor.alone))) break;
      await setImmediate();
    }
    // Notices that the desk has been idle for too long even when no page asks.
    const nobody = session.locked() || session.signedIn() === null;
    if (nobody && context.store.joined() !== null) context.central.engine.quiet();
    await check();
  });
}

/** Keeps what pages read of figures and reports; without pages nobody would. */
function keepFigures({ store, figures, reports }: DeskContext, timers: Timers, log: Log): Stop {
  const work = async () => {
    figures.begin();
    await reports.keepDue();
  };
  const stop = repeatedly(timers, log, work, FIGURES_AFTER_MS);
  const closing = new AbortController();
  const hear = async () => {
    for await (const { topics } of store.changes.listen(closing.signal)) {
      if (topics.includes('sync')) figures.goOn();
    }
  };
  const hearing = hear();
  return async () => {
    closing.abort();
    await Promise.all([stop(), hearing]);
  };
}

/** Brings the rows up to the outbox; a replica that turns out to be damaged on the way is made again. */
async function catchUp({ store, env, rebuild }: DeskContext): Promise<void> {
  const replica = store.replica();
  try {
    await replay(store, env);
  } catch (error) {
    if (!isDamage(error)) throw error;
    store.log('the replica is damaged and is made again');
    await rebuild(replica);
  }
}

/** A desk that runs, without anybody to serve. */
export interface DeskCore {
  context: DeskContext;
  close(): Promise<void>;
}

/**
 * Opens the desk of a profile without pages; `handOver` may stand between sync and the desk's files.
 * @throws DeskFault with a code when the profile is in use, newer than the program, or cannot be written
 */
export async function openDeskCore(options: DeskOptions, handOver?: HandOver): Promise<DeskCore> {
  const profile = openProfile({
    folder: options.files.folder,
    migrations: options.files.migrations ?? findMigrations(import.meta.dirname),
    clock: options.clock,
    newId: options.newId,
    base: options.base,
    log: options.log,
    progress: options.print,
  });
  const { store } = profile;
  const context = assemble(options, profile, handOver);
  await catchUp(context);
  keepDemoVerifiers(store);
  if (context.signIn.needsAdmin()) {
    const print = (code: string) =>
      options.print(`The code for the first administrator is ${code}`);
    (options.showCode ?? print)(context.startCode);
  }
  const stop = keepRunning(context, options.timers, options.log);
  context.central.begin();
  context.devices.begin();
  context.rfid.begin();
  return {
    context,
    async close() {
      await stop();
      await context.readerImports.close();
      await context.imports.close();
      await context.reports.close();
      await context.figures.close();
      await context.exports.close();
      await context.rfid.close();
      await context.devices.close();
      await context.central.stop();
      await context.executor.alone(async () => undefined);
      store.replica().close();
      store.outbox.close();
    },
  };
}

/**
 * Opens the desk of a profile.
 * @throws DeskFault with a code when the profile is in use, newer than the program, or cannot be written
 */
export async function createDesk(options: DeskOptions): Promise<Desk> {
  const { context, close } = await openDeskCore(options);
  const stop = keepFigures(context, options.timers, options.log);
  const handlers = deskHandlers(context);
  let connection = 0;
  let closed = false;
  return {
    connect(port) {
      connection += 1;
      serve(deskContract, handlers, port, { connection }, serveOptions(options));
    },
    async upload(ticket, body) {
      const status = await context.imports.receive(ticket, body);
      return status === 404 ? context.readerImports.receive(ticket, body) : status;
    },
    download: giveFile(context),
    async join(asked) {
      const known = rejoins(context.central) === null;
      if (closed || (known && isJoinedTo(context.store, asked.address))) return null;
      return context.join({ ...asked, fresh: false });
    },
    async close() {
      closed = true;
      await Promise.all([stop(), close()]);
    },
  };
}
