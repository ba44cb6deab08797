// The carrier in a browser: one WebSocket to the loopback host that served this page.

import { StrangerError } from './connect.ts';
import type { Port } from '../../shared/rpc/port.ts';
import { createPortEvents } from '../../shared/rpc/port-events.ts';

/**
 * Opens the connection to the desk. A fresh one is needed after it closed.
 * @throws StrangerError when the host no longer knows this browser, Error when it cannot be reached
 */
export function openSocketPort(place: Location = window.location): Promise<Port> {
  const scheme = place.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${scheme}//${place.host}/desk`);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(portOfSocket(socket)), { once: true });
    socket.addEventListener('close', () => void refusalOf(place).then(reject), { once: true });
  });
}

/** Why there is no connection: a socket that is refused does not say, the page's own address does. */
async function refusalOf({ origin }: Location): Promise<Error> {
  try {
    const { status } = await fetch(`${origin}/`, { method: 'HEAD', cache: 'no-store' });
    if (status === 403) return new StrangerError('stranger');
  } catch {
    // Nobody answers there.
  }
  return new Error('disconnected');
}

function portOfSocket(socket: WebSocket): Port {
  const events = createPortEvents();
  socket.addEventListener('message', (event) => {
    const message = parse(event.data);
    if (message === undefined) socket.close();
    else events.receive(message);
  });
  socket.addEventListener('close', () => events.end());
  return {
    post(message) {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage: events.onMessage,
    onClose: events.onClose,
    close() {
      socket.close();
      events.end();
    },
  };
}

function parse(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}
