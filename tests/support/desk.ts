// Starts the built desk as a person would, on a profile of its own, and stops it.
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { copyMade } from './demo-copy.ts';

const root = resolve(import.meta.dirname, '../..');

/** Builds the product when out/ is missing or older than the sources. */
export function ensureBuilt(): void {
  execFileSync(process.execPath, [join(root, 'tools/build-if-stale.mjs')], { stdio: 'inherit' });
}

/** How a desk is started. */
export interface DeskOptions {
  /** A folder to use and keep; otherwise a fresh one that goes with the desk. */
  profile?: string;
  empty?: boolean;
  scale?: number;
  seed?: number;
  port?: number;
}

/** A desk that runs on the loopback host. */
export interface StartedDesk {
  /** A launch address; it opens once. */
  url: string;
  profile: string;
  /** The process, for tests that kill it. */
  process: ChildProcess;
  /** Everything printed so far. */
  printed(): string;
  /** A fresh launch address, as Enter in the terminal prints it. */
  freshUrl(): Promise<string>;
  /** Ends it as Ctrl+C would. */
  stop(): Promise<void>;
}

/** The words on the command line for a desk. */
export function wordsOf(options: DeskOptions, profile: string): string[] {
  const words = ['--no-open', '--profile', profile];
  if (options.empty) words.push('--empty');
  for (const name of ['scale', 'seed', 'port'] as const) {
    const value = options[name];
    if (value !== undefined) words.push(`--${name}`, String(value));
  }
  return words;
}

/** A folder for a profile and how to be rid of it. */
export function profileFor(options: DeskOptions): { profile: string; forget(): void } {
  if (options.profile !== undefined) return { profile: options.profile, forget: () => {} };
  const profile = mkdtempSync(join(tmpdir(), 'shutai-profile-'));
  return { profile, forget: () => rmSync(profile, { recursive: true, force: true }) };
}

/** Runs a program of this repository and collects what it prints. */
export function runNode(words: readonly string[]) {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { ...process.env, SHUTAI_CHECK: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += String(part)));
  child.stderr.on('data', (part: Buffer) => (text += String(part)));
  const ended = new Promise<number | null>((done) => child.on('exit', (code) => done(code)));
  return { child, ended, printed: () => text };
}

/** Waits until something printed matches. @throws Error with all that was printed when the process ends first */
export async function waitFor(
  run: Pick<ReturnType<typeof runNode>, 'child' | 'ended' | 'printed'>,
  pattern: RegExp,
  from = 0,
): Promise<string> {
  let over = false;
  void run.ended.then(() => (over = true));
  for (;;) {
    const found = pattern.exec(run.printed().slice(from))?.[1];
    if (found !== undefined) return found;
    if (over) throw new Error(`The desk ended:\n${run.printed()}`);
    await new Promise((again) => setTimeout(again, 20));
  }
}

/** Puts the demonstration library into a profile's folder, as a desk would have made it there. */
export function copyDemo(profile: string): Promise<void> {
  const make = async (made: string) => (await startDesk({ profile: made })).stop();
  return copyMade('desk', make, profile);
}

const ADDRESS = /^Open (http\S+)\n/mu;

/** Starts a desk and waits until it listens. */
export async function startDesk(options: DeskOptions = {}): Promise<StartedDesk> {
  ensureBuilt();
  const { profile, forget } = profileFor(options);
  if (Object.keys(options).length === 0) await copyDemo(profile);
  const run = runNode([join(root, 'out/main/loopback.js'), ...wordsOf(options, profile)]);
  const url = await waitFor(run, ADDRESS);
  return {
    url,
    profile,
    process: run.child,
    printed: run.printed,
    async freshUrl() {
      const from = run.printed().length;
      run.child.stdin.write('\n');
      return waitFor(run, ADDRESS, from);
    },
    async stop() {
      run.child.kill('SIGINT');
      await run.ended;
      forget();
    },
  };
}
