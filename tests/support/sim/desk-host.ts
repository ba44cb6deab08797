// A desk of a simulation: the real desk core over files in memory, which is killed, loses files and begins again.

import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openSimDesk } from './open-sim-desk.ts';
import type { SimDesk, SimDeskTwist } from './open-sim-desk.ts';
import { diskAt, simFolder } from './disk.ts';
import type { Disk, DiskFault } from './disk.ts';
import { beginLife } from './life.ts';
import type { Life } from './life.ts';
import type { Ledger } from './ledger.ts';
import { randomDraft } from './people.ts';
import type { Chance } from './random.ts';
import type { Scheduler, WallClock } from './scheduler.ts';
import type { Trace } from './trace.ts';
import type { createNetwork } from './network.ts';

/** What happens when the desk dies. */
export interface DeathPlan {
  powerGone: boolean;
  losesReplica: boolean;
  restartMs: number;
  /** Something happens to its files before it begins again. */
  damage?(folder: string): void;
}

/** What a desk of a simulation is made of. */
export interface DeskHostParts {
  name: string;
  campus: string;
  scheduler: Scheduler;
  chance: Chance;
  trace: Trace;
  clock: WallClock;
  network: ReturnType<typeof createNetwork>;
  ledger: Ledger;
  /** A profile on the base that has done nothing yet. */
  template: string;
  twist: SimDeskTwist;
  /** Of the library; null for the usual one. */
  zone: string | null;
  failed(text: string): void;
}

/** The desk on its machine. */
export interface DeskHost {
  name: string;
  campus: string;
  clock: WallClock;
  /** Where its files lie now. */
  folder(): string;
  /** Null while it does not run. */
  running(): SimDesk | null;
  /** By what the service knows it; null while it does not run. */
  id(): string | null;
  start(): Promise<void>;
  /** How it dies the next time. */
  plan(how: DeathPlan): void;
  /** Lets it make so many more writes. */
  killAfter(writes: number): void;
  kill(): void;
  /** Writes everything back into the main files, as a quiet end does. */
  flush(): void;
  /** Its disk takes nothing, until it is told null. */
  refuse(fault: DiskFault | null): void;
  hasCopy(): boolean;
  /** Copies the profile as it lies there. */
  copy(): void;
  /** The copy takes the place of the profile. */
  putBack(restartMs: number): void;
  /** Something that no service can take lands in the outbox. */
  poison(): void;
  /** Somebody does something. */
  act(): Promise<void>;
  /** From now on it only ever runs. */
  heal(): void;
  /** Ends it for good. */
  close(): void;
}

const HARMLESS: DeathPlan = { powerGone: false, losesReplica: false, restartMs: 500 };

interface Running {
  life: Life;
  disk: Disk;
  desk: SimDesk;
}

/** Makes it; it does not run yet. */
export function createDeskHost(parts: DeskHostParts): DeskHost {
  const { name, scheduler, chance, trace, ledger, clock, failed } = parts;
  let folder = simFolder();
  cpSync(parts.template, folder, { recursive: true });
  let running: Running | null = null;
  let starting: Promise<void> | null = null;
  let death = HARMLESS;
  let copied: { folder: string; atMs: number } | null = null;
  let serial = 0;
  let healed = false;
  let closed = false;

  /** After its end, whatever brought that about: what the disk holds then, and the next start. */
  const died = (disk: Disk, life: Life) => {
    if (!life.alive()) return;
    life.end();
    trace.note(`${name} dies`);
    const how = healed ? HARMLESS : death;
    death = HARMLESS;
    // The call in which it died has still to come back.
    scheduler.after(0, () => {
      folder = disk.leave(how.powerGone ? chance : null);
      running = null;
      starting = null;
      if (how.losesReplica) rmSync(join(folder, 'replica.db'), { force: true });
      how.damage?.(folder);
      scheduler.after(how.restartMs, () => void start());
    });
  };
  const open = async () => {
    const life = beginLife(scheduler);
    const disk: Disk = diskAt(folder, () => died(disk, life));
    trace.note(`${name} starts`);
    try {
      const central = parts.network.connect(name, life);
      const desk = await openSimDesk({ ...parts, folder, life, central });
      if (life.alive()) running = { life, disk, desk };
    } catch (error) {
      if (!life.alive()) return;
      failed(`${name} does not open: ${error instanceof Error ? error.stack : String(error)}`);
      disk.kill();
    }
  };
  function start(): Promise<void> {
    if (closed) return Promise.resolve();
    starting ??= open();
    return starting;
  }
  const kill = () => running?.disk.kill();

  return {
    name,
    campus: parts.campus,
    clock,
    folder: () => folder,
    running: () => (running?.life.alive() ? running.desk : null),
    id: () => (running?.life.alive() ? running.desk.store.deskId : null),
    start,
    plan: (how) => void (death = how),
    killAfter: (writes) => running?.disk.killAfter(writes),
    kill,
    flush: () => running?.disk.flush(),
    refuse: (fault) => running?.disk.refuse(fault),
    hasCopy: () => copied !== null,
    copy() {
      if (!running) return;
      trace.note(`${name}'s profile is copied`);
      copied = { folder: simFolder(), atMs: scheduler.now() };
      cpSync(folder, copied.folder, { recursive: true });
    },
    putBack(restartMs) {
      if (!copied || !running) return;
      trace.note(`${name}'s profile is put back`);
      const { folder: old, atMs } = copied;
      death = { ...HARMLESS, restartMs: restartMs + 1 };
      kill();
      copied = null;
      ledger.lose(name, atMs);
      scheduler.after(1, () => {
        rmSync(folder, { recursive: true, force: true });
        folder = old;
      });
    },
    poison() {
      if (!running?.life.alive() || !running.disk.takes()) return;
      const id = running.desk.poison(chance);
      trace.note(`${name} has poison ${id}`);
      const draft = { id, type: 'poison', entity: '', expectHead: null };
      ledger.give(name, draft, scheduler.now());
    },
    async act() {
      const desk = running?.life.alive() ? running.desk : null;
      if (!desk) return;
      serial += 1;
      const prefix = desk.store.joined()?.deskCode ?? 'N1';
      const draft = randomDraft(chance, desk.looked(), { now: clock.now(), serial, prefix });
      const given = ledger.give(name, draft, scheduler.now());
      const answer = await desk.run(draft);
      if (answer?.ok) {
        given.acknowledged = true;
        ledger.accepted += 1;
      } else if (answer) ledger.refused += 1;
      trace.note(`${name} ${draft.type}: ${answer ? (answer.ok ? 'ok' : answer.code) : 'dead'}`);
    },
    heal() {
      healed = true;
      death = HARMLESS;
      running?.disk.killAfter(Infinity);
      running?.disk.refuse(null);
      if (!running) void start();
    },
    close() {
      closed = true;
      running?.life.end();
      running?.disk.remove();
      for (const left of [folder, copied?.folder]) {
        if (left !== undefined) rmSync(left, { recursive: true, force: true });
      }
    },
  };
}
