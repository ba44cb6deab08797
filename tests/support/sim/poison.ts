// Commands that no service can carry out, in an outbox all the same: another version of the program has left them there.

import type { Command } from '../../../src/shared/queues/command.ts';
import type { Store } from '../../../src/main/desk/profile/store.ts';
import { commandIdAt } from './people.ts';
import type { Chance } from './random.ts';

type Odd = Pick<Command, 'type' | 'v' | 'input' | 'entity' | 'actor'>;

const PLAIN: Odd = { type: 'request.note', v: 1, input: {}, entity: 'nothing', actor: 'desk-a' };

/** What is odd about each of them. */
const KINDS: Odd[] = [
  { ...PLAIN, v: 2 },
  { ...PLAIN, type: 'reallocation.frobnicate' },
  { ...PLAIN, type: 'constructor.prototype' },
  { ...PLAIN, type: 'copy.sighting', entity: '__proto__' },
  { ...PLAIN, actor: 'nobody' },
  { ...PLAIN, type: 'reallocation.submit', input: { code: 7, readerId: [], copyId: {} } },
  { ...PLAIN, type: 'policy.save', entity: 'x', input: { row: null }, actor: 'boss' },
  { ...PLAIN, type: 'staff.save', entity: 'boss', input: { row: { id: 'boss' } }, actor: 'boss' },
  { ...PLAIN, input: { ['k'.repeat(70)]: 1 } },
  { ...PLAIN, entity: 'e'.repeat(90) },
  { ...PLAIN, input: { note: 'n'.repeat(200_000) } },
];

/** Puts one into the outbox; gives its id. */
export function poison(store: Store, chance: Chance): string {
  const at = store.clock.now();
  const id = commandIdAt(chance, at);
  const cseq = store.outbox.last() - store.outbox.offset() + 1;
  const command: Command = {
    ...chance.oneOf(KINDS),
    id,
    desk: store.deskId,
    point: 'n-desk',
    cseq,
    expectHead: null,
    at,
  };
  const outcome = { ok: true as const, requestId: null, remarks: [], undo: null };
  store.outbox.append([{ command, outcome }]);
  store.changes.tell(['outbox']);
  return id;
}
