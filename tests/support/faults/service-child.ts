// A service in a process of its own on the model library, until it is killed. It says `ready <port>`, and a one-time code
// for a desk of a campus whenever a line asks for one.
// Run as: node tests/support/faults/service-child.ts <file or postgres address> <port>

import { randomBytes, randomInt } from 'node:crypto';
import { createInterface } from 'node:readline';
import { authWith } from '../../../src/central/auth/create-auth.ts';
import { RATES } from '../../../src/central/auth/limits.ts';
import { loadBase } from '../../../src/central/base/load-base.ts';
import { buildApp } from '../../../src/central/http/app.ts';
import { listen } from '../../../src/central/http/listen.ts';
import type { SqliteStore } from '../../../src/central/store/sqlite/sqlite-store.ts';
import { createService } from '../../../src/central/service.ts';
import { uuidv7 } from '../../../src/shared/lib/ids.ts';
import { simBase } from '../sim/base.ts';
import { openChildStore } from './child-store.ts';

const [place = '', port = '0'] = process.argv.slice(2);
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const clock = { now: () => new Date().toISOString() };
const timers = {
  after(ms: number, run: () => void) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
const newId = () => uuidv7(Date.now(), randomBytes(10));
const log = (line: string) => void process.stderr.write(`${line}\n`);

const store = await openChildStore(place, clock);
await loadBase(store, simBase(), { clock, newId, newKey: () => randomBytes(32).toString('hex') });
const service = await createService({
  store,
  auth: authWith({
    random: (length) => randomBytes(length),
    newCode: (length) => Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  }),
  clock,
  timers,
  newId,
  log,
});
service.start();
// Hostile calls are judged by what they do, not stopped by how many there are.
const many = { burst: 1e9, perSecond: 1e9 };
const rates = Object.fromEntries(Object.keys(RATES).map((kind) => [kind, many]));
const options = { program: 'faults', clock, timers, newId, rates };
const listening = await listen(
  buildApp(service, options),
  { host: '127.0.0.1', port: Number(port) },
  options,
);
process.stdout.write(`ready ${new URL(listening.address).port}\n`);

/** As a disk without room: the file may not grow by a page. */
function limit(sqlite: SqliteStore, on: boolean): void {
  sqlite.limitPages(on ? 1 : null);
}

for await (const line of createInterface({ input: process.stdin })) {
  const [word = '', ...words] = line.split(' ');
  if (word === 'code') {
    const { code } = await service.auth.consoleCode(words[0] ?? '');
    process.stdout.write(`code ${code}\n`);
  } else if (word === 'admit') {
    const [desk = '', ...staff] = words;
    for (const each of staff) await store.auth.addStaffOfDesk(desk, each, clock.now());
    process.stdout.write('admitted\n');
  } else if (word === 'epoch') {
    process.stdout.write(`epoch ${await service.newEpoch()}\n`);
  } else if (word === 'backup') {
    await store.backup(words[0] ?? '');
    process.stdout.write('backed\n');
  } else if (word === 'full') {
    if ('limitPages' in store) limit(store as SqliteStore, words[0] === 'yes');
    process.stdout.write('full\n');
  } else if (word === 'memory') {
    globalThis.gc?.();
    process.stdout.write(`memory ${process.memoryUsage().rss}\n`);
  }
}
