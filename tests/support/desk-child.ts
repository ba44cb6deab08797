// A desk in a process of its own that works until it is killed, and says each id that was acknowledged.
// Run as: node tests/support/desk-child.ts <folder>

import { commandId, openTestDesk } from './desk-core.ts';

const folder = process.argv[2] ?? '';
const desk = await openTestDesk({ folder });
await desk.signIn('boss');

const readers = ['reader-1', 'reader-2', 'reader-3'];
const copies = ['c1', 'c2', 'c3', 'c4', 'c5'];
process.stdout.write('ready\n');

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
  if (answer.ok) {
    process.stdout.write(`${id}\n`);
    const note = commandId();
    const noted = await desk.client['requests.act']({
      commandId: note,
      requestId: answer.requestId ?? '',
      action: 'note',
      input: { note: `round ${round}` },
      expectHead: null,
    });
    if (noted.ok) process.stdout.write(`${note}\n`);
  }
}
