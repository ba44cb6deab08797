// `npm start`: checks Node, builds if need be, and starts the desk in Electron or in the machine's browser.

import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const WANTED_NODE = 24;

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Electron's program, when its separate download is there. Importing the package would try to fetch it. */
function electronRuntime() {
  const folder = join(root, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}

/** Runs the desk in this terminal and ends as it ends. */
function run(program, words) {
  const child = spawn(program, words, { cwd: process.cwd(), stdio: 'inherit' });
  // Ctrl+C reaches the child by the terminal; this process waits for it. What is sent to us alone is passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  child.on('error', (error) => stop(`${program} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

// Node 20 would end in better-sqlite3 without a word.
if (Number(process.versions.node.split('.')[0]) < WANTED_NODE) {
  stop(
    `Shutai needs Node ${WANTED_NODE}; this is ${process.version}. On Linux run "npm ci" and then "npm start": that brings its own Node. Elsewhere install Node ${WANTED_NODE}.`,
  );
}
if (!existsSync(join(root, 'node_modules/electron-vite'))) stop('Run "npm ci" first.');

const { buildIfStale } = await import('./build-if-stale.mjs');
if (!buildIfStale()) stop('The build failed.');

const words = process.argv.slice(2);
const electron = electronRuntime();
if (electron === undefined) {
  console.log("Electron's runtime is not installed: the desk opens in this machine's browser.");
  run(process.execPath, [join(root, 'out/main/loopback.js'), ...words]);
} else {
  run(electron, [root, ...words]);
}
