// The fault programme: every test by name, with how much of it a commit runs.

import { BUGS } from './bugs/all-bugs.ts';
import { capturedAgain } from './captured.ts';
import { clocks } from './clocks.ts';
import { SCHEDULES } from './directed.ts';
import { flips } from './flips.ts';
import { fullStore } from './full-store.ts';
import { fuzz } from './fuzz.ts';
import { kills } from './kills.ts';
import { proxyRuns } from './proxy-runs.ts';
import type { Failing, Tally } from './report.ts';
import { restored } from './restored.ts';
import { hunt, scheduled, simulation } from './simulation.ts';
import type { Caught } from './simulation.ts';
import { slowLoris } from './slow-loris.ts';
import { together } from './together.ts';

/** How much of a test is run: `many` of its unit, from a seed on. */
export interface Amount {
  many: number;
  seed: number;
}

/** One test of the programme. */
export interface FaultTest {
  name: string;
  what: string;
  unit: string;
  /** The option that says how many; null where there is only one way. */
  option: string | null;
  /** What a commit runs. */
  usual: number;
  run(amount: Amount): Promise<Tally>;
}

/** Seeds within which a planted bug must be caught. */
export const MOST_SEEDS = 500;
/** Seeds of the simulation on every commit. */
export const SEEDS = 1000;

/** What caught a planted bug: a seed, else the schedule that was written for it. */
export async function caught(name: string, seed: number, most: number): Promise<Caught> {
  const schedule = SCHEDULES.find((each) => each.bug === name);
  const found = schedule ? await scheduled(schedule.name) : null;
  return found ?? hunt(name, seed, most);
}

async function bugs({ many, seed }: Amount): Promise<Tally> {
  const failures: Failing[] = [];
  const notes: string[] = [];
  for (const { name } of BUGS) {
    const { by, tried } = await caught(name, seed, many);
    notes.push(`${name} by ${by ?? 'nothing'}`);
    if (by !== null) continue;
    const text = `${name} was not caught in ${tried} seeds`;
    failures.push({ text, replay: `npm run faults -- bugs --bug ${name} --seeds ${many}` });
  }
  return { count: BUGS.length, failures, note: notes.join(', ') };
}

/** All of them, in the order of the table. */
export const PROGRAMME: readonly FaultTest[] = [
  {
    name: 'simulation',
    what: 'desks and service of the real engine under faults',
    unit: 'seeds',
    option: 'seeds',
    usual: SEEDS,
    run: ({ many, seed }) => simulation({ from: seed, seeds: many, seconds: 0 }),
  },
  {
    name: 'bugs',
    what: 'planted bugs, each until it is caught',
    unit: 'bugs',
    option: 'seeds',
    usual: MOST_SEEDS,
    run: bugs,
  },
  {
    name: 'kills',
    what: 'kill −9 of service and desks at work',
    unit: 'kills',
    option: 'kills',
    usual: 20,
    run: ({ many, seed }) => kills(many, seed),
  },
  {
    name: 'full',
    what: 'a full disk under the service',
    unit: 'times',
    option: 'times',
    usual: 5,
    run: ({ many }) => fullStore(many),
  },
  {
    name: 'flips',
    what: 'damaged files of a joined desk',
    unit: 'damages',
    option: 'flips',
    usual: 50,
    run: ({ many, seed }) => flips(many, seed),
  },
  {
    name: 'proxy',
    what: 'a bad TCP proxy between desk and service',
    unit: 'runs',
    option: 'runs',
    usual: 10,
    run: ({ many, seed }) => proxyRuns(many, seed),
  },
  {
    name: 'clocks',
    what: 'clocks that are wrong, summer time, 2038',
    unit: 'courses',
    option: null,
    usual: 1,
    run: clocks,
  },
  {
    name: 'fuzz',
    what: 'hostile HTTP',
    unit: 'requests',
    option: 'fuzz',
    usual: 5000,
    run: ({ many, seed }) => fuzz(many, seed),
  },
  {
    name: 'loris',
    what: 'slow connections beside an honest caller',
    unit: 'sockets',
    option: null,
    usual: 1,
    run: slowLoris,
  },
  {
    name: 'captured',
    what: 'every push again, twice, in any order',
    unit: 'pushes',
    option: 'times',
    usual: 5,
    run: ({ many, seed }) => capturedAgain(many, seed),
  },
  {
    name: 'restored',
    what: 'an old backup put back, desks ahead',
    unit: 'times',
    option: null,
    usual: 1,
    run: restored,
  },
  {
    name: 'together',
    what: 'three services on one PostgreSQL under load',
    unit: 'services',
    option: null,
    usual: 1,
    run: together,
  },
];
