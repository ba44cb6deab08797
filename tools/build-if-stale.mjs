// Builds when out/ is missing or older than what it is made of; otherwise takes a few milliseconds.

import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const results = [
  'out/main/loopback.js',
  'out/main/index.js',
  'out/main/central.js',
  'out/main/readers.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/reader/index.html',
];
const sources = [
  'src',
  'migrations',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'vite.reader.config.ts',
];

/** As `npm run build`: the desk and the service, then the readers' page. */
const builders = [
  ['electron-vite/bin/electron-vite.js', 'build'],
  ['vite/bin/vite.js', 'build', '--config', 'vite.reader.config.ts'],
];

function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/** The newest change below a path; tests do not count. */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return /\.test\.ts$|components\.d\.ts$/u.test(path) ? 0 : stat.mtimeMs;
  const inside = readdirSync(path).map((name) => newest(join(path, name)));
  return Math.max(stat.mtimeMs, ...inside);
}

function isFresh() {
  const made = results.map((name) => timeOf(join(root, name)));
  if (made.includes(undefined)) return false;
  return Math.max(...sources.map((name) => newest(join(root, name)))) <= Math.min(...made);
}

/** Builds if need be; false when the build failed, which has then said why. */
export function buildIfStale() {
  if (isFresh()) return true;
  console.log('Building the desk (a few seconds, once)…');
  return builders.every(([program, ...words]) => {
    const all = [join(root, 'node_modules', program), ...words, '--logLevel', 'warn'];
    return spawnSync(process.execPath, all, { cwd: root, stdio: 'inherit' }).status === 0;
  });
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url) && !buildIfStale())
  process.exit(1);
