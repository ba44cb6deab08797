// The loopback host's program: the desk without Electron, in the machine's own browser.

import { join } from 'node:path';
import { demoLibrary } from '../../demo/library.ts';
import { USAGE, readArguments } from '../host/arguments.ts';
import { faultSentence } from '../host/fault-sentence.ts';
import { openDesk } from '../host/open-desk.ts';
import { readPageFiles } from '../../node/page-files.ts';
import { runHost } from './host.ts';
import type { RunningHost } from './host.ts';
import { openBrowser } from './open-browser.ts';

function stop(host: RunningHost): void {
  void host.close().finally(() => process.exit(0));
}

async function main(out: string): Promise<void> {
  const words = process.argv.slice(2).filter((word) => word !== '--');
  const start = readArguments(words, process.cwd());
  if (start.help) return console.log(USAGE);
  const host = await runHost(start, {
    files: readPageFiles(join(out, '../renderer')),
    checkout: join(out, '../..'),
    pid: process.pid,
    print: (line) => console.log(line),
    openDesk: (what, progress) => openDesk(what, demoLibrary, progress),
    openBrowser,
  });
  if (host === undefined) return undefined;
  process.once('SIGINT', () => stop(host));
  process.once('SIGTERM', () => stop(host));
  process.stdin.on('data', () => host.refresh());
  return undefined;
}

/** Runs it as the command line says; `out` is the folder of the built program. */
export function runProgram(out: string): void {
  main(out).catch((error: unknown) => {
    console.error(faultSentence(error));
    process.exit(1);
  });
}
