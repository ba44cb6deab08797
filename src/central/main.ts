// The central service's entry: real clock, timers and randomness, this terminal, and the signals that end it.

import { randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import { demoLibrary } from '../demo/library.ts';
import { uuidv7 } from '../shared/lib/ids.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { redact, toldError } from './http/redact.ts';
import { USAGE, readServiceStart } from './start/arguments.ts';
import { run, startSentence } from './start/run.ts';
import type { Means, Running } from './start/serve.ts';

/** Letters and digits that cannot be taken for each other when read aloud or typed. */
const CODE_SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

function log(line: string): void {
  const time = new Date().toISOString();
  process.stderr.write(`${JSON.stringify({ level: 40, time, msg: redact(line) })}\n`);
}

const means: Means = {
  program: packageJson.version,
  clock: { now: () => new Date().toISOString() },
  timers: {
    after(ms, then) {
      const timer = setTimeout(then, ms);
      return () => clearTimeout(timer);
    },
  },
  newId: () => uuidv7(Date.now(), randomBytes(10)),
  random: randomBytes,
  newCode: (length) =>
    Array.from({ length }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join(''),
  makeDemo: demoLibrary,
  // Beside `out/main`, where this program lies once it is built.
  pageFolder: join(import.meta.dirname, '../reader'),
  print,
  log,
  logTo: process.stderr,
};

/** A bug that nobody caught: the process ends, and what started it starts it again; the store is whole. */
function die(error: unknown): void {
  log(`bug: ${JSON.stringify(toldError(error))}`);
  process.exit(1);
}

function stopOn(signal: NodeJS.Signals, running: Running): void {
  process.once(signal, () => {
    print('Stopping: what is under way is finished…');
    running.stop().then(() => process.exit(0), die);
  });
}

async function main(): Promise<void> {
  const words = process.argv.slice(2).filter((word) => word !== '--');
  const start = readServiceStart(words, process.env, process.cwd());
  if (start === null) return print(USAGE);
  const outcome = await run(start, means);
  if ('code' in outcome) return process.exit(outcome.code);
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) stopOn(signal, outcome.running);
  return undefined;
}

main().catch((error: unknown) => {
  process.stderr.write(`${startSentence(error)}\n`);
  process.exit(1);
});
