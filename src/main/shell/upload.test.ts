// A file on its way through Electron: from the page's origin over the protocol, then over a port to the desk's process.

import { expect, it, vi } from 'vitest';
import * as electron from '../../../tests/support/electron.ts';
import { receiveFile } from '../desk/file-port.ts';
import { sendFile } from './send-file.ts';
import { servePage } from './protocol.ts';
import type { TakeFile } from './protocol.ts';

vi.mock('electron', () => import('../../../tests/support/electron.ts'));

const ADDRESS = 'shutai://desk/upload/ABCDEFGH23456789';

function served(take: TakeFile) {
  servePage(electron.session.defaultSession as never, new Map(), {
    upload: take,
    download: () => Promise.resolve(null),
  });
  const handler = electron.session.defaultSession.handlers.get('shutai');
  return async (address: string, headers: Record<string, string>, method = 'POST') => {
    const options = method === 'POST' ? { method, body: new Uint8Array(1000) } : { method };
    const request = new Request(address, options);
    // A program may not set Origin; the browser does.
    const asked = new Proxy(request, {
      get: (target, name) =>
        name === 'headers' ? new Headers(headers) : (Reflect.get(target, name) as unknown),
    });
    return (await handler?.(asked))?.status;
  };
}

/** The way from main to the desk, over a port as both hold it. */
function overPort(work: (body: AsyncIterable<Uint8Array>) => Promise<204 | 413 | 400>): TakeFile {
  return (ticket, body) => {
    const { port1, port2 } = new electron.MessageChannelMain();
    void receiveFile(port1, ticket, Promise.resolve({ upload: (_ticket, file) => work(file) }));
    return sendFile(port2, body);
  };
}

const whole = async (body: AsyncIterable<Uint8Array>) => {
  let bytes = 0;
  for await (const chunk of body) bytes += chunk.length;
  return bytes === 1000 ? (204 as const) : (400 as const);
};

it('comes whole, in pieces that are asked for', async () => {
  const post = served(overPort(whole));
  expect(await post(ADDRESS, { origin: 'shutai://desk' })).toBe(204);
});

it('is taken from the page only, and only by POST', async () => {
  const take = vi.fn<TakeFile>(overPort(whole));
  const post = served(take);
  expect(await post(ADDRESS, { origin: 'https://evil.test' })).toBe(403);
  expect(await post(ADDRESS, {})).toBe(403);
  expect(await post('shutai://desk/upload/x', { origin: 'shutai://desk' })).toBe(404);
  expect(await post('shutai://other/upload/ABCDEFGH23456789', { origin: 'shutai://desk' })).toBe(
    404,
  );
  expect(await post(ADDRESS, { origin: 'shutai://desk' }, 'GET')).toBe(404);
  expect(take).not.toHaveBeenCalled();
});

it('that the desk does not want, or that breaks off, ends', async () => {
  const tooLong = served(
    overPort(async (body) => {
      let bytes = 0;
      for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > 10) return 413;
      }
      return 204;
    }),
  );
  expect(await tooLong(ADDRESS, { origin: 'shutai://desk' })).toBe(413);
  async function* broken(): AsyncIterable<Uint8Array> {
    yield new Uint8Array(10);
    throw new Error('the page was closed');
  }
  const seen: string[] = [];
  const status = await overPort(async (body) => {
    try {
      for await (const chunk of body) seen.push(String(chunk.length));
    } catch (error) {
      seen.push(String(error));
    }
    return 400;
  })('T', broken());
  expect(status).toBe(400);
  expect(seen).toEqual(['10', 'Error: the sender went away']);
});
