// The simulator's entry: real time, this terminal, the demonstration's cards, and the signals that end it.

import { randomBytes } from 'node:crypto';
import { DEMO_SEED, sizesOf } from '../../demo/about.ts';
import { diceOf } from '../../demo/dice.ts';
import type { Places } from '../../demo/places.ts';
import { readersOf } from '../../demo/readers.ts';
import { USAGE, readCampusStart } from './arguments.ts';
import type { CampusStart } from './arguments.ts';
import { runCampus } from './campus.ts';
import { diceFrom } from './dice.ts';
import { LOAD_SECONDS, msUntil, runLoad } from './load.ts';
import type { Cards } from './people.ts';
import { readerApi } from './reader-api.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const clock = { now: () => new Date().toISOString() };

const ending = new AbortController();
const after = (ms: number, run: () => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Waits; false when it is time to end. */
function pause(ms: number): Promise<boolean> {
  const { signal } = ending;
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const end = () => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve(!signal.aborted);
    }, ms);
    return signal.addEventListener('abort', end, { once: true });
  });
}

/** Cards follow from seed and scale alone; where the places are does not matter for them. */
function cardsOf({ seed, scale }: CampusStart): Cards {
  const nowhere = { campus: () => '' } as unknown as Places;
  const readers = readersOf(seed ?? DEMO_SEED, sizesOf(scale).readers, nowhere);
  return { count: readers.count, card: readers.card, active: readers.active };
}

function endAt({ until, load }: CampusStart): void {
  const usual = load === null ? null : { seconds: LOAD_SECONDS };
  const end = until ?? usual;
  if (end === null) return;
  const ms = 'seconds' in end ? end.seconds * 1000 : msUntil(end.instant, clock.now());
  after(Math.min(ms, 2 ** 31 - 1), () => ending.abort());
}

async function main(): Promise<number> {
  const start = readCampusStart(process.argv.slice(2).filter((word) => word !== '--'));
  if (start === null) {
    print(USAGE);
    return 0;
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ending.abort());
  endAt(start);
  const number = start.dice ?? randomBytes(4).readUInt32BE();
  const { unit } = diceOf(number, 'reader', 0);
  const api = readerApi(start.address, { after });
  const parts = { api, cards: cardsOf(start), dice: diceFrom(unit), clock, pause, print };
  if (start.load !== null) {
    const isOver = () => ending.signal.aborted;
    const lines = await runLoad({ ...parts, elapsed: () => performance.now(), isOver }, start.load);
    return lines.some(({ failed }) => failed > 0) ? 1 : 0;
  }
  const { made, troubled } = await runCampus(parts, start);
  if (!start.once) print(`${made} requests were made.`);
  return start.once && troubled ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
