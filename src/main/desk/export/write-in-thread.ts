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

/** What the thread says next. @throws what ended it, where it ends instead */
function heardFrom(worker: Worker): Promise<FromWriter> {
  return new Promise((resolve, reject) => {
    worker.removeAllListeners();
    worker.once('message', (message) => resolve(message as FromWriter));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread of an export ended early')));
  });
}

/** Writes the file; gives its size in bytes. @throws whatever the pages, the thread or the disk throw */
export async function writeInThread(file: TableFile, pages: Pages): Promise<number> {
  const worker = new Worker(threadFile(), { workerData: file });
  try {
    const rows = pages[Symbol.asyncIterator]();
    for (;;) {
      const message = await heardFrom(worker);
      if (message.t === 'done') return message.size;
      const { value, done } = await rows.next();
      const answer: ToWriter = done === true ? { t: 'end' } : { t: 'page', rows: value };
      worker.postMessage(answer);
    }
  } finally {
    worker.removeAllListeners();
    await worker.terminate();
  }
}
