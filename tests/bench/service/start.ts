// The first command of the README on a fresh profile: service, desk and readers together, until the desk listens.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { waitFor } from '../../support/desk.ts';
import { report } from '../table.ts';
import { runChild } from './process.ts';

const LISTENS = /^Open (http\S+)\n/mu;
const START = resolve(import.meta.dirname, '../../../tools/start.mjs');

/** Measures it. */
export async function measureStart(): Promise<void> {
  const own = mkdtempSync(join(tmpdir(), 'shutai-start-'));
  const began = performance.now();
  const run = runChild([START, '--no-open', '--profile', join(own, 'desk')]);
  await waitFor(run, LISTENS);
  const took = (performance.now() - began) / 1000;
  report('npm start: service, desk and readers on a fresh profile', took, 's', 15);
  run.child.kill('SIGTERM');
  await run.ended;
  rmSync(own, { recursive: true, force: true });
}
