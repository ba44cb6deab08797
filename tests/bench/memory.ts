// What an idle desk core takes: resident memory of the loopback host's process on Linux.
import { readFileSync } from 'node:fs';
import { runNode, startDesk, waitFor } from '../support/desk.ts';
import { report } from './table.ts';

const QUIET_MS = 8000;

function rssMegabytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) / 1024;
}

/** Measures the memory of a desk that was opened and left alone. */
export async function measureMemory(profile: string): Promise<void> {
  const desk = await startDesk({ profile });
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  const megabytes = rssMegabytes(desk.process.pid ?? 0);
  await desk.stop();
  report('idle memory of the desk core (RSS)', megabytes, 'MB', 200, {
    what: 'a bare Node with better-sqlite3',
    value: await bareNode(),
  });
}

/** Resident memory of a Node that has only loaded SQLite. */
async function bareNode(): Promise<number> {
  const run = runNode([
    '-e',
    "require('better-sqlite3')(':memory:'); console.log('ready go'); setTimeout(() => {}, 60000)",
  ]);
  await waitFor(run, /ready (go)/u);
  const megabytes = rssMegabytes(run.child.pid ?? 0);
  run.child.kill();
  return megabytes;
}
