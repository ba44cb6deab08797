// Serves a library: store, service, notices and HTTP put together, started and stopped in order.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseId } from '../../node/base.ts';
import type { Base } from '../../node/base.ts';
import { demoBase } from '../../node/demo-base.ts';
import type { MakeDemo } from '../../node/demo-base.ts';
import { emptyBase } from '../../node/empty-base.ts';
import { readPageFiles } from '../../node/page-files.ts';
import type { PageFiles } from '../../node/page-files.ts';
import type { Clock } from '../../shared/lib/time.ts';
import { authWith } from '../auth/create-auth.ts';
import type { Random } from '../auth/secrets.ts';
import { loadBase, OTHER_LIBRARY } from '../base/load-base.ts';
import { buildApp } from '../http/app.ts';
import { listen, placeProblem } from '../http/listen.ts';
import type { HttpOptions } from '../http/options.ts';
import { carriersOf } from '../notices/carriers-of.ts';
import { createNotices } from '../notices/notices.ts';
import { createService } from '../service.ts';
import type { Log, Service, Timers } from '../service-port.ts';
import type { Store } from '../store/port.ts';
import type { ServiceStart } from './arguments.ts';
import { openStore } from './open-store.ts';
import { beginSystem } from './library-system.ts';
import { takeFirstCode, tellCodes } from './tell-codes.ts';

/** What only the entry point has: the real world. */
export interface Means {
  program: string;
  clock: Clock;
  timers: Timers;
  newId(): string;
  random: Random;
  newCode(length: number): string;
  makeDemo: MakeDemo;
  /** Folder with the built page for readers; undefined where none is to be served. */
  pageFolder?: string;
  /** For the person at the terminal. */
  print(line: string): void;
  log: Log;
  /** Takes the lines of the structured log. */
  logTo: { write(line: string): void };
}

/** A service that runs. */
export interface Running {
  address: string;
  service: Service;
  stop(): Promise<void>;
}

function baseOf(start: ServiceStart, means: Means): Base {
  if (start.base === 'empty') return emptyBase();
  return demoBase(means.makeDemo, { seed: start.seed, scale: start.scale }, means.print);
}

/** How often, and how many times, a process asks whether another one has made the library. */
const ASK_AGAIN_MS = 2000;
const MOST_ASKED = 300;

/** Waits until another process, which holds the store meanwhile, has made the library; false when nobody has. */
async function madeByAnother(store: Store, means: Means): Promise<boolean> {
  means.print('Another process is making the library; waiting for it…');
  for (let asked = 0; asked < MOST_ASKED; asked += 1) {
    if ((await store.reads.meta('baseId')) !== null) return true;
    await new Promise<void>((resolve) => void means.timers.after(ASK_AGAIN_MS, resolve));
  }
  return false;
}

/** Gives a new store its library; an old one keeps its own, whatever is the default by now. */
async function makeLibrary(store: Store, start: ServiceStart, means: Means): Promise<void> {
  const known = await store.reads.meta('baseId');
  const { base, seed, scale } = start;
  const asked = base !== undefined || seed !== undefined || scale !== undefined;
  const wanted = baseOf(start, means);
  if (known !== null && known !== baseId(wanted)) {
    if (asked) throw new Error(OTHER_LIBRARY);
    return;
  }
  if (known === null) means.print(`Making a new library (${wanted.text})…`);
  const newKey = () => Buffer.from(means.random(32)).toString('hex');
  try {
    await loadBase(store, wanted, { clock: means.clock, newId: means.newId, newKey });
  } catch (error) {
    if (known !== null || start.store.kind !== 'postgres') throw error;
    // Several processes began on an empty database at once.
    if (!(await madeByAnother(store, means))) throw error;
    await makeLibrary(store, start, means);
  }
}

/** Opens the service over a store that has a library. */
export function openService(store: Store, means: Means): Promise<Service> {
  const { clock, timers, newId, log, random, newCode } = means;
  const auth = authWith({ random, newCode });
  return createService({ store, auth, clock, timers, newId, log });
}

/** The readers' page; no files where it was not built, so that its addresses can say so. */
function pageIn(folder: string): PageFiles {
  return existsSync(folder) ? readPageFiles(folder) : new Map();
}

/** Where the readers' page is, for whoever reads the terminal. */
function pageTold({ page }: HttpOptions, address: string): string[] {
  if (page === undefined) return [];
  const place = page.has('/') ? `${address}/m` : 'not built; "npm run build" makes it';
  return [`  readers' page: ${place}`];
}

function httpOptions(start: ServiceStart, means: Means): HttpOptions {
  const { tls, behindProxy, metricsToken, logLevel } = start;
  const { program, clock, timers, newId, logTo, pageFolder } = means;
  return {
    program,
    clock,
    timers,
    newId,
    logTo,
    logLevel,
    behindProxy,
    loopbackOnly: !tls && !behindProxy,
    ...(tls ? { tls: { cert: readFileSync(tls.cert), key: readFileSync(tls.key) } } : {}),
    ...(metricsToken === undefined ? {} : { metricsToken }),
    ...(pageFolder === undefined ? {} : { page: pageIn(pageFolder) }),
  };
}

/** After an old backup was put back: a new epoch, and a line about it in the audit trail. */
async function beginAnew(service: Service, { clock, print }: Means): Promise<void> {
  const epoch = await service.newEpoch();
  const line = { at: clock.now(), what: 'new_epoch', who: 'console', desk: null };
  await service.store.auth.audit({ ...line, facts: { epoch } });
  print(
    'A new epoch has begun: every desk compares, offers again what is missing here, and loads.',
  );
}

/** Says in the data folder where the service is, for a start beside it. */
function tellPort({ store }: ServiceStart, address: string): void {
  if (store.kind === 'sqlite') writeFileSync(join(store.folder, 'port'), new URL(address).port);
}

/**
 * Serves until it is stopped.
 * @throws Error with a sentence, or StoreFault
 */
export async function serve(start: ServiceStart, means: Means): Promise<Running> {
  const options = httpOptions(start, means);
  const problem = placeProblem(start.host, options);
  if (problem !== null) throw new Error(problem);
  const carriers = carriersOf(start.notices, means);
  /** What is open by now, to be closed in the opposite order. */
  const open: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of open.splice(0).toReversed()) await close();
  };
  try {
    const wanted = { alone: true, fresh: true };
    const opened = await openStore(start.store, start.library, means.clock, wanted);
    open.push(opened.close);
    await makeLibrary(opened.store, start, means);
    const service = await openService(opened.store, means);
    open.push(service.close);
    if (start.task.kind === 'serve' && start.task.restored) await beginAnew(service, means);
    if (start.firstCode !== undefined) await takeFirstCode(service, start.firstCode);
    const notices = createNotices({ ...means, ...service, carriers });
    open.push(notices.close);
    const librarySystem = await beginSystem(start.librarySystem, service, means);
    open.push(librarySystem.close);
    const app = buildApp(service, { ...options, librarySystem });
    app.metrics.watchProcess();
    const listening = await listen(app, start, options);
    open.push(listening.stop);
    service.start();
    notices.start();
    librarySystem.start();
    tellPort(start, listening.address);
    means.print(`The central service of ${service.info().library.zh} listens on`);
    means.print(`  ${listening.address}`);
    for (const line of pageTold(options, listening.address)) means.print(line);
    means.print(`  library: ${opened.told}`);
    await tellCodes(service, means.print, start.firstCode !== undefined);
    return { address: listening.address, service, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
