// The desk's utility process in Electron: opens the profile that main names, then serves each page over its port.

import { demoLibrary } from '../../demo/library.ts';
import { portOfEmitter } from '../../shared/rpc/message-port.ts';
import type { EmitterPort } from '../../shared/rpc/message-port.ts';
import { faultSentence } from '../host/fault-sentence.ts';
import { openDesk } from '../host/open-desk.ts';
import type { Desk } from './desk.ts';
import { sendOut } from './file-out-port.ts';
import { receiveFile } from './file-port.ts';
import type { FromDeskProcess, ToDeskProcess } from './process-messages.ts';

const main = process.parentPort;
const tell = (message: FromDeskProcess): void => main.postMessage(message);
const opening = Promise.withResolvers<Desk>();

/** A page may come before its desk is open; its port keeps what it says until then. */
function serve(port: EmitterPort): void {
  opening.promise.then(
    (desk) => desk.connect(portOfEmitter(port)),
    () => port.close(),
  );
}

opening.promise.then(
  () => tell({ t: 'ready' }),
  (error: unknown) => tell({ t: 'failed', sentence: faultSentence(error) }),
);

main.on('message', ({ data, ports }) => {
  const message = data as ToDeskProcess;
  if (message.t === 'open') {
    const print = (text: string) => tell({ t: 'progress', text });
    const showCode = (code: string) => tell({ t: 'code', code });
    opening.resolve(openDesk(message.start, demoLibrary, print, showCode));
  }
  const [port] = ports;
  if (message.t === 'upload' && port) void receiveFile(port, message.ticket, opening.promise);
  else if (message.t === 'download' && port) void sendOut(port, message.ticket, opening.promise);
  else for (const each of ports) serve(each);
});

process.once('SIGTERM', () => {
  void opening.promise.then((desk) => desk.close()).finally(() => process.exit(0));
});
