// One running loopback host: an HTTP server on 127.0.0.1 with the page, the launch address and the desk's socket.

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Port } from '../../shared/rpc/port.ts';
import type { Desk } from '../desk/desk.ts';
import type { PageFiles } from '../../node/page-files.ts';
import { createAccess } from './access.ts';
import { answer } from './http.ts';
import { createSocketDoor } from './socket.ts';

/** A host that listens. */
export interface Loopback {
  /** `http://127.0.0.1:port`. */
  origin: string;
  /** What a second start shows to get a fresh address. */
  secret: string;
  freshAddress(): string;
  close(): Promise<void>;
}

/**
 * Starts a host.
 * @throws Error `EADDRINUSE` or `EACCES` when the asked port cannot be had
 */
export async function startLoopback(options: {
  /** 0 for a random one. */
  port: number;
  files: PageFiles;
  connect(port: Port): void;
  upload: Desk['upload'];
  download: Desk['download'];
}): Promise<Loopback> {
  const server = createServer();
  const port = await listen(server, options.port);
  const access = createAccess(port);
  const secret = randomBytes(32).toString('base64url');
  const door = createSocketDoor(access, options.connect);
  server.on('request', (request, response) => {
    const { files, upload, download } = options;
    answer({ access, files, secret, upload, download }, request, response);
  });
  server.on('upgrade', door.upgrade);
  return {
    origin: `http://127.0.0.1:${port}`,
    secret,
    freshAddress: access.freshAddress,
    async close() {
      door.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}
