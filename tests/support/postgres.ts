// A real PostgreSQL for tests and benchmarks: its own folder, its own port, gone when whoever started it is gone.
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { programs, reachableTemp } from './postgres-programs.ts';
import type { Programs } from './postgres-programs.ts';

/** A running server. */
export interface Postgres {
  /** Address of a new, empty database. */
  newDatabase(): Promise<string>;
  /** Stops the server at once and starts it again on the same port with the same databases. */
  restart(): Promise<void>;
  /** Stops it without removing anything; `start` goes on. */
  pause(): Promise<void>;
  start(): Promise<void>;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
}

/** Where the server of a whole test run tells its address (`postgres-setup.ts`). */
const SHARED = 'SHUTAI_TEST_POSTGRES';
const READY = 'database system is ready to accept connections';
/** Order of words as a Chinese library's machine may have it, so that no query leans on the server's. */
const SHAPE = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=icu',
  '--icu-locale=zh-Hans',
  '--auth=scram-sha-256',
  '--username=shutai',
  '--no-sync',
];
/**
 * Runs the server until the pipe from its starter closes, as it does when that one is killed; then the folder goes too,
 * unless the word `keep` came first.
 */
const GUARD = `
folder=$1; shift
exec 3<&0
"$@" </dev/null &
server=$!
read word <&3
kill -INT $server
wait $server
[ "$word" = keep ] || rm -rf "$folder"
`;

/** A folder with an empty cluster that the server's user owns. */
function makeCluster({ initdb, as }: Programs, password: string): string {
  const folder = mkdtempSync(join(reachableTemp(as), 'shutai-pg-'));
  const secret = join(folder, 'password');
  writeFileSync(secret, password, { mode: 0o600 });
  chmodSync(folder, 0o755);
  if (as.uid !== undefined && as.gid !== undefined) {
    for (const each of [folder, secret]) chownSync(each, as.uid, as.gid);
  }
  const args = [`--pgdata=${join(folder, 'data')}`, `--pwfile=${secret}`, ...SHAPE];
  const made = spawnSync(initdb, args, { ...as, cwd: folder, encoding: 'utf8' });
  rmSync(secret);
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    const said = made.error?.message ?? made.stderr.trim();
    throw new Error(`initdb did not make a database folder: ${said}`);
  }
  return folder;
}

function serverCommand(folder: string, program: string, port: number): [string, string[]] {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'log_min_messages=warning',
  ];
  const args = ['-D', join(folder, 'data'), '-p', String(port)];
  for (const each of settings) args.push('-c', each);
  if (process.platform === 'win32') return [program, args];
  return ['/bin/sh', ['-c', GUARD, 'sh', folder, program, ...args]];
}

/** Waits until the server accepts connections; what it said otherwise goes into the error. */
function untilReady(child: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4000);
      if (said.includes(READY)) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the server did not start: ${said.trim()}`)));
  });
}

function startServer(folder: string, { postgres, as }: Programs, port: number) {
  const [command, args] = serverCommand(folder, postgres, port);
  const child = spawn(command, args, { ...as, cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = (keep: boolean) => {
    if (process.platform === 'win32') child.kill();
    child.stdin?.end(keep ? 'keep\n' : '');
    return ended;
  };
  return { ready: untilReady(child), stop };
}

async function createDatabase(url: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

async function begin(): Promise<Postgres & { url: string }> {
  const made = programs();
  const password = randomBytes(12).toString('hex');
  const folder = makeCluster(made, password);
  const port = await freePort();
  let running = startServer(folder, made, port);
  await running.ready;
  const url = `postgres://shutai:${password}@127.0.0.1:${port}/postgres`;
  const start = async () => {
    running = startServer(folder, made, port);
    await running.ready;
  };
  const pause = () => running.stop(true);
  return {
    url,
    newDatabase: () => createDatabase(url),
    pause,
    start,
    restart: async () => {
      await pause();
      await start();
    },
    stop: async () => {
      await running.stop(false);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Starts a server of its own.
 * @throws Error that says what to do when it does not start; no test is skipped for want of it
 */
export async function startPostgres(): Promise<Postgres & { url: string }> {
  try {
    return await begin();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `PostgreSQL for the tests does not start on this machine: ${reason}\n` +
        'It comes with "npm ci"; it needs a user that is not root (as root: one named postgres or nobody), ' +
        'a temporary folder with 200 MB (TMPDIR), and a free port on 127.0.0.1.',
      { cause: error },
    );
  }
}

/** Starts the server that all tests of a run share; gives what stops it. */
export async function sharePostgres(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  process.env[SHARED] = server.url;
  return () => server.stop();
}

/** A new database on the run's server, or on one of its own where there is none; `drop` when done. */
export async function freshDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const shared = process.env[SHARED];
  if (shared !== undefined) return { url: await createDatabase(shared), drop: async () => {} };
  const server = await startPostgres();
  return { url: await server.newDatabase(), drop: server.stop };
}
