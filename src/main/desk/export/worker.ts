// The thread that writes a large table, so that packing it holds up nobody at the desk; it ends with its file.

import { parentPort, workerData } from 'node:worker_threads';
import type { FromWriter, ToWriter } from './worker-messages.ts';
import { writeTable } from './write-table.ts';
import type { Pages, TableFile } from './write-table.ts';

const port = parentPort;

function tell(message: FromWriter): void {
  port?.postMessage(message);
}

async function* pages(): Pages {
  for (;;) {
    const message = await new Promise<ToWriter>((resolve) => {
      port?.once('message', resolve);
      tell({ t: 'next' });
    });
    if (message.t === 'end') return;
    yield message.rows;
  }
}

tell({ t: 'done', size: await writeTable(workerData as TableFile, pages()) });
