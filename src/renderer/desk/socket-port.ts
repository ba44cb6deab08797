// The carrier in a browser: one WebSocket to the loopback host that served this page.

import type { Port } from '../../shared/rpc/port.ts';
import { createPortEvents } from '../../shared/rpc/port-events.ts';

/**
 * Opens the connection to the desk. A fresh one is needed after it closed.
 * @throws Error `disconnected` when the host cannot be reached or no longer knows this browser
 */
export function openSocketPort(place: Location = window.location): Promise<Port> {
  const scheme = place.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${scheme}//${place.host}/desk`);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(portOfSocket(socket)), { once: true });
    socket.addEventListener('close', () => reject(new Error('disconnected')), { once: true });
  });
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
