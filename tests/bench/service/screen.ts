// From a reader's submission to the screens of other desks: three real desks, and as many that only listen as make 300.

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DEMO_SEED, sizesOf } from '../../../src/demo/about.ts';
import type { Places } from '../../../src/demo/places.ts';
import { readersOf } from '../../../src/demo/readers.ts';
import { readerApi } from '../../../src/central/simulator/reader-api.ts';
import type { ReaderApi } from '../../../src/central/simulator/reader-api.ts';
import type { SubmitAnswer } from '../../../src/shared/sync/reader-views.ts';
import { realTimers } from '../../support/central-http.ts';
import { waitFor } from '../../support/desk.ts';
import { percentile, report } from '../table.ts';
import { stockOf } from './demo-work.ts';
import { ownDesk } from '../../support/own-desk.ts';
import type { OwnDesk } from '../../support/own-desk.ts';
import { enrolCodes } from './door.ts';
import { cpuSeconds, rssMegabytes, runChild, startService } from './process.ts';

/** What the listening desks are told. */
export interface ListenPlan {
  port: number;
  codes: string[];
}

const DESKS = 300;
const REAL = 3;
const READERS = 20;
const SUBMISSIONS = 200;
/** Milliseconds between two submissions. */
const EVERY = 150;
const NEWEST = {
  queue: 'find_book',
  tab: 'open',
  filters: {},
  sort: 'newest',
  offset: 0,
  limit: 20,
} as const;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Notes when a request is first in the list that a page shows, which asks again whenever it is told to. */
function watch({ client }: OwnDesk, seen: Map<string, number>): () => void {
  const stop = new AbortController();
  const look = async () => {
    for await (const { topics } of client.changes({}, stop.signal)) {
      if (!topics.includes('request')) continue;
      const { rows } = await client['requests.list'](NEWEST);
      const now = performance.now();
      for (const { request } of rows) if (!seen.has(request.id)) seen.set(request.id, now);
    }
  };
  look().catch((error: unknown) => {
    if (!stop.signal.aborted) console.error(error);
  });
  return () => stop.abort();
}

async function signIn(api: ReaderApi, card: string): Promise<string> {
  const body = { card, pin: card.slice(-6) };
  const { status, body: answer } = await api.call('POST', '/v1/reader/session', null, body);
  if (status !== 200)
    throw new Error(`a reader cannot sign in: ${status} ${JSON.stringify(answer)}`);
  return String(answer['token']);
}

/** Readers of the demonstration who may ask for something. */
function cards(): string[] {
  const nowhere = { campus: () => '' } as unknown as Places;
  const readers = readersOf(DEMO_SEED, sizesOf(1).readers, nowhere);
  const all = Array.from({ length: readers.count }, (_, index) => index);
  return all.filter(readers.active).slice(-READERS).map(readers.card);
}

interface Made {
  id: string;
  /** When the reader sent it. */
  at: number;
}

async function submit(api: ReaderApi, token: string, copyId: string): Promise<Made> {
  const body = { queue: 'find_book', requestId: randomUUID(), copyId, looked: ['own_shelf'] };
  const at = performance.now();
  const { status, body: answer } = await api.call('POST', '/v1/reader/requests', token, body);
  const [result] = (answer as SubmitAnswer).results ?? [];
  if (status === 200 && result?.ok) return { id: result.request.id, at };
  throw new Error(`a submission failed: ${status} ${JSON.stringify(answer)}`);
}

/** Submissions one after another; gives the milliseconds until each was on each screen. */
async function submitAll(
  api: ReaderApi,
  screens: readonly Map<string, number>[],
): Promise<number[]> {
  const { copies } = stockOf(1);
  const tokens: string[] = [];
  for (const card of cards()) tokens.push(await signIn(api, card));
  const made: Made[] = [];
  for (let n = 0; n < SUBMISSIONS; n += 1) {
    const next = pause(EVERY);
    made.push(await submit(api, tokens[n % tokens.length] ?? '', copies[n]?.id ?? ''));
    await next;
  }
  const missing = () => screens.some((seen) => made.some(({ id }) => !seen.has(id)));
  for (let waited = 0; missing() && waited < 100; waited += 1) await pause(50);
  return made.flatMap(({ id, at }) =>
    screens.map((seen) => (seen.get(id) ?? Number.POSITIVE_INFINITY) - at),
  );
}

async function startListeners(address: string, codes: string[]) {
  const plan: ListenPlan = { port: Number(new URL(address).port), codes };
  const run = runChild([join(import.meta.dirname, 'listen-driver.ts'), JSON.stringify(plan)]);
  await waitFor(run, /(ready to listen)/u);
  return {
    async counted(): Promise<string> {
      const from = run.printed().length;
      run.child.stdin.write('count\n');
      return waitFor(run, /^counted (.*)$/mu, from);
    },
    async stop() {
      run.child.stdin.end();
      await run.ended;
    },
  };
}

/** Measures it on a SQLite store below `folder`. */
export async function measureScreen(folder: string): Promise<void> {
  const own = mkdtempSync(join(folder, 'screen-'));
  const service = await startService({ kind: 'sqlite', folder: join(own, 'service') });
  const codes = await enrolCodes(service.place, 'N', DESKS);
  const desks: OwnDesk[] = [];
  for (const [at, code] of codes.slice(0, REAL).entries()) {
    const desk = await ownDesk(join(own, `desk-${at}`), { address: service.address, code });
    await desk.live();
    await desk.signIn('desk-both');
    desks.push(desk);
  }
  const listeners = await startListeners(service.address, codes.slice(REAL));
  for (const desk of desks) await desk.live();
  const idle = rssMegabytes(service.pid);
  const cpu = cpuSeconds(service.pid);
  const screens = desks.map(() => new Map<string, number>());
  const stops = desks.map((desk, index) => watch(desk, screens[index] ?? new Map()));
  const times = await submitAll(readerApi(service.address, realTimers), screens);
  const used = cpuSeconds(service.pid) - cpu;
  for (const stop of stops) stop();
  const name = `a reader’s submission to another desk’s screen, ${DESKS} desks`;
  report(`${name}, p50`, percentile(times, 0.5), 'ms', null);
  report(`${name}, p99`, percentile(times, 0.99), 'ms', 200);
  report(`memory of the service with ${DESKS} desks that listen (RSS)`, idle, 'MB', null);
  const [frames = '', open = ''] = (await listeners.counted()).split(' ');
  console.log(
    `   ${frames} frames to ${open} listening desks; the service’s processor: ${used.toFixed(1)} s`,
  );
  await listeners.stop();
  for (const desk of desks) await desk.forget();
  await service.stop();
  rmSync(own, { recursive: true, force: true });
}
