// The library's own system over loopback: messages read and written, round trips, loans put down and confirmed.
import { connect } from 'node:net';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { decodeMessage, encodeMessage } from '../../../src/central/library-system/sip2/message.ts';
import { askCopy } from '../../../src/central/library-system/sip2/questions.ts';
import { createSip2 } from '../../../src/central/library-system/sip2/system.ts';
import type { Sip2System } from '../../../src/central/library-system/sip2/system.ts';
import { zoneOf } from '../../../src/shared/library/zone.ts';
import { realTimers } from '../../support/notice-scene.ts';
import { back, order, sip2Settings } from '../../support/sip2-scene.ts';
import { percentile, report } from '../table.ts';

const COPIES = 2000;
const ROUNDS = 20_000;
const DECODED = 200_000;
const CARD = '1800000001';
const barcode = (n: number) => `N${String(n % COPIES).padStart(8, '0')}`;
const now = '2026-11-24T04:00:00.000Z';

/** Codec alone: an item's question with a Chinese answer's length. */
function measureCodec(): void {
  const zone = zoneOf('Asia/Shanghai');
  const terms = {
    institution: 'SHUTAI',
    location: 'D1',
    zone,
    dayOrder: null,
    abilities: null,
    holds: null,
  };
  const question = askCopy(barcode(1), now, terms);
  const fields = [...question.fields, ['AJ', '数据库系统概论（第五版）'] as const];
  const form = { encoding: 'gbk', sequence: 3, checked: true } as const;
  const bytes = encodeMessage({ ...question, fields }, form);
  const line = bytes.subarray(0, -1);
  const start = performance.now();
  for (let n = 0; n < DECODED; n += 1) decodeMessage(line, 'gbk');
  report(
    'SIP2 message read (GBK, checksum)',
    ((performance.now() - start) * 1000) / DECODED,
    'µs',
    20,
  );
}

async function startServer() {
  const copies = Object.fromEntries(
    Array.from({ length: COPIES }, (_, n) => [barcode(n), '数据库系统概论（第五版）']),
  );
  const worker = new Worker(new URL('./server.ts', import.meta.url), {
    workerData: { copies, cards: [CARD] },
  });
  const [ports] = (await once(worker, 'message')) as [{ port: number; echo: number }];
  return { ...ports, stop: () => worker.terminate() };
}

/** Round trips a second of the same bytes over a bare socket. */
async function bareTrips(port: number): Promise<number> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.setNoDelay(true);
  await once(socket, 'connect');
  const bytes = Buffer.from('1720261124    001335AOSHUTAI|ABN00000001|AC|AY3AZF438\r');
  const start = performance.now();
  for (let n = 0; n < ROUNDS; n += 1) {
    socket.write(bytes);
    await once(socket, 'data');
  }
  socket.destroy();
  return (ROUNDS / (performance.now() - start)) * 1000;
}

/** Asks from so many sides at once; gives round trips a second and each one's milliseconds. */
async function trips(lines: number, ask: (n: number) => Promise<{ is: string }>) {
  const took: number[] = [];
  let next = 0;
  const side = async () => {
    while (next < ROUNDS) {
      const n = next;
      next += 1;
      const began = performance.now();
      const answer = await ask(n);
      if (answer.is !== 'done') throw new Error(`not done: ${JSON.stringify(answer)}`);
      took.push(performance.now() - began);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: lines }, side));
  return { rate: (ROUNDS / (performance.now() - start)) * 1000, took };
}

function systemAt(port: number, lines: number): Sip2System {
  return createSip2({
    settings: sip2Settings(port, { user: null, lines }),
    zone: 'Asia/Shanghai',
    clock: { now: () => now },
    timers: realTimers,
    random: Math.random,
  });
}

/** Measures it. */
export async function measureSip2(): Promise<void> {
  measureCodec();
  const server = await startServer();
  const bare = await bareTrips(server.echo);
  for (const lines of [1, 4]) {
    const system = systemAt(server.port, lines);
    const { rate, took } = await trips(lines, (n) => system.copy(barcode(n)));
    const what = `SIP2 item information over loopback, ${lines} line${lines === 1 ? '' : 's'}`;
    const yardstick = lines === 1 ? { what: 'bare echo', value: bare } : null;
    report(what, rate, 'trips/s', 2000, yardstick, true);
    report(`${what}, p95`, percentile(took, 0.95), 'ms', 5);
    await system.close();
  }
  const system = systemAt(server.port, 4);
  const { rate } = await trips(4, async (n) => {
    const copy = { barcode: barcode(n), card: CARD };
    const lent = await system.checkOut(order(copy));
    return lent.is === 'done' ? system.checkIn(back(copy)) : lent;
  });
  report('SIP2 loans with their returns over loopback, 4 lines', rate, 'pairs/s', 1000, null, true);
  await system.close();
  await server.stop();
}
