// Random histories of several desks, some of whose commands come late: what must hold whatever anybody did.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { modelDesk } from '../../../tests/support/model-desk.ts';
import { modelEnv } from '../../../tests/support/model-library.ts';
import type { Hold } from '../library/entities.ts';
import { policiesOf } from '../library/policies.ts';
import type { Command } from '../queues/command.ts';
import type { MemoryWorld } from '../queues/world/memory-world.ts';
import { POLICY_DEFAULTS } from '../queues/policies.ts';
import { receive } from '../queues/engine/receive.ts';
import { LIST_RULES } from '../queues/world/row-lists.ts';
import { dueHolds } from './timers.ts';

const LIMIT = 2;
const policies = policiesOf({ ...POLICY_DEFAULTS, 'loan.limit': LIMIT }, []);
const env = { ...modelEnv, settings: { ...modelEnv.settings, policies } };
/** Cases that are opened beside a command that counts, or keep what it did. */
const BESIDE: ReadonlySet<string> = new Set(['order_unsure', 'slot_double', 'copy_status']);
const COPIES = ['C1', 'C2', 'C3', 'C4', 'C5'] as const;

const step = fc.record({
  what: fc.constantFrom(
    'out',
    'out',
    'out',
    'back',
    'back',
    'drop',
    'renew',
    'own_renew',
    'hold',
    'recall',
    'own_hold',
    'shelve',
    'cancel',
    'claim',
    'in_house',
    'damaged',
    'repair',
    'restore',
    'withdraw',
    'days',
    'lost',
    'settle',
  ),
  copy: fc.nat(COPIES.length - 1),
  reader: fc.integer({ min: 1, max: 3 }),
  south: fc.boolean(),
  /** Comes to the service after so many others. */
  late: fc.constantFrom(0, 0, 0, 1, 4),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function commandOf(desk: ReturnType<typeof modelDesk>, each: Step, index: number): Command | null {
  const { world } = desk;
  const { south, late } = each;
  const scan = COPIES[each.copy] ?? 'C1';
  const copyId = scan.toLowerCase();
  const reader = `reader-${each.reader}`;
  const where = { desk: south ? 'S1' : 'N1', point: south ? 's-desk' : 'n-desk' };
  const { titleId = '', status: was = '' } =
    world.all('copy').find(({ id }) => id === copyId) ?? {};
  const campus = south ? 'south' : 'north';
  const loan = world.all('loan').find((row) => row.copyId === copyId && row.closedOn === null);
  const hold = world.all('hold').find((row) => row.titleId === titleId && row.status !== 'closed');
  const offline = late > 0 ? { offline: true } : {};
  const make = (actor: string, type: string, entity: string, input: object, set: object = where) =>
    desk.command(actor, type, entity, { ...input }, set);
  const own = { point: null, desk: 'service' };
  const wish = { titleId, campus };
  switch (each.what) {
    case 'out':
      return make('desk-a', 'loan.out', `l${index}`, { scan, card: reader, ...offline });
    case 'back':
      return make('desk-b', 'loan.back', copyId, { scan, ...(loan ? { loanId: loan.id } : {}) });
    case 'damaged':
      return make('desk-b', 'loan.back', copyId, { scan, condition: 'damaged' });
    case 'repair':
    case 'restore':
    case 'withdraw': {
      const deed = { scan, was, reason: 'damaged', note: 'n' };
      return make('chief', `copy.${each.what}`, copyId, deed);
    }
    case 'drop':
      return make('desk-b', 'loan.back', copyId, { scan, drop: true });
    case 'renew':
      return loan ? make('desk-a', 'loan.renew', loan.id, {}) : null;
    case 'own_renew':
      return loan ? make(loan.readerId, 'loan.renew', loan.id, {}, own) : null;
    case 'hold':
    case 'recall':
      return make('desk-a', 'hold.place', `h${index}`, { ...wish, card: reader, kind: each.what });
    case 'own_hold':
      return make(reader, 'hold.place', `h${index}`, { ...wish, kind: 'hold' }, own);
    case 'shelve':
      return make('desk-a', 'hold.shelve', copyId, { scan, slot: south ? 'S-SLOT' : 'N-SLOT' });
    case 'cancel':
      return hold ? make(hold.readerId, 'hold.cancel', hold.id, {}, own) : null;
    case 'claim':
      return loan ? make(loan.readerId, 'loan.claim', loan.id, {}, own) : null;
    case 'in_house':
      return make('desk-a', 'copy.in_house', copyId, { scan });
    case 'lost':
      return loan ? make('desk-a', 'loan.lost', loan.id, {}) : null;
    case 'settle':
      return loan ? make('desk-a', 'loan.settle', loan.id, { how: 'paid' }) : null;
    default:
      desk.wait(60 * 24 * (1 + each.copy * 9));
      return null;
  }
}

function problems(world: MemoryWorld): string[] {
  const found: string[] = [];
  const count = <T>(rows: readonly T[], key: (row: T) => string) => {
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
    return [...counts];
  };
  const loans = world.all('loan');
  const open = loans.filter(({ closedOn }) => closedOn === null);
  for (const [copy, n] of count(open, (row) => row.copyId)) {
    if (n > 1) found.push(`${copy} is lent ${n} times`);
  }
  for (const [reader, n] of count(open, (row) => row.readerId)) {
    if (n > LIMIT) found.push(`${reader} has ${n} copies`);
  }
  const ready = world.all('hold').filter(({ status }) => status === 'ready');
  for (const [copy, n] of count(ready, (row) => row.copyId ?? '')) {
    if (n > 1 || copy === '') found.push(`${copy} lies ready ${n} times`);
    if (open.some((row) => row.copyId === copy)) found.push(`${copy} lies ready and is lent`);
  }
  for (const { id, status } of world.all('copy')) {
    if (status !== 'available' && ready.some(({ copyId }) => copyId === id))
      found.push(`${id} lies ready and is ${status}`);
    if (status === 'withdrawn' && open.some(({ copyId }) => copyId === id))
      found.push(`${id} is lent and withdrawn`);
  }
  const sum = world
    .all('daily')
    .filter(({ measure }) => measure === 'loans')
    .reduce((total, row) => total + row.count, 0);
  if (sum !== loans.length) found.push(`${sum} loans counted of ${loans.length}`);
  for (const title of world.all('title')) {
    const waiting = world
      .all('hold')
      .filter((row) => row.titleId === title.id && row.status === 'waiting').length;
    if (waiting !== title.holdsWaiting)
      found.push(`${title.id}: ${title.holdsWaiting}, ${waiting}`);
  }
  for (const row of loans) {
    if (row.closedOn !== null && row.closedOn < row.lentOn) found.push(`${row.id} ends before`);
    if (row.dueOn <= row.lentOn) found.push(`${row.id} is due at once`);
  }
  return found;
}

/** Whoever was served, nobody who may have that copy was before in the queue. */
function passedOver(before: readonly Hold[], world: MemoryWorld): string[] {
  const { order } = LIST_RULES.waitingHolds;
  const waiting = before.filter(({ status }) => status === 'waiting');
  return world.all('hold').flatMap((hold) => {
    const was = waiting.find(({ id }) => id === hold.id);
    if (!was || hold.status !== 'ready') return [];
    const first = waiting.filter(
      (each) =>
        each.titleId === hold.titleId && (each.copyId === null || each.copyId === hold.copyId),
    );
    const now = (id: string) => world.all('hold').find((each) => each.id === id)?.status;
    const over = first.find((each) => order(each, was) < 0 && now(each.id) === 'waiting');
    return over ? [`${hold.id} was served before ${over.id}`] : [];
  });
}

it('no copy is lent twice, limits hold, sums are right, and holds are served in their order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const desk = modelDesk();
      const late: { command: Command; after: number }[] = [];
      const take = async (command: Command) => {
        const before = desk.world.all('hold');
        const counted = () =>
          desk.world.all('circulation_case').filter(({ code }) => !BESIDE.has(code)).length;
        const cases = counted();
        const { code } = await receive(desk.world, command, env);
        const told = `${command.type} ${code}`;
        expect([told, ...problems(desk.world)]).toEqual([told]);
        expect([told, ...passedOver(before, desk.world)]).toEqual([told]);
        const lent = desk.world.all('loan').some(({ id }) => id === command.entity);
        expect([told, lent || told !== 'loan.out ok']).toEqual([told, true]);
        const opened = counted() - cases;
        expect([told, opened]).toEqual([told, code === 'exception_opened' ? 1 : 0]);
      };
      for (const [index, each] of steps.entries()) {
        const command = commandOf(desk, each, index);
        if (command && each.late > 0) late.push({ command, after: index + each.late });
        else if (command) await take(command);
        for (const due of late.filter(({ after }) => after <= index)) {
          late.splice(late.indexOf(due), 1);
          await take(due.command);
        }
        for (const due of dueHolds(desk.world.all('hold'), env, desk.now())) {
          await take({ ...due, desk: 'service', cseq: 0 });
        }
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);
