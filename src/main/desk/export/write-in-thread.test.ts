// A thread that dies or is no longer wanted while the desk reads a page: said at once, and nobody waits for it.

import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { faultOf } from '../fault.ts';
import { writeInThread } from './write-in-thread.ts';
import type { Pages, TableFile } from './write-table.ts';

const FILE: TableFile = {
  path: '/nowhere',
  format: 'xlsx',
  name: 'list',
  columns: [{ heading: 'code', kind: 'text', width: 8 }],
};

/** A thread that asks for a page and then does something else. */
const threadThat = (then: string) => () =>
  new Worker(
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', () => undefined);
     parentPort.postMessage({ t: 'next' });
     ${then}`,
    { eval: true },
  );
const FULL = `setTimeout(() => {
  throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
}, 20);`;

/** Pages of which each comes long after the thread is gone. */
async function* slowPages(): Pages {
  for (let page = 0; page < 3; page += 1) {
    await new Promise((resolve) => void setTimeout(resolve, 500));
    yield [['N1-1']];
  }
}
/** Pages of which the first never comes. */
async function* noPages(): Pages {
  await new Promise(() => undefined);
  yield [];
}

const written = (pages: Pages, start: () => Worker, signal = new AbortController().signal) =>
  writeInThread(FILE, pages, signal, start).catch((error: unknown) => error);

describe('a thread that writes a large table', () => {
  it.each([
    ['while the desk reads a page', slowPages],
    ['before a page that never comes', noPages],
  ])('and finds the disk full %s has that said', async (_, pages) => {
    expect(faultOf(await written(pages(), threadThat(FULL)))?.code).toBe('disk_full');
  });

  it('and ends without a word is an error, whenever it ends', async () => {
    const error = await written(slowPages(), threadThat('setTimeout(() => process.exit(0), 20)'));
    expect(String(error)).toContain('ended early');
    expect(String(await written(slowPages(), threadThat('process.exit(0)')))).toContain('ended');
  });

  it('is left when nobody wants it, though it never asks for another page', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    const error = await written(noPages(), threadThat(''), stop.signal);
    expect(String(error)).toContain('no longer wanted');
  });
});
