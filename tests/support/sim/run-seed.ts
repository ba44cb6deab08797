// One seed: a library comes into being, people work, things go wrong, all is well again, and then everything must fit.

import { buildSim, endSim, everybodyJoins, untilQuiet } from './build.ts';
import { finalProblems, midwayProblems } from './checks/all-checks.ts';
import type { DeskHost } from './desk-host.ts';
import { chanceOf } from './random.ts';
import type { Chance } from './random.ts';
import { readerAsks } from './readers.ts';
import type { Sim } from './sim.ts';
import type { Templates } from './templates.ts';
import { backUp, heal, someTrouble } from './trouble.ts';
import type { Twist } from './twist.ts';
import { LATEST_DOUBLE } from './wire.ts';

/** What became of a seed. */
export interface SeedReport {
  seed: number;
  problems: string[];
  /** Digest of the trace. */
  digest: string;
  /** The last lines of the trace, where something went wrong. */
  tail: string[];
  events: number;
  accepted: number;
  refused: number;
  /** Rows of the log in the end. */
  rows: number;
  /** Virtual milliseconds from the last fault to quiet. */
  quietMs: number;
  realMs: number;
}

/** How a seed is run. */
export interface SeedOptions {
  templates: Templates;
  twist?: Twist;
  /** Keeps the whole trace. */
  verbose?: boolean;
  /** Looks at what went wrong before it is taken apart. */
  look?(sim: Sim): Promise<void>;
}

const SECOND = 1000;
const TAIL = 80;

interface Plan {
  desks: number;
  commands: number;
  spanMs: number;
  troubles: number;
}

function planOf(chance: Chance): Plan {
  const spanMs = chance.between(60, 200) * SECOND;
  return {
    desks: chance.between(2, 4),
    commands: chance.between(20, 70),
    spanMs,
    troubles: chance.between(0, 9),
  };
}

/** Plans something so many times at random moments of a span. */
function sometimes(
  { scheduler }: Sim,
  chance: Chance,
  times: number,
  spanMs: number,
  run: () => void,
): void {
  for (let count = 0; count < times; count += 1) scheduler.after(chance.between(0, spanMs), run);
}

function work(sim: Sim, plan: Plan): void {
  const chance = sim.chance.of('work');
  const { desks, service, problems, scheduler, ledger } = sim;
  const act = (desk: DeskHost) =>
    void desk.act().catch((error: unknown) => problems.push(`${desk.name}: ${String(error)}`));
  sometimes(sim, chance, plan.commands, plan.spanMs, () => act(chance.oneOf(desks)));
  sometimes(sim, chance, Math.ceil(plan.commands / 4), plan.spanMs, () =>
    readerAsks(service.service(), chance, ledger, scheduler.now()),
  );
  sometimes(sim, chance, 1, plan.spanMs / 2, () => backUp(sim));
  sometimes(sim, chance, plan.troubles, plan.spanMs, () => someTrouble(sim));
  sometimes(sim, chance, 6, plan.spanMs, () => {
    const desk = chance.oneOf(desks);
    void midwayProblems(desk).then((found) => problems.push(...found));
  });
}

/** After the quiet: messages that come a second time change nothing, and what is done now reaches everybody too. */
async function afterwards(sim: Sim, seed: number): Promise<void> {
  const { scheduler, desks } = sim;
  if (seed % 3 === 0) await scheduler.runTo(scheduler.now() + LATEST_DOUBLE);
  if (seed % 2 === 0) {
    for (const desk of desks) await desk.act();
    await untilQuiet(sim);
  }
}

async function through(sim: Sim, plan: Plan, seed: number): Promise<number> {
  const { scheduler, problems } = sim;
  await everybodyJoins(sim, true);
  work(sim, plan);
  await scheduler.runTo(scheduler.now() + plan.spanMs, () => problems.length > 0);
  if (problems.length > 0) return 0;
  heal(sim);
  await scheduler.settle();
  const quietMs = await untilQuiet(sim);
  await afterwards(sim, seed);
  problems.push(...(await finalProblems(sim)));
  return quietMs;
}

/** Runs a seed from its beginning to its end. */
export async function runSeed(seed: number, options: SeedOptions): Promise<SeedReport> {
  const start = performance.now();
  const { templates, twist = {} } = options;
  const chance = chanceOf(`seed ${seed}`);
  const plan = planOf(chance.of('plan'));
  const sim = buildSim({ templates, twist, chance, desks: plan.desks });
  const { scheduler, trace, problems, ledger } = sim;
  let quietMs = 0;
  try {
    quietMs = await through(sim, plan, seed);
  } catch (error) {
    problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  const { seq: rows } = await sim.service.store().reads.head();
  if (problems.length > 0) await options.look?.(sim);
  await endSim(sim);
  const tail = problems.length > 0 || options.verbose ? trace.lines() : [];
  return {
    seed,
    problems,
    digest: trace.digest(),
    tail: options.verbose ? [...tail] : tail.slice(-TAIL),
    events: scheduler.events(),
    accepted: ledger.accepted,
    refused: ledger.refused,
    rows,
    quietMs,
    realMs: performance.now() - start,
  };
}
