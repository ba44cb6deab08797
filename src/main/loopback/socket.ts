// The contract's carrier on the loopback host: one WebSocket a page, refused before it opens when it is not ours.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import { createPortEvents } from '../../shared/rpc/port-events.ts';
import type { Port } from '../../shared/rpc/port.ts';
import type { Access } from './access.ts';

/** Bytes of one frame from a page; a bulk action of 200 rows has some 40,000. */
const LARGEST_FRAME = 1_000_000;

/** Takes the pages' sockets. */
export interface SocketDoor {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every connection. */
  close(): void;
}

/** Makes the door; `connect` is given a port for every page that comes in. */
export function createSocketDoor(access: Access, connect: (port: Port) => void): SocketDoor {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_FRAME,
    perMessageDeflate: false,
  });
  return {
    upgrade(request, socket, head) {
      socket.on('error', () => socket.destroy());
      if (!mayOpen(access, request)) {
        socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (opened) => connect(portOfWebSocket(opened)));
    },
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

function mayOpen(access: Access, request: IncomingMessage): boolean {
  const { headers } = request;
  return request.url === '/desk' && access.isOurs(headers, 'write') && access.isSignedIn(headers);
}

function portOfWebSocket(socket: WebSocket): Port {
  const events = createPortEvents();
  socket.on('message', (data, isBinary) => {
    const message = isBinary ? undefined : parse(textOf(data));
    if (message === undefined) socket.close();
    else events.receive(message);
  });
  socket.on('close', () => events.end());
  // A frame too large or not UTF-8: ws closes the connection itself.
  socket.on('error', () => undefined);
  return {
    post(message) {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage: events.onMessage,
    onClose: events.onClose,
    close() {
      socket.close();
      events.end();
    },
  };
}

function textOf(data: RawData): string {
  return (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
