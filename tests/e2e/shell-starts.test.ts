// Starting the built desk as a person does: once, twice, after a kill, with bad words, in a folder that cannot be used.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { WebSocket } from 'ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deskContract } from '../../src/shared/desk-contract.ts';
import { DESK_HASH } from '../../src/shared/contract-hashes.ts';
import { createClient } from '../../src/shared/rpc/client.ts';
import { createPortEvents } from '../../src/shared/rpc/port-events.ts';
import { ensureBuilt, profileFor, runNode, startDesk, wordsOf } from '../support/desk.ts';
import type { StartedDesk } from '../support/desk.ts';

const root = resolve(import.meta.dirname, '../..');
const place = profileFor({});
let desk: StartedDesk;

beforeAll(async () => {
  ensureBuilt();
  desk = await startDesk({ profile: place.profile, empty: true });
});
afterAll(async () => {
  await desk.stop();
  place.forget();
});

/** Starts `npm start`'s own script and waits for its end. */
async function start(words: readonly string[]) {
  const run = runNode([join(root, 'tools/start.mjs'), ...words]);
  run.child.stdin.end();
  return { code: await run.ended, printed: run.printed() };
}

/** Signs a bare client in with a launch address. */
async function connect(address: string) {
  const entered = await fetch(address, { redirect: 'manual' });
  const cookie = String(entered.headers.get('set-cookie')).split(';')[0] ?? '';
  const { host, origin } = new URL(address);
  const socket = new WebSocket(`ws://${host}/desk`, { headers: { cookie, origin } });
  await new Promise((opened, failed) => {
    socket.once('open', opened);
    socket.once('error', failed);
  });
  const events = createPortEvents();
  socket.on('message', (data) => events.receive(JSON.parse((data as Buffer).toString())));
  socket.on('close', () => events.end());
  const port = {
    post: (message: unknown) => socket.send(JSON.stringify(message)),
    onMessage: events.onMessage,
    onClose: events.onClose,
    close: () => socket.close(),
  };
  return { client: createClient(deskContract, port, DESK_HASH), close: () => socket.terminate() };
}

describe('a started desk', () => {
  it('answers over its socket', async () => {
    const { client, close } = await connect(desk.url);
    expect(await client['session.info']({})).toMatchObject({
      needsAdmin: true,
      demo: false,
      person: null,
    });
    close();
  });

  it('prints a fresh address on Enter', async () => {
    const fresh = await desk.freshUrl();
    expect(fresh).not.toBe(desk.url);
    expect((await fetch(fresh, { redirect: 'manual' })).status).toBe(303);
    expect((await fetch(desk.url, { redirect: 'manual' })).status).toBe(403);
  });

  it('shows itself to a second start on its profile', async () => {
    const second = await start(wordsOf({}, place.profile));
    expect(second.code).toBe(0);
    const address = /^Open (http\S+)$/mu.exec(second.printed)?.[1] ?? '';
    expect(new URL(address).port).toBe(new URL(desk.url).port);
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303);
  });

  it('keeps its profile from a start that cannot find it', async () => {
    const note = join(place.profile, 'running.json');
    const kept = readFileSync(note);
    writeFileSync(note, '{');
    const second = await start(wordsOf({}, place.profile));
    expect(second.code).toBe(1);
    expect(second.printed).toContain('Another Shutai is using this profile folder.');
    expect(second.printed).toMatch(/\p{Script=Han}/u);
    writeFileSync(note, kept);
  });

  it('starts again after it was killed, on what it had', async () => {
    desk.process.kill('SIGKILL');
    await new Promise((gone) => desk.process.once('exit', gone));
    expect(existsSync(join(place.profile, 'running.json'))).toBe(true);
    desk = await startDesk({ profile: place.profile });
    const { client, close } = await connect(desk.url);
    expect(await client['session.info']({})).toMatchObject({ demo: false });
    close();
  });

  it('says so when another library is asked for', async () => {
    await desk.stop();
    const other = await start(['--demo', ...wordsOf({}, place.profile)]);
    expect(other.code).toBe(1);
    expect(other.printed).toContain('already holds its own library');
    desk = await startDesk({ profile: place.profile });
  });
});

describe('a start that cannot be', () => {
  it('answers in words', async () => {
    expect(await start(['--port', 'x', '--no-open'])).toMatchObject({ code: 1 });
    expect((await start(['--port', 'x'])).printed).toContain('--port wants a number');
    expect((await start(['--help'])).printed).toContain('--profile DIR');
    const file = join(place.profile, 'a-file');
    writeFileSync(file, '');
    const wrong = await start(wordsOf({}, join(file, 'inside')));
    expect(wrong.code).toBe(1);
    expect(wrong.printed).toContain("cannot be used for the desk's data");
    expect(wrong.printed).not.toMatch(/^\s+at /mu);
  });
});
