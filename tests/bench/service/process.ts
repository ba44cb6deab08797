// The built service as a person starts it, in a process of its own, with what it costs.

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { spawn } from 'node:child_process';
import type { StorePlace } from '../../../src/central/start/arguments.ts';
import { waitFor } from '../../support/desk.ts';

const root = resolve(import.meta.dirname, '../../..');
/** Ticks of a second in which Linux counts the time of processes. */
const TICKS = 100;

/** Resident memory of a process in MB. */
export function rssMegabytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/mu.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) / 1024;
}

/** Seconds of a processor that a process has used, in its own code and in the kernel's. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Starts a program under this Node and collects what it prints; its standard input stays open. */
export function runChild(words: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += String(part)));
  child.stderr.on('data', (part: Buffer) => (text += String(part)));
  const ended = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
  return { child, pid: child.pid ?? 0, ended, printed: () => text };
}

/** A service that runs. */
export interface RunningService {
  address: string;
  place: StorePlace;
  pid: number;
  /** Ends it as a terminal would. */
  stop(): Promise<void>;
}

const LISTENS = /^\s+(http:\/\/\S+)$/mu;

/** Where node's own switches for a profile may be handed in: `SHUTAI_BENCH_NODE="--cpu-prof --cpu-prof-dir=…"`. */
function nodeWords(): string[] {
  return (process.env['SHUTAI_BENCH_NODE'] ?? '').split(' ').filter((word) => word !== '');
}

/** Starts it over a store; a new one gets the demonstration of that scale. */
export async function startService(place: StorePlace, scale = 1): Promise<RunningService> {
  const words = ['--port', '0', '--demo', '--scale', String(scale), '--log-level', 'warn'];
  const [more, env] =
    place.kind === 'sqlite' ? [['--data', place.folder], {}] : [[], { DATABASE_URL: place.url }];
  const program = join(root, 'out/main/central.js');
  const run = runChild([...nodeWords(), program, ...words, ...more], env);
  const address = await waitFor(run, LISTENS);
  return {
    address,
    place,
    pid: run.pid,
    async stop() {
      run.child.kill('SIGINT');
      await run.ended;
    },
  };
}
