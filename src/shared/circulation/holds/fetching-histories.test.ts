// Random histories of two campuses' holds, returns, transits and cancels: what is promised, who is told, and that all ends.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { broken } from '../../../../tests/support/model-invariants.ts';
import { modelDesk } from '../../../../tests/support/model-desk.ts';
import type { ModelDesk } from '../../../../tests/support/model-desk.ts';
import { modelEnv as env } from '../../../../tests/support/model-library.ts';
import type { Hold } from '../../library/entities.ts';
import type { Command } from '../../queues/command.ts';
import { receive } from '../../queues/engine/receive.ts';
import type { Request } from '../../queues/request.ts';
import { isFetching } from './fetching.ts';
import { dueHolds } from '../timers.ts';

const COPIES = ['c1', 'c2', 'c3', 'c4', 'c5'] as const;
const READERS = ['reader-1', 'reader-2', 'reader-3'] as const;
const DEEDS = [
  'out',
  'back',
  'back',
  'damaged',
  'repair',
  'restore',
  'restore',
  'withdraw',
  'hold',
  'hold',
  'one_copy',
  'recall',
  'shelve',
  'shelve',
  'cancel',
  'lost',
  'days',
  ...Array<'errand'>(9).fill('errand'),
] as const;
/** What may be done with a request in each state, the most likely first. */
const ERRANDS: Record<string, readonly string[]> = {
  approved: ['pick', 'pick', 'pick', 'not_there', 'cancel', 'redirect', 'report_problem'],
  picked: ['send', 'send', 'send', 'send', 'put_back', 'pass_on', 'redirect'],
  in_transit: ['receive', 'receive', 'receive', 'redirect', 'report_problem', 'seen_at', 'receive'],
  arrived: ['pass_on', 'pass_on', 'shelve', 'report_problem', 'pass_on', 'pass_on', 'pass_on'],
  cancel_asked: ['put_back', 'return_home', 'pass_on', 'receive_home', 'return_home', 'put_back'],
  returning: ['receive_home', 'pass_on', 'report_problem', 'receive_home', 'receive_home'],
  exception: ['resolve'],
};

const step = fc.record({
  what: fc.constantFrom(...DEEDS),
  copy: fc.constantFrom(...COPIES),
  reader: fc.constantFrom(...READERS),
  south: fc.boolean(),
  /** Which of the deeds of a request, and whether it is done at the other campus than where it would be expected. */
  turn: fc.nat(6),
  elsewhere: fc.constantFrom(false, false, false, true),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const openOf = (desk: ModelDesk, copyId: string): Request | undefined =>
  desk.world.all('request').find((each) => each.id === desk.holder(copyId));
const at = (south: boolean) => ({ point: south ? 's-desk' : 'n-desk', desk: south ? 'S1' : 'N1' });

/** What is done with the copy of an open request, as its page offers it. */
function ofRequest(desk: ModelDesk, each: Step): Command | null {
  const open = desk.world.all('request').filter(({ endedOn }) => endedOn === null);
  const moves = open.filter(({ queue }) => queue === 'reallocation');
  const request = moves[COPIES.indexOf(each.copy) % Math.max(1, moves.length)];
  const action = request && ERRANDS[request.state]?.[each.turn];
  if (!request || !action) return null;
  const scan = request.copyId?.toUpperCase();
  const { targetCampus: destination } = request;
  const why = { reason: 'other', note: 'n' };
  const inputs: Record<string, Record<string, unknown>> = {
    send: { scan, crate: 'BOX', destination },
    receive: { scan, condition: 'good' },
    put_back: { scan, ...why },
    return_home: { scan, crate: 'BOX' },
    not_there: { looked: ['own_shelf', 'shelves_around'] },
    cancel: why,
    redirect: { targetCampus: each.south ? 'south' : 'north', ...why },
    report_problem: { reason: 'damaged' },
    shelve: { scan, shelf: each.south ? 'S-RANGE' : 'N-RANGE' },
    resolve: { choice: each.south ? 'in_transit' : 'approved', ...why },
  };
  const away = ['in_transit', 'arrived'].includes(request.state);
  const there = (away ? destination : request.campus) === 'south';
  const who = action === 'resolve' ? 'boss' : 'desk-a';
  const input = inputs[action] ?? { scan };
  const set = at(each.elsewhere ? !there : there);
  return desk.command(who, `reallocation.${action}`, request.id, input, set);
}

function commandOf(desk: ModelDesk, each: Step, index: number): Command | null {
  const { copy: copyId, reader, south, what } = each;
  const scan = copyId.toUpperCase();
  const row = desk.world.all('copy').find(({ id }) => id === copyId);
  const titleId = row?.titleId ?? '';
  const deed = { scan, was: row?.status, reason: 'damaged', note: 'n' };
  const hold = desk.world.all('hold').find((row) => row.titleId === titleId && isOpen(row));
  const loan = desk.world.all('loan').find((row) => row.copyId === copyId && row.closedOn === null);
  const make = (type: string, entity: string, input: Record<string, unknown>) =>
    desk.command('desk-a', type, entity, input, at(south));
  const wish = { card: reader, campus: south ? 'south' : 'north' };
  switch (what) {
    case 'out':
      return make('loan.out', `l${index}`, { scan, card: reader });
    case 'back':
      return make('loan.back', copyId, { scan });
    case 'damaged':
      return make('loan.back', copyId, { scan, condition: 'damaged' });
    case 'repair':
    case 'restore':
    case 'withdraw':
      return desk.command('chief', `copy.${what}`, copyId, deed, at(south));
    case 'hold':
      return make('hold.place', `h${index}`, { ...wish, titleId });
    case 'one_copy':
      return make('hold.place', `h${index}`, { ...wish, copyId });
    case 'recall':
      return make('hold.place', `h${index}`, { ...wish, titleId, kind: 'recall' });
    case 'shelve':
      return make('hold.shelve', copyId, { scan, slot: south ? 'S-SLOT' : 'N-SLOT' });
    case 'cancel':
      return hold ? desk.command(hold.readerId, 'hold.cancel', hold.id, {}, { point: null }) : null;
    case 'lost':
      return loan ? make('loan.lost', loan.id, {}) : null;
    case 'days':
      desk.wait(60 * 24 * 2);
      return null;
    default:
      return ofRequest(desk, each);
  }
}

const isOpen = (hold: Hold) => hold.status !== 'closed';
const campusOf = (id: string | null | undefined) =>
  id ? (env.settings.place(id)?.campus ?? null) : null;

function problems(desk: ModelDesk): string[] {
  const { world } = desk;
  const found = broken(world);
  const ready = world.all('hold').filter(({ status }) => status === 'ready');
  const copyOf = (id: string | null) => world.all('copy').find((each) => each.id === id);
  for (const hold of ready) {
    const copy = copyOf(hold.copyId);
    const twice = ready.filter(({ copyId }) => copyId === hold.copyId).length;
    if (twice > 1) found.push(`${hold.copyId} is promised ${twice} times`);
    const lent = world.all('loan').some((row) => row.copyId === copy?.id && row.closedOn === null);
    if (lent || copy?.status !== 'available') found.push(`${hold.id} is promised what is away`);
    const holder = copy && openOf(desk, copy.id);
    const stands = campusOf(copy?.seenAt) ?? campusOf(copy?.holding);
    const unclear = world
      .all('circulation_case')
      .some((row) => row.copyId === copy?.id && row.closedOn === null);
    if (hold.slot === undefined && !holder && !unclear && stands !== hold.pickupCampus)
      found.push(`nobody brings ${copy?.id} to ${hold.id}`);
    if (holder && isFetching(holder) && holder.state === 'exception')
      found.push(`${hold.id} waits for a copy in an exception`);
  }
  for (const errand of world.all('request').filter(isFetching)) {
    if (errand.endedOn !== null || errand.blockedBy !== null) continue;
    const over = ['cancel_asked', 'returning', 'exception'].includes(errand.state);
    const wanted = world.all('hold').some((row) => row.titleId === errand.titleId && isOpen(row));
    if (!over && !wanted) found.push(`${errand.code} goes on for nobody`);
  }
  return found;
}

/** Who was told that a copy is ready, where it does not lie in a slot of their campus. */
function toldTooSoon(desk: ModelDesk, before: number): string[] {
  return desk.world
    .all('notice')
    .slice(before)
    .filter(({ code }) => code === 'hold.ready')
    .flatMap(({ facts }) => {
      const hold = desk.world.all('hold').find(({ id }) => id === facts['holdId']);
      const copy = desk.world.all('copy').find(({ id }) => id === hold?.copyId);
      const lies = hold?.slot !== undefined && copy?.seenAt === hold.slot;
      return lies && campusOf(hold.slot) === hold.pickupCampus ? [] : [`${hold?.id} told too soon`];
    });
}

async function take(desk: ModelDesk, command: Command): Promise<void> {
  const told = desk.world.all('notice').length;
  const { code } = await receive(desk.world, command, env);
  const name = `${command.type} ${command.entity} ${command.point} ${code}`;
  expect([name, ...problems(desk), ...toldTooSoon(desk, told)]).toEqual([name]);
}

async function timers(desk: ModelDesk): Promise<void> {
  for (const due of dueHolds(desk.world.all('hold'), env, desk.now()))
    await take(desk, { ...due, desk: 'service', cseq: 0 });
}

/** Everything is mended and found; then each copy goes from desk to desk until nobody waits. */
async function served(desk: ModelDesk): Promise<void> {
  for (const request of desk.world.all('request').filter(({ state }) => state === 'exception'))
    await take(
      desk,
      desk.command('boss', 'reallocation.resolve', request.id, {
        choice: 'in_transit',
        reason: 'other',
        note: 'n',
      }),
    );
  for (const loan of desk.world.all('loan').filter(({ closedOn }) => closedOn === null))
    await take(
      desk,
      desk.command('boss', 'loan.back', loan.copyId, { scan: loan.copyId.toUpperCase() }),
    );
  for (const { id, status: was } of desk.world.all('copy')) {
    const deed = { scan: id.toUpperCase(), was, note: 'n' };
    if (was !== 'available') await take(desk, desk.command('chief', 'copy.restore', id, deed));
  }
  expect(desk.world.all('copy').filter(({ status }) => status !== 'available')).toEqual([]);
  for (let turn = 0; turn < 8 && desk.world.all('hold').some(isOpen); turn += 1) {
    for (const copyId of COPIES) {
      const scan = copyId.toUpperCase();
      for (const south of [false, true]) {
        await take(desk, desk.command('desk-a', 'loan.back', copyId, { scan }, at(south)));
        const slot = south ? 'S-SLOT' : 'N-SLOT';
        await take(desk, desk.command('desk-a', 'hold.shelve', copyId, { scan, slot }, at(south)));
        const [hold] = await desk.world.list('readyHoldOf', copyId);
        if (hold?.slot === undefined) continue;
        const out = { scan, readerId: hold.readerId };
        const lent = `end${turn}${copyId}${south}`;
        const passes = { override: true, reason: 'policy' };
        await take(desk, desk.command('boss', 'loan.out', lent, { ...out, ...passes }, at(south)));
        await take(desk, desk.command('desk-a', 'loan.back', copyId, { scan }, at(south)));
      }
    }
  }
  expect(desk.world.all('hold').filter(isOpen)).toEqual([]);
}

it('promises a copy to one, tells nobody before it lies at their campus, and every hold can be served in the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const desk = modelDesk();
      for (const [index, each] of steps.entries()) {
        const command = commandOf(desk, each, index);
        if (command) await take(desk, command);
        await timers(desk);
      }
      await served(desk);
    }),
    { numRuns: 100 },
  );
}, 60_000);
