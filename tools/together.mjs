// The library's service, a desk that joins it and a gentle flow of readers' requests, started with one command.

import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { root } from './ready.mjs';
import { endWith, startChild } from './run-child.mjs';

const built = (name) => join(root, `out/main/${name}.js`);
const USUAL_PORT = 4180;
/** Of the demonstration. */
const FIRST_CAMPUS = 'N';
/** Signs that cannot be taken for each other. */
const CODE_SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A word's value on the command line, `--name VALUE` or `--name=VALUE`. */
function valueOf(words, name) {
  const at = words.indexOf(name);
  if (at >= 0) return words[at + 1];
  return words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
}

function isFree(port) {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(false));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(true)));
  });
}

function freePort() {
  return new Promise((answer) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => answer(port));
    });
  });
}

async function isOurs(port) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/versions`, {
      signal: AbortSignal.timeout(2000),
    });
    return answer.ok && 'protocol' in (await answer.json());
  } catch {
    return false;
  }
}

/** The port that desks of this folder's service know; the service keeps it there, since they remember its address. */
async function portOf(folder) {
  const file = join(folder, 'port');
  const kept = (() => {
    try {
      return Number(readFileSync(file, 'utf8'));
    } catch {
      return 0;
    }
  })();
  if (kept > 0) return kept;
  return (await isFree(USUAL_PORT)) ? USUAL_PORT : freePort();
}

/** A code for this desk, of the service that runs on the folder already; undefined where there is none to be had. */
function codeOf(folder) {
  const words = [built('central'), '--data', folder, '--enroll-code', FIRST_CAMPUS];
  const { stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  return /: (\S+)$/mu.exec(stdout)?.[1];
}

const newCode = () =>
  Array.from({ length: 8 }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join('');

/** Starts all three; `desk` is the program and first words of the desk, `words` what was said on the command line. */
export async function startTogether(desk, words) {
  const profile = valueOf(words, '--profile');
  const folder = profile === undefined ? join(root, '.central') : `${resolve(profile)}.central`;
  const [program, ...first] = desk;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // The desk's own folder lies beside it and cannot be used either: the desk says so in a sentence.
    return endWith(startChild(program, [...first, ...words]));
  }
  const port = await portOf(folder);
  const address = `http://127.0.0.1:${port}`;
  const others = [];
  const runs = await isOurs(port);
  // A service that is started here says it by itself.
  if (runs) console.log(`The service runs already; readers' page: ${address}/m`);
  const code = (runs ? codeOf(folder) : undefined) ?? newCode();
  if (!runs) {
    const kind = ['--seed', '--scale'].flatMap((name) => {
      const value = valueOf(words, name);
      return value === undefined ? [] : [name, value];
    });
    const service = startChild(
      process.execPath,
      [
        built('central'),
        '--data',
        folder,
        '--port',
        String(port),
        '--demo',
        ...kind,
        '--first-code',
        code,
        '--log-level',
        'warn',
      ],
      { stdin: 'ignore' },
    );
    let ending = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (ending = true));
    service.on('exit', () => {
      if (!ending) console.error('The service has ended; the desk works on without it.');
    });
    others.push(service);
  }
  others.push(
    startChild(process.execPath, [built('readers'), '--address', address, '--wait'], {
      stdin: 'ignore',
    }),
  );
  endWith(startChild(program, [...first, ...words, '--join', address, '--code', code]), others);
}
