// Three hundred connections that never finish a request, and one desk that works beside them.

import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startServiceProcess } from '../support/faults/service-process.ts';
import { BEGINNING, bodyOf, sighting, thinDesk } from '../support/faults/thin-desk.ts';
import type { ThinDesk } from '../support/faults/thin-desk.ts';
import type { Tally } from './report.ts';

const SOCKETS = 300;
const DRIP_MS = 400;
/** `headersTimeout` and `requestTimeout` are 5 and 10 s; whoever hangs longer than this was not cut. */
const CUT_WITHIN = 14_000;
const MOST_P99 = 100;

interface Slow {
  socket: Socket;
  /** When the server ended it, in ms after its beginning; null while it has not. */
  cutMs: number | null;
}

/** A head that grows by a letter at a time, or a body that never comes. */
function slowSocket(port: number, kind: number): Slow {
  const start = performance.now();
  const socket = connect(port, '127.0.0.1');
  const slow: Slow = { socket, cutMs: null };
  const body =
    'POST /v1/push HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{';
  const beginnings = ['GET /v1/pull HTTP/1.1\r\nhost: 127.0.0.1\r\nx-', body, ''];
  socket.on('error', () => undefined);
  socket.on('data', () => undefined);
  socket.on('connect', () => socket.write(beginnings[kind % beginnings.length] ?? ''));
  const drip = setInterval(() => {
    if (kind % beginnings.length !== 2 && !socket.destroyed) socket.write('a');
  }, DRIP_MS);
  socket.on('close', () => {
    clearInterval(drip);
    slow.cutMs ??= performance.now() - start;
  });
  return slow;
}

/** Works as a desk does and gives how long each call took, in ms. */
async function honestCalls(desk: ThinDesk, forMs: number): Promise<number[]> {
  const took: number[] = [];
  const until = performance.now() + forMs;
  let cursor = BEGINNING;
  for (let cseq = 1; performance.now() < until; cseq += 1) {
    const start = performance.now();
    await desk.push([sighting(desk.id, cseq)]);
    took.push(performance.now() - start);
    const pulled = performance.now();
    cursor = (await desk.readOn(cursor)).at(-1) ?? cursor;
    took.push(performance.now() - pulled);
    await wait(20);
  }
  return took;
}

/** p99 of honest calls while the slow ones hang, and whether those are cut. */
export async function slowLoris(): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'shutai-loris-'));
  const service = await startServiceProcess(join(folder, 'central.db'));
  const replay = 'npm run faults -- loris';
  const slow: Slow[] = [];
  try {
    const desk = await thinDesk(service.port, await service.code('north'));
    await service.admit(desk.id);
    await desk.readOn(BEGINNING);
    for (let number = 0; number < SOCKETS; number += 1) slow.push(slowSocket(service.port, number));
    const took = (await honestCalls(desk, CUT_WITHIN)).toSorted((a, b) => a - b);
    const p99 = took[Math.floor(took.length * 0.99)] ?? Infinity;
    const begun = slow.filter((_, index) => index % 3 !== 2);
    const cut = begun.filter((each) => each.cutMs !== null).length;
    const texts = [
      ...(p99 < MOST_P99 ? [] : [`p99 of honest calls is ${p99.toFixed(0)} ms`]),
      ...(cut === begun.length ? [] : [`only ${cut} of ${begun.length} slow requests were cut`]),
      ...(bodyOf(await desk.call({ method: 'GET', path: '/v1/health' })) ? [] : ['no health']),
    ];
    const note = `p99 ${p99.toFixed(1)} ms over ${took.length} calls; ${cut} slow requests cut`;
    return { count: SOCKETS, failures: texts.map((text) => ({ text, replay })), note };
  } finally {
    for (const { socket } of slow) socket.destroy();
    await service.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
