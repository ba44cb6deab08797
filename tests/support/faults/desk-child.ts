// A joined desk in a process of its own that works until it is killed. It says `ok <id>` for every command that it
// acknowledged, and answers lines: `work <ms>` (one command every so often, 0 = rest), `state`, `stop`.
// Run as: node tests/support/faults/desk-child.ts <folder> <name> <address> [<code>]

import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { allRows, rowById } from '../../../src/main/desk/db/statements.ts';
import { openDeskCore } from '../../../src/main/desk/desk.ts';
import { connectCentral } from '../../../src/main/host/central-client.ts';
import { uuidv7 } from '../../../src/shared/lib/ids.ts';
import { simBase } from '../sim/base.ts';
import { randomDraft } from '../sim/people.ts';
import { chanceOf } from '../sim/random.ts';

const [folder = '', name = 'desk', address = '', code = ''] = process.argv.slice(2);
/** Minutes by which this machine's clock goes wrong. */
const offMs = Number(process.env['SHUTAI_CLOCK_OFF'] ?? 0) * 60_000;
const clock = { now: () => new Date(Date.now() + offMs).toISOString() };
const say = (line: string) => void process.stdout.write(`${line}\n`);
const chance = chanceOf(`${name} ${process.pid}`);

const { context, close } = await openDeskCore({
  files: { folder },
  clock,
  timers: {
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  },
  newId: () => uuidv7(Date.now(), randomBytes(10)),
  newCode: (length) => 'START234'.slice(0, length),
  base: () => simBase(),
  network: { connect: connectCentral, random: Math.random },
  log: (line) => void process.stderr.write(`${line}\n`),
  print: () => undefined,
  checkOutput: false,
});
const { store, executor, central } = context;
if (code !== '') {
  const joined = await context.join({ address, code, name, fresh: false });
  if (!joined.ok) throw new Error(`cannot join: ${joined.code}`);
}
say(`ready ${store.deskId}`);

let pause = 0;
let serial = 0;

async function act(): Promise<void> {
  const { statements } = store.replica();
  const looked = {
    // The latest are enough to find something to do.
    requests: allRows(statements, 'request').slice(-60),
    loans: allRows(statements, 'loan').filter(({ closedOn }) => closedOn === null),
    holds: allRows(statements, 'hold').filter(({ status }) => status !== 'closed'),
    barcodeOf: (copyId: string) => rowById(statements, 'copy', copyId)?.barcode ?? null,
  };
  serial += 1;
  const prefix = store.joined()?.deskCode ?? 'N1';
  const draft = randomDraft(chance, looked, { now: clock.now(), serial, prefix });
  const answer = await executor.run(draft);
  if (answer.ok) say(`ok ${draft.id}`);
  else if (/disk|folder|io_error/u.test(answer.code)) say(`refused ${answer.code}`);
}

async function work(): Promise<void> {
  for (;;) {
    if (pause > 0) await act();
    await wait(pause > 0 ? pause : 50);
  }
}

function state(): void {
  const { shown, reason } = central.engine.state();
  const readTo = central.replica.readTo();
  say(
    `state ${JSON.stringify({
      shown,
      reason: reason?.code ?? null,
      seq: readTo?.cursor.seq ?? 0,
      history: central.replica.historyAfter().done,
      ...central.replica.standing(),
    })}`,
  );
}

void work().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(3);
});
for await (const line of createInterface({ input: process.stdin })) {
  const [word = '', ...words] = line.split(' ');
  if (word === 'work') pause = Number(words[0]);
  else if (word === 'state') state();
  else if (word === 'now') central.engine.now();
  else if (word === 'stop') {
    pause = 0;
    await close();
    process.exit(0);
  }
}
