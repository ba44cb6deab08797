// Fetches a file from the desk's process: a piece at a time, each asked for when the page's download wants it.

import type { MessagePortMain } from 'electron';
import type { OutgoingFile } from '../desk/export/outgoing-files.ts';
import type { FromGivingPort, ToGivingPort } from '../desk/file-out-port.ts';

/** A file as it is answered to a page. */
export type FetchedFile = Omit<OutgoingFile, 'body'> & { body: ReadableStream<Uint8Array> };

function bodyOver(port: MessagePortMain, heard: () => Promise<FromGivingPort>) {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = heard();
        port.postMessage({ t: 'next' } satisfies ToGivingPort);
        const message = await next;
        if (message.t === 'piece') return controller.enqueue(message.bytes);
        port.close();
        if (message.t === 'end') controller.close();
        else controller.error(new Error('the desk went away'));
        return undefined;
      },
      cancel: () => port.close(),
    },
    { highWaterMark: 0 },
  );
}

/** The file that comes over a port; null where the desk has none, or is gone. */
export async function fetchFile(port: MessagePortMain): Promise<FetchedFile | null> {
  let hear: (message: FromGivingPort) => void = () => undefined;
  const heard = () => new Promise<FromGivingPort>((resolve) => void (hear = resolve));
  port.on('message', ({ data }) => hear(data as FromGivingPort));
  port.on('close', () => hear({ t: 'cut' }));
  const head = heard();
  port.start();
  const first = await head;
  if (first.t !== 'head' || first.file === null) {
    port.close();
    return null;
  }
  return { ...first.file, body: bodyOver(port, heard) };
}
