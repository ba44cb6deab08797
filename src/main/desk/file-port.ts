// A file that comes from main to the desk's process over a port of its own: a piece at a time, each asked for.

import type { EmitterPort } from '../../shared/rpc/message-port.ts';
import type { UploadStatus } from './catalogue/incoming-file.ts';
import type { Desk } from './desk.ts';

/** From main: a piece, or that there are no more; `cut` where the sender went away. */
export type ToFilePort = { t: 'piece'; bytes: Uint8Array } | { t: 'end' } | { t: 'cut' };

/** To main: the next piece is wanted, or what became of the file. */
export type FromFilePort = { t: 'next' } | { t: 'done'; status: UploadStatus };

/** The pieces that come over a port. @throws Error when the sender goes away before the end */
async function* piecesOf(port: EmitterPort): AsyncIterable<Uint8Array> {
  let heard: (message: ToFilePort) => void = () => undefined;
  let closed = false;
  port.on('message', ({ data }) => heard(data as ToFilePort));
  port.on('close', () => {
    closed = true;
    heard({ t: 'cut' });
  });
  port.start();
  for (;;) {
    const message = await new Promise<ToFilePort>((resolve) => {
      heard = resolve;
      if (closed) resolve({ t: 'cut' });
      else port.postMessage({ t: 'next' } satisfies FromFilePort);
    });
    if (message.t === 'end') return;
    if (message.t === 'cut') throw new Error('the sender went away');
    yield message.bytes;
  }
}

/** Receives the file of a ticket and says what became of it; the other side closes the port then. */
export async function receiveFile(
  port: EmitterPort,
  ticket: string,
  desk: Promise<Pick<Desk, 'upload'>>,
): Promise<void> {
  let status: UploadStatus = 400;
  try {
    status = await (await desk).upload(ticket, piecesOf(port));
  } catch {
    // A desk that cannot open has told main so.
  }
  port.postMessage({ t: 'done', status } satisfies FromFilePort);
}
