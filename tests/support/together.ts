// A central service and desks that have joined it, each a built program of its own, and a reader at a telephone.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openOutbox } from '../../src/main/desk/db/open.ts';
import { keptOf } from '../../src/main/desk/outbox/kept.ts';
import type { Kept } from '../../src/main/desk/outbox/kept.ts';
import { joinedOf, keepJoined } from '../../src/main/desk/profile/joined.ts';
import { copyMade } from './demo-copy.ts';
import { copyDemo, ensureBuilt, runNode, waitFor } from './desk.ts';
import { freePort } from './free-port.ts';
import { ownDesk } from './own-desk.ts';

const root = resolve(import.meta.dirname, '../..');
const built = (name: string) => join(root, `out/main/${name}.js`);
const FIRST_CODE = 'TEST2345';

/** Desks that the service of a test knows, with the code of their campus. */
const DESKS = { 'North-1': 'N', 'South-1': 'S' } as const;
type DeskName = keyof typeof DESKS;

/** A service that runs, may be killed, and starts again on the same library and port. */
export interface RunningService {
  address: string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** The service over the library in a folder, not yet started. */
async function serviceOver(folder: string, options: readonly string[]) {
  const port = await freePort();
  const own = ['--data', folder, '--port', String(port), '--demo', '--log-level', 'warn'];
  let run: ReturnType<typeof runNode> | null = null;
  const end = async (signal: NodeJS.Signals) => {
    run?.child.kill(signal);
    await run?.ended;
  };
  return {
    address: `http://127.0.0.1:${port}`,
    async start(...more: string[]) {
      run = runNode([built('central'), ...own, ...options, ...more]);
      await waitFor(run, /^ {2}(http\S+)/mu);
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    /** A code for one more desk. */
    async code(campus: string) {
      const asked = runNode([built('central'), '--data', folder, '--enroll-code', campus]);
      return waitFor(asked, /: ([A-Z2-9]{5}-[A-Z2-9]{5})/u);
    },
  };
}

/** Changes what the desk of a profile keeps, as long as it does not run. */
function withKept(profile: string, change: (kept: Kept) => void): void {
  const db = openOutbox(join(profile, 'outbox.db'));
  change(keptOf(db));
  db.close();
}

/** Lets it know that its service is to be found at another address. */
function moveTo(address: string): (kept: Kept) => void {
  return (kept) => {
    const joined = joinedOf(kept);
    if (joined === null) throw new Error('the desk has not joined');
    const [deskId = '', cardKey = ''] = ['deskId', 'cardKey'].map((name) =>
      String(kept.get('desk', '', name)),
    );
    keepJoined(kept, { ...joined, address }, { deskId, cardKey });
  };
}

/** The demonstration library at a service, and what the desks hold that have joined it. */
async function makeTogether(folder: string): Promise<void> {
  const service = await serviceOver(join(folder, 'service'), []);
  await service.start('--first-code', FIRST_CODE);
  const { address } = service;
  for (const [name, campus] of Object.entries(DESKS)) {
    const profile = join(folder, name);
    await copyDemo(profile);
    // Another desk than the one that was copied: it is given a number of its own.
    withKept(profile, (kept) => kept.remove('desk', '', 'deskId'));
    const desk = await ownDesk(profile, { address, code: await service.code(campus), name });
    await desk.live();
    await desk.close();
  }
  await service.stop();
}

/** Starts the service of a demonstration library in a folder of its own; `options` are more words of its command line. */
export async function startService(...options: string[]) {
  ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'shutai-central-'));
  await copyMade('together', makeTogether, folder, 'service');
  const { address, start, kill } = await serviceOver(folder, options);
  await start();
  const service: RunningService = { address, kill, start: () => start() };
  return {
    ...service,
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The profile of a desk that has joined, and how to be rid of it. */
export async function joinedProfile({ address }: RunningService, name: DeskName) {
  const profile = mkdtempSync(join(tmpdir(), 'shutai-joined-'));
  await copyMade('together', makeTogether, profile, name);
  withKept(profile, moveTo(address));
  return { profile, forget: () => rmSync(profile, { recursive: true, force: true }) };
}

/** Starts a desk that has joined; gives a launch address. */
export async function startJoined(service: RunningService, name: DeskName) {
  const { profile, forget } = await joinedProfile(service, name);
  const run = runNode([built('loopback'), '--no-open', '--profile', profile]);
  return {
    url: await waitFor(run, /^Open (http\S+)\n/mu),
    async stop() {
      run.child.kill('SIGKILL');
      await run.ended;
      forget();
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
