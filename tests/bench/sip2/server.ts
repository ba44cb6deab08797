// The other side of the SIP2 benchmark, a thread of its own: a library of so many copies, and a bare echo beside it.
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { startSip2 } from '../../support/sip2-server.ts';

const { copies, cards } = workerData as { copies: Record<string, string>; cards: string[] };
const server = await startSip2({ copies, cards });
const echo = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.pipe(socket);
});
await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
parentPort?.postMessage({ port: server.port, echo: (echo.address() as AddressInfo).port });
