// Has a large table written by a thread of its own, which is gone when the file is whole or given up.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromWriter, ToWriter } from './worker-messages.ts';
import type { Pages, TableFile } from './write-table.ts';

/** The thread's file: built beside the desk's own, or its source. */
function threadFile(): string {
  const here = import.meta.dirname;
  const places = [join(here, 'worker.ts'), join(here, 'export.js'), join(here, '..', 'export.js')];
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error('the program is incomplete: export.js is missing');
  return found;
}

/** Never fulfilled: rejects with what ends the thread or the wish for it, whenever in the thread's life that comes. */
function endOf(worker: Worker, signal: AbortSignal): Promise<never> {
  const ending = new Promise<never>((_, reject) => {
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread of an export ended early')));
    const leave = () => reject(new Error('the export is no longer wanted'));
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
  // It may come while nobody waits for it; whoever waits next hears of it.
  ending.catch(() => undefined);
  return ending;
}

/** What the thread says next. Settled with the message itself: its last word and its end come at one time. */
function heardFrom(worker: Worker): Promise<FromWriter> {
  return new Promise((resolve) => {
    worker.once('message', (message) => resolve(message as FromWriter));
  });
}

/**
 * Writes the file; gives its size in bytes. The thread may die while a page is read, a full disk does that.
 * @throws whatever the pages, the thread or the disk throw, and when `signal` says that nobody wants it
 */
export async function writeInThread(
  file: TableFile,
  pages: Pages,
  signal: AbortSignal,
  start = () => new Worker(threadFile(), { workerData: file }),
): Promise<number> {
  const worker = start();
  const ending = endOf(worker, signal);
  const rows = pages[Symbol.asyncIterator]();
  try {
    for (;;) {
      const message = await Promise.race([heardFrom(worker), ending]);
      if (message.t === 'done') return message.size;
      const { value, done } = await Promise.race([rows.next(), ending]);
      const answer: ToWriter = done === true ? { t: 'end' } : { t: 'page', rows: value };
      worker.postMessage(answer);
    }
  } finally {
    await worker.terminate();
  }
}
