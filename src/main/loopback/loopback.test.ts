// The access rules of the loopback host, from the outside: raw requests and raw sockets.
import { request } from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as z from 'zod';
import { createClient } from '../../shared/rpc/client.ts';
import { query } from '../../shared/rpc/contract.ts';
import { createPortEvents } from '../../shared/rpc/port-events.ts';
import { serve } from '../../shared/rpc/server.ts';
import type { PageFile } from '../../node/page-files.ts';
import { CONTENT_SECURITY_POLICY } from '../host/page-policy.ts';
import { startLoopback } from './serve.ts';
import type { Loopback } from './serve.ts';

const contract = { echo: query(z.object({ text: z.string() }), z.object({ text: z.string() })) };
const file = (body: string, immutable: boolean): PageFile => ({
  body: Buffer.from(body),
  type: 'text/html; charset=utf-8',
  immutable,
});
const files = new Map([
  ['/', file('the page', false)],
  ['/assets/index-1a2b.js', file('code', true)],
]);

let host: Loopback;
let port: number;

beforeEach(async () => {
  host = await startLoopback({
    port: 0,
    files,
    upload: () => Promise.resolve(404),
    download: () => Promise.resolve(null),
    connect: (page) =>
      serve(contract, { echo: (input) => Promise.resolve(input) }, page, null, {
        checkOutput: true,
        newErrorId: () => '',
        onBug: () => {},
      }),
  });
  port = Number(new URL(host.origin).port);
});
afterEach(() => host.close());

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function ask(path: string, headers: OutgoingHttpHeaders = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (body += part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

const pathOf = (address: string) => address.slice(host.origin.length);

async function signIn(): Promise<string> {
  const entered = await ask(pathOf(host.freshAddress()));
  return String(entered.headers['set-cookie']?.[0]).split(';')[0] ?? '';
}

/** `open`, or the status with which the upgrade was refused. */
function trySocket(path: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve('open');
    });
    socket.on('unexpected-response', (_request, response) => {
      socket.terminate();
      resolve(String(response.statusCode));
    });
    socket.on('error', () => undefined);
  });
}

describe('the launch address', () => {
  it('is exchanged once for a cookie that scripts cannot read and other sites cannot send', async () => {
    const address = pathOf(host.freshAddress());
    const first = await ask(address);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(
      new RegExp(`^shutai-${port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`, 'u'),
    );
    const again = await ask(address);
    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
    expect(again.body).toContain('此地址已经用过');
    expect(again.body).toContain('This address has been used');
  });

  it('says the same to a key that never was, and is not used up by a look ahead', async () => {
    expect((await ask('/enter?key=guess')).status).toBe(403);
    expect((await ask('/enter')).status).toBe(403);
    const address = pathOf(host.freshAddress());
    await ask(address, {}, 'HEAD');
    expect((await ask(address)).status).toBe(303);
  });

  it('shows the way back in to a browser that is already connected', async () => {
    const cookie = await signIn();
    expect((await ask('/enter?key=old', { cookie })).body).toContain('href="/"');
  });

  it('is handed out afresh to whoever knows the secret of the note, and to nobody else', async () => {
    const origin = host.origin;
    const good = { origin, authorization: `Bearer ${host.secret}` };
    const fresh = await ask('/fresh-address', good, 'POST');
    expect((await ask(pathOf(fresh.body))).status).toBe(303);
    expect(
      (await ask('/fresh-address', { ...good, authorization: 'Bearer x' }, 'POST')).status,
    ).toBe(404);
    expect(
      (await ask('/fresh-address', { authorization: good.authorization }, 'POST')).status,
    ).toBe(403);
    expect((await ask('/fresh-address', good)).status).toBe(404);
  });
});

describe('the page', () => {
  it('is shown with the cookie only', async () => {
    const cookie = await signIn();
    expect((await ask('/', { cookie })).body).toBe('the page');
    expect((await ask('/assets/index-1a2b.js', { cookie })).status).toBe(200);
    expect((await ask('/')).status).toBe(403);
    expect((await ask('/')).body).toContain('回车键');
    expect((await ask('/assets/index-1a2b.js')).status).toBe(403);
    expect((await ask('/', { cookie: `shutai-${port}=wrong` })).status).toBe(403);
    expect((await ask('/', { cookie: cookie.replace(String(port), '1') })).status).toBe(403);
  });

  it('comes with its policy, whatever the answer', async () => {
    const cookie = await signIn();
    for (const path of ['/', '/nothing', '/enter?key=x']) {
      const { headers } = await ask(path, { cookie });
      expect(headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
      expect(headers['cross-origin-opener-policy']).toBe('same-origin');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('is all there is', async () => {
    const cookie = await signIn();
    const paths = [
      '/index.html',
      '/../package.json',
      '/..%2f..%2fetc/passwd',
      '/assets/',
      '/desk',
      '//',
    ];
    const statuses = await Promise.all(
      paths.map(async (path) => (await ask(path, { cookie })).status),
    );
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404]);
    expect((await ask('/', { cookie }, 'PUT')).status).toBe(403);
    expect((await ask('/', { cookie, origin: host.origin }, 'PUT')).status).toBe(404);
  });
});

describe('other sites', () => {
  it('are refused by Host, by Origin and by what the browser says of them', async () => {
    const cookie = await signIn();
    const bad: OutgoingHttpHeaders[] = [
      { host: `evil.test:${port}` },
      { host: '127.0.0.1' },
      { host: `127.0.0.1:${port}.evil.test` },
      { origin: 'http://evil.test' },
      { origin: `http://127.0.0.1:${port + 1}` },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    const statuses = await Promise.all(
      bad.map(async (headers) => (await ask('/', { cookie, ...headers })).status),
    );
    expect(statuses).toEqual(bad.map(() => 403));
  });

  it('cannot use a launch address up', async () => {
    const address = pathOf(host.freshAddress());
    expect((await ask(address, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await ask(address, { 'sec-fetch-site': 'none' })).status).toBe(303);
  });

  it('may be the same machine by its other name', async () => {
    const cookie = await signIn();
    expect((await ask('/', { cookie, host: `localhost:${port}` })).status).toBe(200);
  });
});

describe('the socket', () => {
  it('opens for our page with the cookie, and for nobody else', async () => {
    const cookie = await signIn();
    const origin = host.origin;
    expect(await trySocket('/desk', { cookie, origin })).toBe('open');
    expect(await trySocket('/desk', { origin })).toBe('403');
    expect(await trySocket('/desk', { cookie })).toBe('403');
    expect(await trySocket('/desk', { cookie, origin: 'http://evil.test' })).toBe('403');
    expect(await trySocket('/desk', { cookie, origin, host: 'evil.test' })).toBe('403');
    expect(await trySocket('/desk', { cookie, origin, 'sec-fetch-site': 'cross-site' })).toBe(
      '403',
    );
    expect(await trySocket('/other', { cookie, origin })).toBe('403');
  });

  it('carries the contract', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/desk`, {
      headers: { cookie: await signIn(), origin: host.origin },
    });
    await new Promise((resolve) => socket.once('open', resolve));
    const events = createPortEvents();
    socket.on('message', (data) => events.receive(JSON.parse((data as Buffer).toString())));
    const client = createClient(contract, {
      post: (message) => socket.send(JSON.stringify(message)),
      onMessage: events.onMessage,
      onClose: events.onClose,
      close: () => socket.close(),
    });
    expect(await client.echo({ text: '书' })).toEqual({ text: '书' });
    socket.close();
  });

  it('closes on what is not JSON, on bytes, and on a frame too large', async () => {
    const headers = { cookie: await signIn(), origin: host.origin };
    for (const message of ['{', Buffer.from([1, 2]), `"${'x'.repeat(1_000_001)}"`]) {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/desk`, { headers });
      const closed = new Promise((resolve) => socket.once('close', () => resolve('closed')));
      socket.once('open', () => socket.send(message));
      expect(await closed).toBe('closed');
    }
  });
});
