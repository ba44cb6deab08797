// Two joined ports inside one process: for tests, and for a desk and a page that share a thread.

import type { Port } from './port.ts';
import { createPortEvents } from './port-events.ts';

/** How a message travels: `deliver` runs the arrival later, in order; without it after the current step. */
export interface MemoryCarrier {
  deliver?: (arrive: () => void) => void;
}

/** Makes a joined pair. Values are copied as JSON, as a WebSocket would. */
export function createPortPair(carrier: MemoryCarrier = {}): [Port, Port] {
  const deliver = carrier.deliver ?? ((arrive) => void Promise.resolve().then(arrive));
  const ends = [createPortEvents(), createPortEvents()] as const;
  const port = (own: 0 | 1): Port => {
    const here = ends[own];
    const there = ends[own === 0 ? 1 : 0];
    return {
      post(message) {
        if (here.closed) return;
        const text = JSON.stringify(message);
        deliver(() => there.receive(JSON.parse(text)));
      },
      onMessage: here.onMessage,
      onClose: here.onClose,
      close() {
        if (here.closed) return;
        here.end();
        deliver(() => there.end());
      },
    };
  };
  return [port(0), port(1)];
}
