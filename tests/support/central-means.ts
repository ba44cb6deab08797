// The service's command line inside a test: the model library in a folder, lines kept instead of printed.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readServiceStart } from '../../src/central/start/arguments.ts';
import { run } from '../../src/central/start/run.ts';
import type { Means } from '../../src/central/start/serve.ts';
import { uuidv7 } from '../../src/shared/lib/ids.ts';
import { millis } from '../../src/shared/lib/time.ts';
import { chanceOf } from './central-auth.ts';
import { realTimers } from './central-http.ts';
import { testClock } from './desk-core.ts';
import { modelBase } from './model-base.ts';

/** A folder of its own that is gone when the test is over. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'shutai-central-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A terminal on a folder. */
export function terminal(folder = ownFolder()) {
  const printed: string[] = [];
  const logged: string[] = [];
  const clock = testClock();
  const chance = chanceOf(folder);
  const base = modelBase();
  const means: Means = {
    program: '0.0.0',
    clock,
    timers: realTimers,
    newId: () => uuidv7(millis(clock.now()), chance.random(10)),
    ...chance,
    makeDemo: ({ seed = 1, scale = 1 }) => ({
      version: 1,
      seed,
      scale,
      start: clock.now(),
      baseText: `model/${seed}/${scale}`,
      cardKey: base.cardKey ?? '',
      password: base.demo?.password ?? '',
      verifier: base.demo?.verifier ?? '',
      rows: base.rows,
    }),
    print: (line) => void printed.push(line),
    log: (line) => void logged.push(line),
    logTo: { write: (line) => void logged.push(line) },
  };
  const start = async (line: string) => {
    const read = readServiceStart(line.split(' '), {}, folder);
    if (!read) throw new Error('help was asked for');
    return run(read, means);
  };
  return {
    folder,
    printed,
    logged,
    clock,
    /** Runs a command that ends by itself; gives its exit code. */
    async once(line: string): Promise<number> {
      const outcome = await start(line);
      if ('code' in outcome) return outcome.code;
      await outcome.running.stop();
      throw new Error('it serves');
    },
    /** Runs a command that serves until the test is over. */
    async serving(line: string) {
      const outcome = await start(`${line} --port 0`);
      if (!('running' in outcome)) throw new Error('it does not serve');
      let stopped = false;
      const stop = async () => {
        if (stopped) return;
        stopped = true;
        await outcome.running.stop();
      };
      onTestFinished(stop);
      return { ...outcome.running, stop };
    },
  };
}
