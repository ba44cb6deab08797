// A central service and desks that join it, each a built program of its own, and a reader at a telephone.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ensureBuilt, runNode, waitFor } from './desk.ts';

const root = resolve(import.meta.dirname, '../..');
const built = (name: string) => join(root, `out/main/${name}.js`);
const FIRST_CODE = 'TEST2345';

/** A service that runs, may be killed, and starts again on the same library and port. */
export interface RunningService {
  address: string;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** A code for one more desk, by the code of a campus (`S`). */
  code(campus: string): Promise<string>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts the service of a demonstration library in a folder of its own; `options` are more words of its command line. */
export async function startService(...options: string[]) {
  ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'shutai-central-'));
  const port = await freePort();
  const own = ['--data', folder, '--port', String(port), '--demo', '--log-level', 'warn'];
  const words = [...own, ...options];
  let run: ReturnType<typeof runNode> | null = null;
  const start = async (...more: string[]) => {
    run = runNode([built('central'), ...words, ...more]);
    await waitFor(run, /^ {2}(http\S+)/mu);
  };
  const kill = async () => {
    run?.child.kill('SIGKILL');
    await run?.ended;
  };
  await start('--first-code', FIRST_CODE);
  const service: RunningService = {
    address: `http://127.0.0.1:${port}`,
    kill,
    start: () => start(),
    async code(campus) {
      const asked = runNode([built('central'), '--data', folder, '--enroll-code', campus]);
      return waitFor(asked, /: ([A-Z2-9]{5}-[A-Z2-9]{5})/u);
    },
  };
  return {
    ...service,
    firstCode: FIRST_CODE,
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a desk that joins; gives a launch address. */
export async function startJoined(service: RunningService, code: string, name: string) {
  const profile = mkdtempSync(join(tmpdir(), 'shutai-joined-'));
  const words = ['--no-open', '--profile', profile, '--join', service.address];
  const run = runNode([built('loopback'), ...words, '--code', code, '--name', name]);
  await waitFor(run, /(has joined)/u);
  return {
    url: await waitFor(run, /^Open (http\S+)\n/mu),
    async stop() {
      run.child.kill('SIGKILL');
      await run.ended;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

type Json = Record<string, unknown>;

/** A reader of the demonstration with a telephone: card and the PIN that its last digits are. */
export async function readerAt(address: string, card: string) {
  const call = async (method: string, path: string, token: string | null, body?: Json) => {
    const answer = await fetch(`${address}/v1/reader${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Json;
  };
  const pin = card.slice(-6);
  const { token } = (await call('POST', '/session', null, { card, pin })) as { token: string };
  return {
    get: (path: string) => call('GET', path, token),
    post: (path: string, body: Json) => call('POST', path, token, body),
  };
}
