// Commands a second through push, over HTTP and against the service's own process, beside the bare store in the same run.

import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StorePlace } from '../../../src/central/start/arguments.ts';
import { openStore } from '../../../src/central/start/open-store.ts';
import { DEMO_PASSWORD } from '../../../src/demo/about.ts';
import { waitFor } from '../../support/desk.ts';
import { startPostgres } from '../../support/postgres.ts';
import { percentile, report } from '../table.ts';
import { bareLane } from './bare-lane.ts';
import type { BareTurn } from './bare-lane.ts';
import { enrolCodes, means } from './door.ts';
import { cpuSeconds, rssMegabytes, runChild, startService } from './process.ts';

/** What a driver is told. */
export interface PushPlan {
  port: number;
  codes: string[];
  /** Commands of one push. */
  batch: number;
  /** Commands that a desk makes ready, at most. */
  most: number;
  password: string;
}

/** What it tells. */
export interface PushReport {
  commands: number;
  seconds: number;
  /** Seconds of a processor that the driver itself has used. */
  cpu: number;
  /** Milliseconds of each push. */
  times: number[];
  results: Record<string, number>;
}

const DESKS = 16;
const BATCH = 20;
const MOST = 5000;
const WARM_MS = 2000;
/** Turns of the bare lane and of pushes, one after the other: the machine may be slower for a while. */
const TURNS = 3;
const PUSH_MS = 5000;
const BARE_MS = 3000;

/** Desks that push from a process of their own. */
export async function startDriver(address: string, place: StorePlace) {
  const plan: PushPlan = {
    port: Number(new URL(address).port),
    codes: await enrolCodes(place, 'N', DESKS),
    batch: BATCH,
    most: MOST,
    password: DEMO_PASSWORD,
  };
  const program = join(import.meta.dirname, 'push-driver.ts');
  const run = runChild([program, JSON.stringify(plan)]);
  await waitFor(run, /(ready to push)/u);
  return {
    async push(ms: number): Promise<PushReport> {
      const from = run.printed().length;
      run.child.stdin.write(`go ${ms}\n`);
      return JSON.parse(await waitFor(run, /^report (.*)$/mu, from)) as PushReport;
    },
    async stop() {
      run.child.stdin.end();
      await run.ended;
    },
  };
}

function told(results: PushReport['results']): string {
  return Object.entries(results)
    .toSorted(([, a], [, b]) => b - a)
    .map(([code, count]) => `${code} ${count}`)
    .join(', ');
}

/** What turns of pushes come to. */
function together(pushes: readonly PushReport[]) {
  const results = new Map<string, number>();
  for (const [code, count] of pushes.flatMap((each) => Object.entries(each.results))) {
    results.set(code, (results.get(code) ?? 0) + count);
  }
  const commands = pushes.reduce((sum, each) => sum + each.commands, 0);
  return {
    commands,
    perSecond: middle(pushes.map((each) => each.commands / each.seconds)),
    times: pushes.flatMap((each) => each.times),
    results: Object.fromEntries(results),
    driverCpu: pushes.reduce((sum, each) => sum + each.cpu, 0) / commands,
  };
}

const middle = (values: readonly number[]) => percentile([...values], 0.5);

/** Turns of the bare lane and of pushes against a service of its own. */
async function takeTurns(place: StorePlace, barePlace: StorePlace) {
  const wanted = { alone: true, fresh: true };
  const opened = await openStore(barePlace, 'bare', means.clock, wanted);
  const bareTurn = await bareLane(opened.store);
  const service = await startService(place);
  const driver = await startDriver(service.address, place);
  await driver.push(WARM_MS);
  const bare: BareTurn[] = [];
  const pushes: PushReport[] = [];
  let cpu = 0;
  for (let turn = 0; turn < TURNS; turn += 1) {
    bare.push(await bareTurn(BARE_MS));
    const before = cpuSeconds(service.pid);
    pushes.push(await driver.push(PUSH_MS));
    cpu += cpuSeconds(service.pid) - before;
  }
  const rss = rssMegabytes(service.pid);
  await driver.stop();
  await service.stop();
  await opened.close();
  const pushed = together(pushes);
  return {
    bare: {
      perSecond: middle(bare.map((each) => each.perSecond)),
      cpuEach: middle(bare.map((each) => each.cpuEach)),
    },
    pushed: { ...pushed, cpuEach: cpu / pushed.commands },
    rss,
  };
}

/** Measures one store; `bare` is a place of the same kind for the bare lane. */
async function measureStore(name: string, place: StorePlace, barePlace: StorePlace): Promise<void> {
  const { bare, pushed, rss } = await takeTurns(place, barePlace);
  const ms = (seconds: number) => seconds * 1000;
  report(
    `push to ${name}, ${DESKS} desks, batches of ${BATCH}`,
    pushed.perSecond,
    'commands/s',
    Math.round(bare.perSecond / 2),
    { what: 'the bare lane', value: bare.perSecond },
    true,
  );
  report(`push to ${name}, the service’s processor time each`, ms(pushed.cpuEach), 'ms', null, {
    what: 'bare lane',
    value: ms(bare.cpuEach),
  });
  report(`push to ${name}, until the answer, p50`, percentile(pushed.times, 0.5), 'ms', null);
  report(`push to ${name}, until the answer, p99`, percentile(pushed.times, 0.99), 'ms', null);
  report(`memory of the service under pushes, ${name} (RSS)`, rss, 'MB', null);
  const driver = ms(pushed.driverCpu).toFixed(2);
  console.log(`   ${told(pushed.results)}; the desks themselves took ${driver} ms each`);
}

/** Measures push on SQLite; the files lie below `folder`. */
export async function measurePushSqlite(folder: string): Promise<void> {
  const own = mkdtempSync(join(folder, 'push-'));
  const place = (name: string) => ({ kind: 'sqlite', folder: join(own, name) }) as const;
  await measureStore('SQLite', place('service'), place('bare'));
  rmSync(own, { recursive: true, force: true });
}

/** Measures push on a PostgreSQL that runs for it. */
export async function measurePushPostgres(): Promise<void> {
  const server = await startPostgres();
  const place = async () => ({ kind: 'postgres', url: await server.newDatabase() }) as const;
  await measureStore('PostgreSQL', await place(), await place());
  await server.stop();
}
