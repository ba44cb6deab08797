// A desk that begins from a service with a large library: until somebody can work there, and what memory it all takes.

import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDesk, waitFor } from '../../support/desk.ts';
import { bareInsert } from '../bare.ts';
import { report } from '../table.ts';
import { enrolCodes } from './door.ts';
import { cpuSeconds, rssMegabytes, runChild, startService } from './process.ts';
import type { RunningService } from './process.ts';

/** What a beginning desk is told. */
export interface BeginPlan {
  folder: string;
  address: string;
  code: string;
}

/** What it tells; seconds since the start of its desk core. */
export interface BeginReport {
  /** All rows are in and everything that happened meanwhile is read. */
  live: number;
  /** Somebody is signed in and has a list before them. */
  works: number;
  rows: number;
  cpu: number;
  profile: string;
}

const QUIET_MS = 10_000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Makes the service's large library where there is none of that scale yet. */
async function makeLarge(folder: string, scale: number): Promise<void> {
  const made = join(folder, 'made');
  if (existsSync(made)) return;
  rmSync(folder, { recursive: true, force: true });
  console.log(`   making the service’s large library (scale ${scale}) in ${folder}, once`);
  const start = performance.now();
  const service = await startService({ kind: 'sqlite', folder }, scale);
  report(`service’s library made (scale ${scale})`, (performance.now() - start) / 1000, 's', null);
  await service.stop();
  report('its file', statSync(join(folder, 'service.db')).size / 1e6, 'MB', null);
  writeFileSync(made, '');
}

async function begin(service: RunningService, folder: string): Promise<BeginReport> {
  const [code = ''] = await enrolCodes(service.place, 'N', 1);
  const plan: BeginPlan = { folder, address: service.address, code };
  const run = runChild([join(import.meta.dirname, 'begin-driver.ts'), JSON.stringify(plan)]);
  const told = await waitFor(run, /^report (.*)$/mu);
  await run.ended;
  return JSON.parse(told) as BeginReport;
}

/** The built desk on the profile that has just begun, left alone. */
async function idleDesk(profile: string): Promise<number> {
  const desk = await startDesk({ profile });
  await pause(QUIET_MS);
  const megabytes = rssMegabytes(desk.process.pid ?? 0);
  await desk.stop();
  return megabytes;
}

/** Measures it from a library that is kept below `folder`. */
export async function measureBootstrap(folder: string, scale: number): Promise<void> {
  const library = join(folder, `service-scale-${scale}`);
  await makeLarge(library, scale);
  const began = performance.now();
  const service = await startService({ kind: 'sqlite', folder: library }, scale);
  const started = (performance.now() - began) / 1000;
  report(`service with the library of scale ${scale}, start to listening`, started, 's', null);
  await pause(QUIET_MS);
  report('its memory, idle (RSS)', rssMegabytes(service.pid), 'MB', null);
  const own = mkdtempSync(join(folder, 'begin-'));
  const cpu = cpuSeconds(service.pid);
  const begun = await begin(service, own);
  const used = cpuSeconds(service.pid) - cpu;
  const rows = begun.rows.toLocaleString('en');
  report(`a desk begins from it (${rows} rows) until somebody works`, begun.works, 's', 45, {
    what: 'bare insert of as many',
    value: bareInsert(begun.rows) / 1000,
  });
  report('its rows', begun.rows / begun.live, 'rows/s', null);
  report('memory of the service afterwards (RSS)', rssMegabytes(service.pid), 'MB', null);
  const memory = await idleDesk(begun.profile);
  report('memory of the joined desk, left alone (RSS)', memory, 'MB', 200);
  const desk = begun.cpu.toFixed(1);
  console.log(`   processor: ${used.toFixed(1)} s of the service, ${desk} s of the desk`);
  await service.stop();
  rmSync(own, { recursive: true, force: true });
}
