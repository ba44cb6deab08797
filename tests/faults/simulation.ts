// The simulation of the real engine over many seeds, and with bugs planted in it.

import { fileURLToPath } from 'node:url';
import { runSeed } from '../support/sim/run-seed.ts';
import type { SeedReport } from '../support/sim/run-seed.ts';
import { makeTemplates } from '../support/sim/templates.ts';
import { bugNamed } from './bugs/all-bugs.ts';
import { runSchedule, SCHEDULES } from './directed.ts';
import { inWorkers } from './pool.ts';
import type { Failing, Tally } from './report.ts';
import type { SeedRange } from './sim-worker.ts';

const WORKER = fileURLToPath(new URL('sim-worker.ts', import.meta.url));
/** Seeds of a piece: a worker that dies loses no more than these. */
const PIECE = 10;
/** … and of a hunt, which is over with the first that fails. */
const HUNTED = 2;
const SHOWN = 3;

function* pieces(from: number, to: number, bug: string | null): Iterable<SeedRange> {
  const size = bug === null ? PIECE : HUNTED;
  for (let seed = from; seed <= to; seed += size) {
    yield { from: seed, to: Math.min(to, seed + size - 1), bug };
  }
}

function failingOf({ seed, problems, tail }: SeedReport): Failing {
  const more = problems.length > SHOWN ? `\n… and ${problems.length - SHOWN} more` : '';
  const text = problems.slice(0, SHOWN).join('\n') + more;
  const last = tail.slice(-25).join('\n');
  return {
    text: `seed ${seed}: ${text}\n${last}`,
    replay: `npm run faults -- simulation --seed ${seed}`,
  };
}

/** How long and how many. */
export interface SimulationOptions {
  from: number;
  /** At least so many seeds … */
  seeds: number;
  /** … and more as long as the time lasts, in seconds; 0 = no more. */
  seconds: number;
}

/** Runs seeds until there were enough, or too many have failed. */
export async function simulation({ from, seeds, seconds }: SimulationOptions): Promise<Tally> {
  const start = performance.now();
  const failures: Failing[] = [];
  const sums = { seeds: 0, accepted: 0, refused: 0, events: 0, real: 0 };
  const to = seconds > 0 ? Number.MAX_SAFE_INTEGER : from + seeds - 1;
  await inWorkers<SeedRange, SeedReport[]>(WORKER, pieces(from, to, null), (answer) => {
    if ('died' in answer) {
      const { from: first, to: last } = answer.piece;
      const replay = `npm run faults -- simulation --seed ${first} --seeds ${last - first + 1}`;
      failures.push({ text: answer.died, replay });
      return failures.length < 20;
    }
    for (const report of answer.result) {
      sums.seeds += 1;
      sums.accepted += report.accepted;
      sums.refused += report.refused;
      sums.events += report.events;
      sums.real += report.realMs;
      if (report.problems.length > 0) failures.push(failingOf(report));
    }
    const time = (performance.now() - start) / 1000;
    return failures.length < 20 && (sums.seeds < seeds || time < seconds);
  });
  const each = sums.real / Math.max(1, sums.seeds);
  const note = `${sums.accepted} commands accepted, ${sums.refused} refused, ${sums.events} events, ${each.toFixed(0)} ms a seed`;
  return { count: sums.seeds, failures, note };
}

/** What became of one planted bug. */
export interface Caught {
  /** `seed 12`, or the schedule that caught it; null when nothing did. */
  by: string | null;
  problem: string;
  /** Seeds that were tried. */
  tried: number;
}

/** Runs seeds with a bug in the engine until one fails. */
export async function hunt(name: string, from: number, most: number): Promise<Caught> {
  const found: SeedReport[] = [];
  let tried = 0;
  const range = pieces(from, from + most - 1, name);
  await inWorkers<SeedRange, SeedReport[]>(WORKER, range, (answer) => {
    if ('died' in answer) throw new Error(answer.died);
    tried += answer.result.length;
    found.push(...answer.result.filter((report) => report.problems.length > 0));
    return found.length === 0;
  });
  const [first] = found.toSorted((a, b) => a.seed - b.seed);
  return { by: first ? `seed ${first.seed}` : null, problem: first?.problems[0] ?? '', tried };
}

/**
 * Runs a schedule without its bug, then with it; null when the bug went by unnoticed.
 * @throws Error when the schedule fails without any bug
 */
export async function scheduled(name: string): Promise<Caught | null> {
  const schedule = SCHEDULES.find((each) => each.name === name);
  if (!schedule) throw new Error(`no schedule is called ${name}`);
  const templates = await makeTemplates();
  try {
    const clean = await runSchedule(name, templates);
    if (clean.length > 0) throw new Error(`${name} fails without a bug:\n${clean.join('\n')}`);
    const [problem] = await runSchedule(name, templates, bugNamed(schedule.bug).twist(1));
    return problem === undefined ? null : { by: `schedule ${name}`, problem, tried: 0 };
  } finally {
    templates.remove();
  }
}

/** All that happens in a seed, line by line. */
export async function traced(seed: number, bug: string | undefined): Promise<string> {
  const templates = await makeTemplates();
  const planted = bug === undefined ? {} : { twist: bugNamed(bug).twist(seed) };
  const { tail, problems } = await runSeed(seed, { templates, verbose: true, ...planted });
  templates.remove();
  return [...tail, ...problems].join('\n');
}
