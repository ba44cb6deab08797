// What every simulation of a process begins from, made once: a store and a profile on the model library.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { loadBase } from '../../../src/central/base/load-base.ts';
import { SIM_START, simBase } from './base.ts';
import { simFolder } from './disk.ts';
import { beginLife } from './life.ts';
import { openSimDesk } from './open-sim-desk.ts';
import { chanceOf } from './random.ts';
import { createScheduler, wallClock } from './scheduler.ts';
import { openSimStore } from './service-host.ts';
import { createTrace } from './trace.ts';
import { NOWHERE } from '../../../src/main/desk/sync/nowhere.ts';

/** The two beginnings. */
export interface Templates {
  /** The service's store, serialized. */
  service: Buffer;
  /** Folder of a profile. */
  desk: string;
  /** Of the library; null for the usual one. */
  zone: string | null;
  remove(): void;
}

async function serviceTemplate(zone: string | null): Promise<Buffer> {
  const scheduler = createScheduler();
  const clock = wallClock(scheduler, SIM_START);
  const chance = chanceOf('template');
  const store = openSimStore(':memory:', clock);
  let ids = 0;
  await loadBase(store, simBase(zone), {
    clock,
    newId: () => `epoch-${(ids += 1)}`,
    newKey: () => Buffer.from(chance.bytes(32)).toString('hex'),
  });
  const bytes = store.serialize();
  await store.close();
  return bytes;
}

async function deskTemplate(zone: string | null): Promise<string> {
  const scheduler = createScheduler();
  const folder = simFolder();
  const life = beginLife(scheduler);
  const desk = await openSimDesk({
    name: 'template',
    folder,
    life,
    central: NOWHERE.connect(''),
    clock: wallClock(scheduler, SIM_START),
    chance: chanceOf('template'),
    trace: createTrace(scheduler.now),
    twist: {},
    zone,
    failed(text) {
      throw new Error(text);
    },
  });
  await desk.close();
  life.end();
  // Every desk that begins from here has a name of its own.
  const outbox = new Database(join(folder, 'outbox.db'));
  outbox.exec(`DELETE FROM kept WHERE name IN ('deskId', 'deskKey')`);
  outbox.close();
  return folder;
}

/** Makes both. */
export async function makeTemplates(zone: string | null = null): Promise<Templates> {
  const desk = await deskTemplate(zone);
  return {
    service: await serviceTemplate(zone),
    desk,
    zone,
    remove: () => rmSync(desk, { recursive: true, force: true }),
  };
}
