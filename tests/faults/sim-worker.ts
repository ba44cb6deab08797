// Runs seeds of the simulation in a process of its own: a piece is a range of seeds and the name of a planted bug.

import { exit } from 'node:process';
import { runSeed } from '../support/sim/run-seed.ts';
import type { SeedReport } from '../support/sim/run-seed.ts';
import { makeTemplates } from '../support/sim/templates.ts';
import { bugNamed } from './bugs/all-bugs.ts';

/** What a worker is asked for. */
export interface SeedRange {
  from: number;
  to: number;
  bug: string | null;
}

const templates = await makeTemplates();

async function work({ from, to, bug }: SeedRange): Promise<SeedReport[]> {
  const reports: SeedReport[] = [];
  for (let seed = from; seed <= to; seed += 1) {
    const planted = bug === null ? {} : { twist: bugNamed(bug).twist(seed) };
    const report = await runSeed(seed, { templates, ...planted });
    reports.push(report);
    if (bug !== null && report.problems.length > 0) break;
  }
  return reports;
}

process.on('message', (range: SeedRange) => {
  void work(range).then((reports) => process.send?.(reports));
});
process.on('disconnect', () => exit());
