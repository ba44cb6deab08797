// `npm start`: service, desk and readers together, or with `--alone`, `--empty` or `--join` the desk only.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtProgram, root, words } from './ready.mjs';
import { endWith, startChild } from './run-child.mjs';
import { startTogether } from './together.mjs';

/** Said by whoever wants the desk alone, or at a service that runs elsewhere. */
const DESK_ONLY = ['--alone', '--empty', '--join', '--help'];

/** Electron's program, when its separate download is there. Importing the package would try to fetch it. */
function electronRuntime() {
  const folder = join(root, 'node_modules/electron');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const program = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}

const loopback = await builtProgram('loopback');
const electron = electronRuntime();
if (electron === undefined) {
  console.log("Electron's runtime is not installed: the desk opens in this machine's browser.");
}
const desk = electron === undefined ? [process.execPath, loopback] : [electron, root];
if (words.some((word) => DESK_ONLY.includes(word.split('=')[0]))) {
  const [program, ...first] = desk;
  endWith(startChild(program, [...first, ...words.filter((word) => word !== '--alone')]));
} else {
  await startTogether(desk, words);
}
