// A file that a page sends to the loopback host: from the page's own origin, with the cookie, whole or not at all.

import { request } from 'node:http';
import type { OutgoingHttpHeaders } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLoopback } from './serve.ts';
import type { Loopback } from './serve.ts';

const TICKET = 'ABCDEFGH23456789';
let host: Loopback;
let taken: { ticket: string; bytes: number; whole: boolean }[];
beforeEach(async () => {
  taken = [];
  host = await startLoopback({
    port: 0,
    files: new Map(),
    connect: () => {},
    download: () => Promise.resolve(null),
    async upload(ticket, body) {
      const file = { ticket, bytes: 0, whole: false };
      taken.push(file);
      try {
        for await (const chunk of body) {
          file.bytes += chunk.length;
          if (file.bytes > 1_000_000) return 413;
        }
      } catch {
        return 400;
      }
      file.whole = true;
      return 204;
    },
  });
});
afterEach(() => host.close());

const port = () => Number(new URL(host.origin).port);

function post(path: string, headers: OutgoingHttpHeaders, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: port(), path, method: 'POST', headers },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

async function cookie(): Promise<string> {
  const entered = await fetch(host.freshAddress(), { redirect: 'manual' });
  return entered.headers.get('set-cookie')?.split(';')[0] ?? '';
}

it('is taken from the page itself', async () => {
  const headers = { origin: host.origin, cookie: await cookie() };
  expect(await post(`/upload/${TICKET}`, headers, Buffer.alloc(300_000))).toBe(204);
  expect(taken).toEqual([{ ticket: TICKET, bytes: 300_000, whole: true }]);
});

it('is not taken from another origin, without the cookie, or without a ticket', async () => {
  const good = { origin: host.origin, cookie: await cookie() };
  const body = Buffer.from('x');
  const statuses = await Promise.all([
    post(`/upload/${TICKET}`, { ...good, origin: 'http://evil.test' }, body),
    post(`/upload/${TICKET}`, { cookie: good.cookie }, body),
    post(`/upload/${TICKET}`, { origin: good.origin }, body),
    post(`/upload/${TICKET}`, { ...good, 'sec-fetch-site': 'same-site' }, body),
    post('/upload/', good, body),
    post('/upload/../x', good, body),
  ]);
  expect(statuses).toEqual([403, 403, 403, 403, 404, 404]);
  expect(taken).toEqual([]);
});

it('that is too long is refused with an answer, and one that breaks off is known as such', async () => {
  const headers = { origin: host.origin, cookie: await cookie() };
  expect(await post(`/upload/${TICKET}`, headers, Buffer.alloc(1_200_000))).toBe(413);
  const asked = request({
    host: '127.0.0.1',
    port: port(),
    path: `/upload/${TICKET}`,
    method: 'POST',
    headers: { ...headers, 'content-length': 5000 },
  });
  asked.on('error', () => undefined);
  asked.write(Buffer.alloc(1000));
  await expect.poll(() => taken[1]?.bytes).toBe(1000);
  asked.destroy();
  await expect.poll(() => taken[1]).toEqual({ ticket: TICKET, bytes: 1000, whole: false });
});
