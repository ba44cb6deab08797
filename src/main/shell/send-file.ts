// Hands a file from a page on to the desk's process: a piece at a time, each when it is asked for.

import type { MessagePortMain } from 'electron';
import type { UploadStatus } from '../desk/catalogue/incoming-file.ts';
import type { FromFilePort, ToFilePort } from '../desk/file-port.ts';

/** Sends a body over a port; gives what became of the file, 400 where the desk went away. */
export function sendFile(
  port: MessagePortMain,
  body: AsyncIterable<Uint8Array>,
): Promise<UploadStatus> {
  const pieces = body[Symbol.asyncIterator]();
  const post = (message: ToFilePort) => port.postMessage(message);
  const next = async (): Promise<void> => {
    try {
      const { value, done } = await pieces.next();
      post(done === true ? { t: 'end' } : { t: 'piece', bytes: value });
    } catch {
      post({ t: 'cut' });
    }
  };
  return new Promise((resolve) => {
    port.on('message', ({ data }) => {
      const message = data as FromFilePort;
      if (message.t === 'next') return void next();
      resolve(message.status);
      return port.close();
    });
    port.on('close', () => {
      resolve(400);
      void pieces.return?.().catch(() => undefined);
    });
    port.start();
  });
}
