// `npm run faults`: the fault programme as a table; every failure says how to see it again. `-- --help` says the rest.

import { parseArgs } from 'node:util';
import { BUGS, bugNamed } from './bugs/all-bugs.ts';
import { caught, MOST_SEEDS, PROGRAMME } from './programme.ts';
import type { FaultTest } from './programme.ts';
import { lineOf, reported, toldOf } from './report.ts';
import type { Report } from './report.ts';
import { simulation, traced } from './simulation.ts';

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: text,
    seeds: text,
    seconds: text,
    bug: text,
    kills: text,
    flips: text,
    runs: text,
    fuzz: text,
    times: text,
    trace: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  },
});
const given: Record<string, string | boolean | undefined> = values;

function help(): string {
  const tests = PROGRAMME.map(({ name, what, usual, unit, option }) => {
    const many = name === 'bugs' ? `${usual} seeds each` : `${usual} ${unit}`;
    const more = option === null ? '' : ` (${many}; --${option} N)`;
    return `  ${name.padEnd(12)}${what}${more}`;
  });
  return `npm run faults -- [NAME …] [options]

${tests.join('\n')}

  --seed N     begin with another seed; alone: one seed of the simulation
  --seconds S  as many seeds of the simulation as fit
  --bug NAME   hunt one planted bug: ${BUGS.map(({ name }) => name).join(', ')}
  --trace      with --seed, and --bug: print all that happens in it`;
}

function complain(sentence: string): void {
  console.error(`${sentence} npm run faults -- --help lists what there is.`);
  process.exitCode = 2;
}

function manyOf({ option, usual, name }: FaultTest): number {
  const said = option === null ? undefined : given[option];
  if (said !== undefined) return Number(said);
  return name === 'simulation' && values.seed !== undefined ? 1 : usual;
}

function show(report: Report): void {
  console.log(lineOf(report));
  if (report.failures.length === 0) return;
  console.log(toldOf(report));
  process.exitCode = 1;
}

async function one(test: FaultTest): Promise<Report> {
  const seed = Number(values.seed ?? 1);
  const seconds = Number(values.seconds ?? 0);
  const many = manyOf(test);
  return reported(test, () =>
    test.name === 'simulation'
      ? simulation({ from: seed, seeds: many, seconds })
      : test.run({ many, seed }),
  );
}

async function huntOne(name: string): Promise<Report> {
  const { what } = bugNamed(name);
  return reported({ name: 'bugs', what: `${name}: ${what}`, unit: 'seeds' }, async () => {
    const most = Number(values.seeds ?? MOST_SEEDS);
    const { by, problem, tried } = await caught(name, Number(values.seed ?? 1), most);
    const failures =
      by === null ? [{ text: 'not caught', replay: `npm run faults -- --bug ${name}` }] : [];
    return { count: tried, failures, note: `${by ?? ''}: ${problem}` };
  });
}

async function main(): Promise<void> {
  const words = new Set(['bug', 'trace', 'help']);
  const [wrong] = Object.entries(given).filter(
    ([name, value]) => !words.has(name) && !/^\d+$/u.test(String(value)),
  );
  if (wrong) return complain(`--${wrong[0]} wants a number, not "${String(wrong[1])}".`);
  if (values.bug !== undefined && !BUGS.some(({ name }) => name === values.bug)) {
    return complain(`There is no bug "${values.bug}".`);
  }
  if (values.help === true) return console.log(help());
  if (values.trace === true) return console.log(await traced(Number(values.seed ?? 1), values.bug));
  if (values.bug !== undefined) return show(await huntOne(values.bug));
  const alone = values.seed !== undefined || values.seeds !== undefined;
  const names = positionals.length > 0 ? positionals : alone ? ['simulation'] : null;
  const unknown = names?.find((name) => !PROGRAMME.some((test) => test.name === name));
  if (unknown !== undefined) return complain(`There is no test "${unknown}".`);
  for (const test of PROGRAMME) {
    if (names === null || names.includes(test.name)) show(await one(test));
  }
}

await main();
// Workers and servers of a test that failed may still run.
process.exit();
