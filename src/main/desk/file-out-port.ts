// A file that goes from the desk's process to main over a port of its own: a piece at a time, each asked for.

import type { EmitterPort } from '../../shared/rpc/message-port.ts';
import type { Desk } from './desk.ts';
import type { OutgoingFile } from './export/outgoing-files.ts';

/** From main: the next piece is wanted. Closing the port ends it. */
export type ToGivingPort = { t: 'next' };

/** To main: what comes (null: there is no such file), a piece, or that there are no more; `cut` where it cannot be read. */
export type FromGivingPort =
  | { t: 'head'; file: Omit<OutgoingFile, 'body'> | null }
  | { t: 'piece'; bytes: Uint8Array }
  | { t: 'end' }
  | { t: 'cut' };

async function fileOf(ticket: string, desk: Promise<Pick<Desk, 'download'>>) {
  try {
    return await (await desk).download(ticket);
  } catch {
    // A desk that cannot open has told main so.
    return null;
  }
}

/** Gives the file of a ticket; what of it nobody fetches is removed with it. */
export async function sendOut(
  port: EmitterPort,
  ticket: string,
  desk: Promise<Pick<Desk, 'download'>>,
): Promise<void> {
  const post = (message: FromGivingPort) => port.postMessage(message);
  const file = await fileOf(ticket, desk);
  const pieces = file?.body[Symbol.asyncIterator]();
  port.on('message', () => {
    pieces?.next().then(
      ({ value, done }) => post(done === true ? { t: 'end' } : { t: 'piece', bytes: value }),
      () => post({ t: 'cut' }),
    );
  });
  port.on('close', () => void pieces?.return?.().catch(() => undefined));
  port.start();
  post({
    t: 'head',
    file: file === null ? null : { name: file.name, size: file.size, type: file.type },
  });
}
