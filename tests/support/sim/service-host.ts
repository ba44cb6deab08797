// The service of a simulation: the real one over a store in memory, which ends, begins again and is put back to a backup.

import Database from 'better-sqlite3';
import { authWith } from '../../../src/central/auth/create-auth.ts';
import { newReceipt } from '../../../src/central/auth/receipts.ts';
import { createService } from '../../../src/central/service.ts';
import type { Service } from '../../../src/central/service-port.ts';
import { openSqliteStore } from '../../../src/central/store/sqlite/sqlite-store.ts';
import type { SqliteStore } from '../../../src/central/store/sqlite/sqlite-store.ts';
import type { Store } from '../../../src/central/store/port.ts';
import { millis } from '../../../src/shared/lib/time.ts';
import type { Clock } from '../../../src/shared/lib/time.ts';
import { uuidv7 } from '../../../src/shared/lib/ids.ts';
import type { SignInReceipt } from '../../../src/shared/sync/protocol.ts';
import { STAFF } from '../model-input.ts';
import { createDoor } from './door.ts';
import { failingStore } from './failing-store.ts';
import type { Trouble } from './failing-store.ts';
import { beginLife } from './life.ts';
import type { Life } from './life.ts';
import type { Chance } from './random.ts';
import type { Scheduler, WallClock } from './scheduler.ts';
import type { Trace } from './trace.ts';
import type { Door } from './wire.ts';

/** Changes what the simulation would otherwise be made of, to plant a bug. */
export interface ServiceTwist {
  store?(store: Store, run: Pick<Life, 'timers'> & { clock: Clock }): Store;
  service?(service: Service): Service;
}

/** What a simulated service is made of. */
export interface ServiceHostParts {
  scheduler: Scheduler;
  chance: Chance;
  trace: Trace;
  clock: WallClock;
  /** The store with its base, serialized. */
  template: Buffer;
  twist: ServiceTwist;
  /** Hears what should never be. */
  failed(text: string): void;
}

/** A copy of the database, and which desks it knows. */
export interface Backup {
  /** Virtual time. */
  atMs: number;
  bytes: Buffer;
  desks: ReadonlySet<string>;
}

/** The service on its machine. */
export interface ServiceHost {
  /** The way in; null while it does not run. */
  door(): Door | null;
  /** Null while it does not run. */
  service(): Service | null;
  /** What lies on its disk. */
  store(): SqliteStore;
  trouble: Trouble;
  /** After a backup was put back with a new epoch, as the manual says, whoever starts it. */
  start(): Promise<void>;
  /**
   * Everybody but one signs in at a desk; gives their receipts. No backup has heard of it: as if all of them were made
   * early on that day.
   */
  admit(desk: string): Promise<SignInReceipt[]>;
  /** Kills it. */
  kill(): void;
  /** A copy of its database as it is now. */
  backUp(): Promise<Backup>;
  /** Kills it and puts a copy in the place of its database. */
  restore(backup: Backup): void;
  close(): Promise<void>;
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const STREAM = 'library';
/** Somebody whom no desk has ever let in; what is done in their name the service refuses. */
const NEVER_HERE = 'desk-c';

/** Passwords cost nothing here: nobody signs in with one. */
const PASSWORDS = {
  hash: async (password: string) => `plain:${password}`,
  matches: async (verifier: string | undefined, password: string) =>
    verifier === `plain:${password}`,
};

/** Opens the store of a simulation. */
export function openSimStore(file: string | Buffer, clock: WallClock): SqliteStore {
  return openSqliteStore({ file, stream: STREAM, clock });
}

/** A backup as it was before anybody signed in at those desks. */
function withoutSignIns(bytes: Buffer, desks: Iterable<string>): Buffer {
  const db = new Database(bytes);
  const forget = db.prepare('DELETE FROM desk_staff WHERE desk = ?');
  for (const desk of desks) forget.run(desk);
  const left = db.serialize();
  db.close();
  return left;
}

interface Running {
  life: Life;
  service: Service;
  door: Door;
}

/** A line of the log that tells of a bug rather than of a fault of the day. */
const BUG = /\bat .*\.ts:\d+|TypeError|undefined|internal/u;

async function begin(
  parts: ServiceHostParts,
  store: SqliteStore,
  life: Life,
  trouble: Trouble,
): Promise<Running> {
  const { chance, clock, twist, trace, failed } = parts;
  const code = (length: number) =>
    Array.from({ length }, () => chance.oneOf([...LETTERS])).join('');
  const own = failingStore(store, life, trouble);
  const made = await createService({
    store: twist.store?.(own, { timers: life.timers, clock }) ?? own,
    auth: authWith({
      random: (length) => chance.bytes(length),
      newCode: code,
      passwords: PASSWORDS,
    }),
    clock,
    timers: life.timers,
    newId: () => uuidv7(millis(clock.now()), chance.bytes(10)),
    log(line) {
      trace.note(`service says ${line.split('\n')[0]}`);
      if (BUG.test(line) && life.alive()) failed(`service: ${line}`);
    },
  });
  const service = twist.service?.(made) ?? made;
  service.start();
  const door = createDoor(service, life, (error) =>
    failed(`service threw ${error instanceof Error ? (error.stack ?? '') : String(error)}`),
  );
  return { life, service, door };
}

/** Makes it; it does not run yet. */
export function createServiceHost(parts: ServiceHostParts): ServiceHost {
  const { scheduler, trace, clock } = parts;
  let store = openSimStore(parts.template, clock);
  let isRestored = false;
  let running: Running | null = null;
  const trouble: Trouble = { now: 'none' };
  /** Desks whose people have their receipts; under an id that a desk took later they have none. */
  const admitted = new Set<string>();
  const alive = () => (running?.life.alive() ? running : null);
  const kill = () => {
    if (alive()) trace.note('service killed');
    running?.life.end();
    running = null;
  };
  return {
    door: () => alive()?.door ?? null,
    service: () => alive()?.service ?? null,
    store: () => store,
    trouble,
    async start() {
      if (alive()) return;
      trouble.now = 'none';
      trace.note('service starts');
      running = await begin(parts, store, beginLife(scheduler), trouble);
      if (!isRestored) return;
      isRestored = false;
      trace.note(`epoch ${await running.service.newEpoch()}`);
    },
    async admit(desk) {
      // The library's first challenge makes its key.
      await running?.service.auth.challenge({ desk });
      const key = (await store.reads.meta('authKey')) ?? '';
      const at = clock.now();
      const staff = STAFF.filter((each) => each !== NEVER_HERE);
      for (const each of staff) await store.auth.addStaffOfDesk(desk, each, at);
      admitted.add(desk);
      return staff.map((each) => newReceipt(key, desk, each, at));
    },
    kill,
    async backUp() {
      const desks = await store.reads.desks();
      return {
        atMs: scheduler.now(),
        bytes: store.serialize(),
        desks: new Set(desks.map((desk) => desk.id)),
      };
    },
    restore({ bytes }) {
      kill();
      trace.note('a backup is put back');
      isRestored = true;
      void store.close();
      store = openSimStore(withoutSignIns(bytes, admitted), clock);
    },
    async close() {
      kill();
      await store.close();
    },
  };
}
