// A file that a page fetches from the loopback host: by its ticket, with the cookie, from no other site.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLoopback } from './serve.ts';
import type { Loopback } from './serve.ts';

const TICKET = 'ABCDEFGH23456789';
let host: Loopback;
let asked: string[];
beforeEach(async () => {
  asked = [];
  host = await startLoopback({
    port: 0,
    files: new Map(),
    connect: () => {},
    upload: () => Promise.resolve(404),
    async download(ticket) {
      asked.push(ticket);
      if (ticket !== TICKET) return null;
      async function* body() {
        yield Buffer.alloc(300_000, 'a');
        yield Buffer.from('b');
      }
      return { name: '读者.csv', size: 300_001, type: 'text/csv; charset=utf-8', body: body() };
    },
  });
});
afterEach(() => host.close());

async function cookie(): Promise<string> {
  const entered = await fetch(host.freshAddress(), { redirect: 'manual' });
  return entered.headers.get('set-cookie')?.split(';')[0] ?? '';
}
const get = (ticket: string, headers: Record<string, string>, method = 'GET') =>
  fetch(`${host.origin}/download/${ticket}`, { method, headers });

it('comes whole under its name, and is kept by no cache', async () => {
  const answer = await get(TICKET, { cookie: await cookie() });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toContain('%E8%AF%BB%E8%80%85.csv');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect((await answer.arrayBuffer()).byteLength).toBe(300_001);
});

it('is given to the page only', async () => {
  const good = { cookie: await cookie() };
  const statuses = [
    await get(TICKET, {}),
    await get(TICKET, { ...good, 'sec-fetch-site': 'cross-site' }),
    await get(TICKET, { ...good, origin: 'http://evil.test' }),
    await get('short', good),
  ].map(({ status }) => status);
  expect(statuses).toEqual([403, 403, 403, 404]);
  expect(asked).toEqual([]);
  expect((await get('UNKNOWN234567', good)).status).toBe(404);
  // Looking ahead must not use a ticket up.
  expect((await get(TICKET, good, 'HEAD')).status).toBe(404);
  expect(asked).toEqual(['UNKNOWN234567']);
});
