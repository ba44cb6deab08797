// What every carrier does alike: keeps messages until somebody listens, tells the end once, and nothing after it.

import type { Port } from './port.ts';

/** The listening half of a port, with the two calls by which its carrier feeds it. */
export interface PortEvents extends Pick<Port, 'onMessage' | 'onClose'> {
  readonly closed: boolean;
  /** The carrier received a message. */
  receive(message: unknown): void;
  /** The carrier closed, or was closed from this end. */
  end(): void;
}

/** Makes the listening half of a port. */
export function createPortEvents(): PortEvents {
  let listener: ((message: unknown) => void) | undefined;
  let waiting: unknown[] = [];
  let closed = false;
  const closers: (() => void)[] = [];
  return {
    get closed() {
      return closed;
    },
    receive(message) {
      if (closed) return;
      if (listener) listener(message);
      else waiting.push(message);
    },
    end() {
      if (closed) return;
      closed = true;
      for (const closer of closers.splice(0)) closer();
    },
    onMessage(next) {
      listener = next;
      const early = waiting;
      waiting = [];
      for (const message of early) next(message);
    },
    onClose(closer) {
      if (closed) closer();
      else closers.push(closer);
    },
  };
}
