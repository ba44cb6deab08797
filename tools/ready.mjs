// What every program of this checkout needs before it starts: the right Node, the packages, a fresh build.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = resolve(fileURLToPath(import.meta.url), '../..');
const WANTED_NODE = 24;

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Path of a built program, once all is well; ends this process with a sentence when it is not. */
export async function builtProgram(name) {
  // Node 20 would end in better-sqlite3 without a word.
  if (Number(process.versions.node.split('.')[0]) < WANTED_NODE) {
    stop(
      `Shutai needs Node ${WANTED_NODE}; this is ${process.version}. On Linux run "npm ci" and then "npm start": that brings its own Node. Elsewhere install Node ${WANTED_NODE}.`,
    );
  }
  if (!existsSync(join(root, 'node_modules/electron-vite'))) stop('Run "npm ci" first.');
  const { buildIfStale } = await import('./build-if-stale.mjs');
  if (!buildIfStale()) stop('The build failed.');
  return join(root, `out/main/${name}.js`);
}

/** What was said on the command line. */
export const words = process.argv.slice(2).filter((word) => word !== '--');
