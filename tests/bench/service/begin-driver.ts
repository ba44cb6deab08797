// A desk that joins and begins from a snapshot, in a process of its own; it tells as JSON how long that took.
// Run as: node tests/bench/service/begin-driver.ts '<BeginPlan>'

import { join } from 'node:path';
import type { BeginPlan, BeginReport } from './bootstrap.ts';
import { ownDesk } from '../../support/own-desk.ts';

const { folder, address, code } = JSON.parse(process.argv[2] ?? '{}') as BeginPlan;
process.stdin.once('end', () => process.exit(0));
process.stdin.resume();

const start = performance.now();
const seconds = () => (performance.now() - start) / 1000;
const desk = await ownDesk(join(folder, 'desk'), { address, code });
let rows = 0;
for (;;) {
  const { state, resync } = await desk.client['sync.status']({});
  rows = Math.max(rows, resync?.loaded ?? 0);
  if (state === 'live') break;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
await desk.live();
const live = seconds();
await desk.signIn('desk-n');
const list = {
  queue: 'reallocation',
  tab: 'open',
  filters: {},
  sort: 'due',
  offset: 0,
  limit: 60,
} as const;
const { rows: shown } = await desk.client['requests.list'](list);
if (shown.length === 0) throw new Error('the list is empty');
const works = seconds();
const { user, system } = process.cpuUsage();
const report: BeginReport = {
  live,
  works,
  rows,
  cpu: (user + system) / 1e6,
  profile: desk.profile,
};
process.stdout.write(`report ${JSON.stringify(report)}\n`);
await desk.close();
process.exit(0);
