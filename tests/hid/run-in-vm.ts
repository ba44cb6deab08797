// Runs a bundled script in the small virtual machine of `../shared/hidvm`, which has virtual USB-HID devices.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { BUNDLED, bundleGuest } from './bundle.ts';
import type { PartResult } from './parts.ts';

const root = resolve(import.meta.dirname, '../..');
const RUN = resolve(root, '../shared/hidvm/run.sh');
const CACHE = process.env['HIDVM_CACHE'] ?? join(homedir(), '.cache/hidvm');
/** Seconds after which a machine that hangs is stopped. */
const LIMIT = 240;

/** @throws Error that says what is missing */
function needMachine(): void {
  if (existsSync(RUN)) return;
  throw new Error(
    'The HID tests need the folder shared/hidvm beside this repository (its run.sh starts a small virtual machine ' +
      'with virtual scanners). It is not there, so nothing was tested.',
  );
}

/** A udevd for the machine: the system's own, or Debian's package unpacked, not installed. @throws Error */
function needUdev(): void {
  if (existsSync('/lib/systemd/systemd-udevd') || existsSync(join(CACHE, 'udev/bin/udevadm')))
    return;
  mkdirSync(CACHE, { recursive: true });
  const unpack = 'apt-get download udev && dpkg -x udev_*.deb udev && rm udev_*.deb';
  try {
    execFileSync('sh', ['-c', unpack], { cwd: CACHE, stdio: 'pipe' });
  } catch (error) {
    throw new Error('The hotplug tests need a udevd, and Debian’s package udev is out of reach.', {
      cause: error,
    });
  }
}

/** What a run came to. */
export interface VmRun {
  parts: PartResult[];
  /** All that was printed. */
  output: string;
}

function run(script: string, modules: string): Promise<string> {
  const child = spawn(RUN, [join(BUNDLED, `${script}.mjs`)], {
    cwd: root,
    env: {
      ...process.env,
      HIDVM_SCANNER: 'none',
      HIDVM_MODULES: modules,
      LIMIT: String(LIMIT),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (part: Buffer) => (output += String(part)));
  child.stderr.on('data', (part: Buffer) => (output += String(part)));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', () => done(output));
  });
}

/** Runs a script of `guest/`; `modules` are loaded into the machine's kernel first. */
export async function runInVm(script: 'scanners' | 'hotplug', modules = ''): Promise<VmRun> {
  needMachine();
  if (script === 'hotplug') needUdev();
  await bundleGuest();
  const output = await run(script, modules);
  const parts = [...output.matchAll(/^PART (.+)$/gmu)].map(
    ([, line = '']) => JSON.parse(line) as PartResult,
  );
  return { parts, output };
}

/** The result of a part. @throws Error with all that was printed where it was never reached */
export function partOf({ parts, output }: VmRun, name: PartResult['name']): PartResult {
  const found = parts.find((each) => each.name === name);
  if (!found) throw new Error(`The machine never came to it:\n${output}`);
  return found;
}
