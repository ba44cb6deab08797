// Many desks that only listen, in a process of its own: each joins, signs in and reads its live stream.
// Run as: node tests/bench/service/listen-driver.ts '<ListenPlan>'; it says `ready to listen`, and on `count` what came.

import { createInterface } from 'node:readline';
import { NetworkFault } from '../../../src/main/desk/sync/central-port.ts';
import { GENESIS } from '../../../src/shared/sync/protocol.ts';
import { thinDesk } from '../../support/faults/thin-desk.ts';
import { connectCentral } from '../../../src/main/host/central-client.ts';
import type { ListenPlan } from './screen.ts';

const { port, codes } = JSON.parse(process.argv[2] ?? '{}') as ListenPlan;
const ending = new AbortController();
let frames = 0;
let open = 0;

async function listen(code: string, index: number, opened: () => void): Promise<void> {
  const desk = await thinDesk(port, code, `listener ${index + 1}`);
  const central = connectCentral(`http://127.0.0.1:${port}`);
  const query = { epoch: desk.epoch, seq: 0, h: GENESIS };
  const call = { method: 'GET', path: '/v1/live', query, token: desk.token() } as const;
  open += 1;
  opened();
  try {
    for await (const event of central.live(call, ending.signal)) {
      if ('event' in event && event.event === 'frame') frames += 1;
    }
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
  }
  open -= 1;
}

// Whoever started it has gone.
process.stdin.once('end', () => process.exit(0));
const lines = createInterface({ input: process.stdin });
for (const [index, code] of codes.entries()) {
  await new Promise<void>((opened, failed) => {
    listen(code, index, opened).catch(failed);
  });
}
process.stdout.write('ready to listen\n');
for await (const line of lines) {
  if (line !== 'count') break;
  process.stdout.write(`counted ${frames} ${open}\n`);
}
ending.abort();
process.exit(0);
