// The desk core, free of Electron: a profile's files, its session, and the contract served to any number of pages.

import type { Clock } from '../../shared/lib/time.ts';
import { deskContract } from '../../shared/desk-contract.ts';
import type { Port } from '../../shared/rpc/port.ts';
import { serve } from '../../shared/rpc/server.ts';
import type { ServeOptions } from '../../shared/rpc/server.ts';
import { createSession } from './auth/session.ts';
import { createSignIn, keepDemoVerifiers } from './auth/sign-in.ts';
import type { ChooseBase } from './base/base.ts';
import { findMigrations } from './db/migrate.ts';
import type { DeskContext } from './desk-context.ts';
import { deskHandlers } from './handlers.ts';
import { mirror } from './profile/mirror.ts';
import { openProfile } from './profile/open-profile.ts';
import { idleCheck } from './profile/idle-check.ts';
import type { Log, Store } from './profile/store.ts';
import { createCodes } from './queues/codes.ts';
import { envOf } from './queues/env.ts';
import { createExecutor } from './queues/execute.ts';
import { replay } from './queues/replay.ts';
import { runDue } from './queues/run-due.ts';

/** Waits of real time; `cancel` is what `after` gave. */
interface Timers {
  after(ms: number, run: () => void): () => void;
}

/** What a desk is made from. */
export interface DeskOptions {
  /** The profile's folder, which exists; `migrations` is found above the program where it is left out. */
  files: { folder: string; migrations?: string };
  /** Real time; the library's own clock is kept in the profile. */
  clock: Clock;
  timers: Timers;
  /** A UUIDv7. */
  newId(): string;
  /** Random letters and digits of this length, for one-time codes. */
  newCode(length: number): string;
  base: ChooseBase;
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
  close(): Promise<void>;
}

const DUE_EVERY_MS = 20_000;

/** Runs what is due, and looks again every now and then; gives what stops it. */
function keepRunning(context: DeskContext, timers: Timers, log: Log): () => void {
  const { store, session, real, rebuild } = context;
  const check = idleCheck(store, session, real, () => rebuild(store.replica()));
  let stopped = false;
  let cancel = (): void => undefined;
  const round = async () => {
    try {
      await context.runDue();
      // Notices that the desk has been idle for too long even when no page asks.
      session.locked();
      await check();
    } catch (error) {
      log(`timers: ${String(error)}`);
    }
    if (!stopped) cancel = timers.after(DUE_EVERY_MS, () => void round());
  };
  void round();
  return () => {
    stopped = true;
    cancel();
  };
}

function contextOf(options: DeskOptions, store: Store, remake: () => Promise<void>): DeskContext {
  const env = envOf(store.cardKey, store.settings);
  const codes = createCodes(() => store.replica().statements);
  const rebuild = async () => {
    await remake();
    mirror(store);
    codes.forget();
    await replay(store, env);
    store.changes.tell(['session', 'request']);
  };
  const executor = createExecutor(store, { env, codes, rebuild });
  const session = createSession(store, options.clock);
  const { newId, newCode, clock } = options;
  const startCode = newCode(8);
  const signIn = createSignIn({ store, session, executor, real: clock, newId, startCode });
  return {
    store,
    executor,
    env,
    session,
    signIn,
    startCode,
    real: clock,
    newId,
    profile: options.files.folder,
    rebuild: (damaged) =>
      executor.alone(async () => {
        if (store.replica() === damaged) await rebuild();
      }),
    runDue: () => runDue(store, env, executor),
  };
}

/**
 * Opens the desk of a profile.
 * @throws DeskFault with a code when the profile is in use, newer than the program, or cannot be written
 */
export async function createDesk(options: DeskOptions): Promise<Desk> {
  const { store, remake } = openProfile({
    folder: options.files.folder,
    migrations: options.files.migrations ?? findMigrations(import.meta.dirname),
    clock: options.clock,
    newId: options.newId,
    base: options.base,
    log: options.log,
    progress: options.print,
  });
  const context = contextOf(options, store, () => store.exchange(remake));
  await replay(store, context.env);
  keepDemoVerifiers(store);
  if (context.signIn.needsAdmin()) {
    const print = (code: string) =>
      options.print(`The code for the first administrator is ${code}`);
    (options.showCode ?? print)(context.startCode);
  }
  const handlers = deskHandlers(context);
  const stop = keepRunning(context, options.timers, options.log);
  let connection = 0;
  return {
    connect(port) {
      connection += 1;
      serve(deskContract, handlers, port, { connection }, serveOptions(options));
    },
    async close() {
      stop();
      await context.executor.alone(async () => undefined);
      store.replica().close();
      store.outbox.close();
    },
  };
}
