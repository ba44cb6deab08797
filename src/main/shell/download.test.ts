// A file on its way through Electron to a page: a piece at a time over a port, whole or cut off, once.

import { expect, it, vi } from 'vitest';
import * as electron from '../../../tests/support/electron.ts';
import { sendOut } from '../desk/file-out-port.ts';
import type { GiveFile } from '../desk/export/outgoing-files.ts';
import { fetchFile } from './fetch-file.ts';
import { servePage } from './protocol.ts';

vi.mock('electron', () => import('../../../tests/support/electron.ts'));

const ADDRESS = 'shutai://desk/download/ABCDEFGH23456789';

function served(give: GiveFile) {
  servePage(electron.session.defaultSession as never, new Map(), {
    upload: () => Promise.resolve(404),
    download(ticket) {
      const { port1, port2 } = new electron.MessageChannelMain();
      void sendOut(port1, ticket, Promise.resolve({ download: give }));
      return fetchFile(port2);
    },
  });
  const handler = electron.session.defaultSession.handlers.get('shutai');
  return async (address = ADDRESS, method = 'GET') => handler?.(new Request(address, { method }));
}

function file(pieces: () => AsyncIterable<Uint8Array>) {
  return { name: '图书调拨 (1).xlsx', size: 6, type: 'text/csv', body: pieces() };
}

it('comes whole under its name, and is saved, never shown', async () => {
  const get = served(async () =>
    file(async function* () {
      yield Buffer.from('abc');
      yield Buffer.from('def');
    }),
  );
  const answer = await get();
  expect(answer?.headers.get('content-disposition')).toBe(
    "attachment; filename*=UTF-8''%E5%9B%BE%E4%B9%A6%E8%B0%83%E6%8B%A8%20_1_.xlsx",
  );
  expect(answer?.headers.get('content-length')).toBe('6');
  expect(answer?.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await answer?.text()).toBe('abcdef');
});

it('is not there for another ticket, path or method', async () => {
  const give = vi.fn<GiveFile>(async () => null);
  const get = served(give);
  expect((await get())?.status).toBe(404);
  expect((await get('shutai://desk/download/x'))?.status).toBe(404);
  expect((await get('shutai://other/download/ABCDEFGH23456789'))?.status).toBe(404);
  expect((await get(ADDRESS, 'POST'))?.status).toBe(404);
  expect(give).toHaveBeenCalledTimes(1);
});

it('is cut off where it cannot be read, and left where nobody reads on', async () => {
  let left = false;
  const get = served(async () =>
    file(async function* () {
      yield Buffer.from('abc');
      throw new Error('the disk');
    }),
  );
  await expect((await get())?.text()).rejects.toThrow('the desk went away');
  const again = served(async () =>
    file(async function* () {
      try {
        for (;;) yield Buffer.from('abc');
      } finally {
        left = true;
      }
    }),
  );
  const reader = (await again())?.body?.getReader();
  await reader?.read();
  await reader?.cancel();
  await expect.poll(() => left).toBe(true);
});
