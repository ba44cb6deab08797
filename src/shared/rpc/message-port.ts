// The carrier between Electron's processes: ports that emit events, as main and the utility process hold them.

import type { Port } from './port.ts';
import { createPortEvents } from './port-events.ts';

/** What is used of Electron's `MessagePortMain` (Node's `MessagePort` hands over the bare value instead). */
export interface EmitterPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}

/** Makes a port of one end of a `MessageChannelMain`. */
export function portOfEmitter(source: EmitterPort): Port {
  const events = createPortEvents();
  source.on('message', (event) => events.receive(event.data));
  source.on('close', () => events.end());
  source.start();
  return {
    post(message) {
      if (!events.closed) source.postMessage(message);
    },
    onMessage: events.onMessage,
    onClose: events.onClose,
    close() {
      source.close();
      events.end();
    },
  };
}
