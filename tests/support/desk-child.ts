// A desk in a process of its own that works until it is killed, and says each id that was acknowledged.
// Run as: node tests/support/desk-child.ts <folder>

import { commandId, openTestDesk } from './desk-core.ts';

const folder = process.argv[2] ?? '';
const desk = await openTestDesk({ folder });
await desk.signIn('boss');

const readers = ['reader-1', 'reader-2', 'reader-3'];
const copies = ['c1', 'c2', 'c3', 'c4', 'c5'];
process.stdout.write('ready\n');

/** Says the id of a command once the desk has acknowledged it. */
function told(id: string, { ok }: { ok: boolean }): void {
  if (ok) process.stdout.write(`${id}\n`);
}

// Each request is cancelled in the end: a reader may have few at a time, and the work goes on until the desk dies.
for (let round = 0; ; round += 1) {
  const id = commandId();
  const answer = await desk.client['requests.submit']({
    commandId: id,
    queue: 'find_book',
    input: {
      readerId: readers[round % readers.length],
      copyId: copies[round % copies.length],
      looked: ['shelf'],
    },
  });
  told(id, answer);
  const requestId = answer.ok ? (answer.requestId ?? '') : '';
  for (const [action, input] of [
    ['note', { note: `round ${round}` }],
    ['cancel', { reason: 'reader_cancel' }],
  ] as const) {
    const next = commandId();
    const act = { commandId: next, requestId, action, input, expectHead: null };
    if (requestId !== '') told(next, await desk.client['requests.act'](act));
  }
}
