// Desks that push without rest, in a process of its own: joins, waits for `go`, and tells what it got done as JSON.
// Run as: node tests/bench/service/push-driver.ts '<PushPlan>'

import { createInterface } from 'node:readline';
import { bodyOf, thinDesk } from '../../support/faults/thin-desk.ts';
import type { Command } from '../../../src/shared/queues/command.ts';
import type { PushAnswer } from '../../../src/shared/sync/protocol.ts';
import { LOGINS, deskDay, stockOf } from './demo-work.ts';
import type { PushPlan, PushReport } from './push.ts';

const plan = JSON.parse(process.argv[2] ?? '{}') as PushPlan;
const { port, codes, batch, password } = plan;

// Whoever started it has gone.
process.stdin.once('end', () => process.exit(0));
const lines = createInterface({ input: process.stdin });
const stock = stockOf(1);
const desks: { push(): Promise<void> }[] = [];
const results = new Map<string, number>();
let pushed = 0;
let times: number[] = [];

for (const [index, code] of codes.entries()) {
  const desk = await thinDesk(port, code, `pusher ${index + 1}`);
  for (const login of LOGINS) {
    const body = { login, password };
    bodyOf(await desk.call({ method: 'POST', path: '/v1/session/person', body }));
  }
  const day = deskDay(stock, { id: desk.id, index, desks: codes.length });
  // Made before anything is measured: making commands is a person's work.
  const commands = Array.from(
    { length: plan.most },
    () => day.next().value as Command | undefined,
  ).filter((command) => command !== undefined);
  let at = 0;
  desks.push({
    async push() {
      const some = commands.slice(at, at + batch);
      if (some.length === 0) throw new Error('no readers are left to ask for anything');
      at += batch;
      const body = { epoch: desk.epoch, from: some[0]?.cseq ?? 0, commands: some };
      const start = performance.now();
      const answer = bodyOf(
        await desk.call({ method: 'POST', path: '/v1/push', body }),
      ) as PushAnswer;
      times.push(performance.now() - start);
      pushed += answer.results.length;
      for (const { code, refusal } of answer.results) {
        const name = refusal ?? code;
        results.set(name, (results.get(name) ?? 0) + 1);
      }
    },
  });
}

process.stdout.write('ready to push\n');
for await (const line of lines) {
  const [word, ms] = line.split(' ');
  if (word !== 'go') break;
  [pushed, times] = [0, []];
  results.clear();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const end = start + Number(ms);
  await Promise.all(
    desks.map(async (desk) => {
      while (performance.now() < end) await desk.push();
    }),
  );
  const { user, system } = process.cpuUsage(cpu);
  const report: PushReport = {
    commands: pushed,
    seconds: (performance.now() - start) / 1000,
    cpu: (user + system) / 1e6,
    times,
    results: Object.fromEntries(results),
  };
  process.stdout.write(`report ${JSON.stringify(report)}\n`);
}
process.exit(0);
