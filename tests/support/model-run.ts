// Random work on the model library: commands by anybody on anything, mostly sensible, and the invariants they must keep.

import { uuidv7 } from '../../src/shared/lib/ids.ts';
import { addMinutes, millis } from '../../src/shared/lib/time.ts';
import type { Instant } from '../../src/shared/lib/time.ts';
import type { Command, Outcome } from '../../src/shared/queues/command.ts';
import { startsFrom } from '../../src/shared/queues/decide.ts';
import { isRequired } from '../../src/shared/queues/field-check.ts';
import { fold } from '../../src/shared/queues/fold.ts';
import { QUEUES } from '../../src/shared/queues/index.ts';
import type { MemoryWorld } from '../../src/shared/queues/memory-world.ts';
import { perform } from '../../src/shared/queues/perform.ts';
import type { ActionSpec, FieldSpec, QueueDefinition } from '../../src/shared/queues/queue.ts';
import type { Request } from '../../src/shared/queues/request.ts';
import { hasEnded, holdsCopy, holdsMoney } from '../../src/shared/queues/states.ts';
import { ISBNS, START, modelEnv } from './model-library.ts';

/** Numbers from 0 to below 1 that fast-check shrinks; one list drives a whole run. */
export type Dice = () => number;

/** Dice from a list of integers, starting over at its end. */
export function diceOf(rolls: readonly number[]): Dice {
  let next = 0;
  return () => {
    next += 1;
    return (
      (((rolls[(next - 1) % rolls.length] ?? 0) * 2654435761 + next * 40503) % 4294967296) /
      4294967296
    );
  };
}

function oneOf<T>(dice: Dice, list: readonly T[]): T {
  const found = list[Math.floor(dice() * list.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

const STAFF = [
  'desk-a',
  'desk-b',
  'desk-c',
  'north-only',
  'keeper-a',
  'keeper-b',
  'buyer-a',
  'buyer-b',
  'bookseller',
  'courier',
  'chief',
  'boss',
];
const READERS = ['reader-1', 'reader-2', 'reader-3'];
const COPIES = ['c1', 'c2', 'c3', 'c4', 'c5'];
const SLOTS = ['2018-06-07 10:00-12:00', '2018-06-08 10:00-12:00', '2018-06-07 15:00-17:00'];

function ofPlace(dice: Dice, kind: string): string {
  const names: Record<string, string[]> = {
    campus: ['north', 'south'],
    collection: ['n-main', 's-main', 'n-arts', 's-arts'],
    point: ['n-desk', 's-desk'],
    address: ['n-door', 's-door'],
    shelf: ['N-RANGE', 'S-RANGE', 'N-LOCKER'],
    hold_slot: ['N-SLOT', 'S-SLOT'],
  };
  return oneOf(dice, names[kind] ?? ['north']);
}

interface Seen {
  request: Request | null;
  barcode: string | null;
  reader: string | null;
}

function valueFor(dice: Dice, spec: FieldSpec, seen: Seen, serial: number): unknown {
  switch (spec.kind) {
    case 'scan':
      return dice() < 0.9 && seen.barcode !== null
        ? seen.barcode
        : oneOf(dice, COPIES).toUpperCase();
    case 'reader_card':
      return dice() < 0.9 && seen.reader !== null ? seen.reader : oneOf(dice, READERS);
    case 'reader':
      return oneOf(dice, READERS);
    case 'title':
      return oneOf(dice, ['t1', 't1', 't2', 't3']);
    case 'copy':
      return oneOf(dice, COPIES);
    case 'flag':
      return dice() < 0.5;
    case 'day':
      return oneOf(dice, ['2018-06-08', '2018-06-20', '2018-07-10']);
    case 'money':
      return oneOf(dice, [1500, 3000, 4500, 12_000]);
    case 'number':
      return Math.floor(dice() * 5);
    case 'campus':
    case 'collection':
    case 'point':
    case 'address':
    case 'shelf':
    case 'hold_slot':
      return dice() < 0.03 ? 'nowhere' : ofPlace(dice, spec.kind);
    case 'crate':
      return oneOf(dice, ['CR-001', 'CR-002']);
    case 'bag':
      return seen.request?.fields['bag'] ?? `BAG-${String(1000 + (serial % 9000))}`;
    case 'places_looked':
      return spec.options ? [...spec.options] : ['shelf', 'trolley'];
    case 'isbn':
      return seen.request?.fields['isbn'] ?? oneOf(dice, ISBNS);
    case 'barcode':
      return `N${String(10_000_000 + serial)}`;
    case 'fund':
      return oneOf(dice, ['fund', 'fund', 'small']);
    case 'vendor':
      return 'vendor';
    case 'text':
      return 'words';
    case 'slot':
      return oneOf(dice, SLOTS);
    case 'reason':
      return oneOf(dice, spec.options ?? ['policy', 'damaged', 'duplicate']);
    default:
      return spec.options ? oneOf(dice, spec.options) : 'words';
  }
}

function inputFor(dice: Dice, spec: ActionSpec, seen: Seen, serial: number) {
  const input: Record<string, unknown> = {};
  for (const chance of [0.35, 0]) {
    for (const [name, field] of Object.entries(spec.input ?? {})) {
      if (input[name] !== undefined || (field.when && !field.when(input, seen.request))) continue;
      const likely = isRequired(field, input, seen.request) ? 0.98 : chance;
      if (dice() < likely) input[name] = valueFor(dice, field, seen, serial);
    }
  }
  if (dice() < 0.3) input['swap'] = true;
  if (dice() < 0.2) input['override'] = true;
  if (input['reason'] === 'other' || dice() < 0.1) input['note'] = 'a note';
  return input;
}

const IN_ROLE: Record<string, string[]> = {
  desk: ['desk-a', 'desk-b', 'desk-c', 'boss', 'north-only'],
  assistant: ['desk-a'],
  collection: ['keeper-a', 'keeper-a', 'keeper-b'],
  acquisitions: ['buyer-a', 'buyer-b'],
  courier: ['courier', 'desk-b'],
  vendor: ['bookseller'],
  supervisor: ['chief', 'boss', 'buyer-b'],
};

function actorFor(dice: Dice, spec: ActionSpec | undefined, request: Request | null): string {
  if (!spec || dice() < 0.1) return oneOf(dice, STAFF);
  const { role } = oneOf(dice, spec.who);
  if (role === 'system') return 'system';
  if (role === 'reader') return request?.readerId ?? oneOf(dice, READERS);
  return oneOf(dice, IN_ROLE[role] ?? STAFF);
}

function pointFor(dice: Dice, request: Request | null): string | null {
  const roll = dice();
  const campus = roll < 0.5 ? request?.campus : request?.targetCampus;
  if (campus === 'north' || campus === 'south') return `${campus.slice(0, 1)}-desk`;
  return roll < 0.97 ? oneOf(dice, ['n-desk', 's-desk']) : null;
}

interface Move {
  type: string;
  entity: string;
  request: Request | null;
  spec: ActionSpec | undefined;
  input: Record<string, unknown>;
}

/** Actions that lead away from the main road, tried less often. */
const ENDS = [
  'lent',
  'ineligible',
  'lent_elsewhere',
  'correct',
  'cancel',
  'reject',
  'report_problem',
  'supplier_failed',
  'ask_cancel',
  'call_off',
  'explain',
  'change_copy',
  'redirect',
  'share',
];

function ofQueue(dice: Dice, request: Request, world: Seen, serial: number): Move {
  const definition: QueueDefinition = QUEUES[request.queue];
  const names = Object.keys(definition.actions).filter((name) => {
    const spec = definition.actions[name];
    if (spec === undefined) return false;
    return startsFrom(spec, request) ? !ENDS.includes(name) || dice() < 0.12 : dice() < 0.01;
  });
  const action = names.length === 0 ? 'cancel' : oneOf(dice, names);
  const spec = definition.actions[action];
  const input = spec ? inputFor(dice, spec, world, serial) : {};
  return { type: `${request.queue}.${action}`, entity: request.id, request, spec, input };
}

function submission(dice: Dice, id: string, serial: number): Move {
  const { reallocation, find_book, purchase, delivery } = QUEUES;
  const queue = oneOf(dice, [reallocation, reallocation, delivery, delivery, purchase, find_book]);
  const action = dice() < 0.1 && queue.name === 'reallocation' ? 'open_return' : 'submit';
  const spec = queue.actions[action];
  const seen = { request: null, barcode: null, reader: null };
  const input = spec ? inputFor(dice, spec, seen, serial) : {};
  const readerId = dice() < 0.9 ? { readerId: oneOf(dice, READERS) } : {};
  const code = { code: `N1-${String(serial).padStart(4, '0')}` };
  return {
    type: `${queue.name}.${action}`,
    entity: id,
    request: null,
    spec,
    input: { ...input, ...readerId, ...code },
  };
}

function aside(dice: Dice, request: Request): Move {
  const type = oneOf(dice, [
    'claim',
    'claim',
    'release',
    'take_over',
    'note',
    'undo',
    'undo',
    'undo',
  ]);
  const input =
    type === 'take_over' ? { reason: 'policy' } : type === 'note' ? { note: 'seen' } : {};
  return { type: `request.${type}`, entity: request.id, request, spec: undefined, input };
}

function moveFor(dice: Dice, world: MemoryWorld, id: string, serial: number): Move {
  const requests = world.all('request');
  const open = requests.filter((each) => each.endedOn === null);
  const roll = dice();
  if (open.length < 3 || roll < 0.1) return submission(dice, id, serial);
  if (roll < 0.2) {
    const copy = oneOf(dice, COPIES);
    return { type: 'copy.sighting', entity: copy, request: null, spec: undefined, input: {} };
  }
  const request = roll < 0.25 ? oneOf(dice, requests) : oneOf(dice, open);
  if (roll < 0.33) return aside(dice, request);
  const copy = world.all('copy').find((each) => each.id === request.copyId);
  const seen = { request, barcode: copy?.barcode ?? null, reader: request.readerId };
  return ofQueue(dice, request, seen, serial);
}

/** A random command on the world as it is; `serial` numbers it and makes its id. */
export function randomCommand(
  dice: Dice,
  world: MemoryWorld,
  serial: number,
  at: Instant,
): Command {
  const random = Uint8Array.from({ length: 10 }, (_, index) => (serial * 7 + index * 31) % 256);
  const id = uuidv7(millis(at), random);
  const move = moveFor(dice, world, modelEnv.deriveId(id, 0), serial);
  const last = move.request?.head ?? null;
  return {
    id,
    desk: 'N1',
    point: pointFor(dice, move.request),
    cseq: serial,
    actor:
      move.type === 'request.undo'
        ? oneOf(dice, [...STAFF])
        : actorFor(dice, move.spec, move.request),
    type: move.type,
    v: 1,
    entity: move.entity,
    expectHead: dice() < 0.95 ? last : 'another',
    input: move.input,
    at,
  };
}

/** Time goes on by minutes, now and then by hours or days. */
export function later(dice: Dice, at: Instant): Instant {
  const roll = dice();
  return addMinutes(at, roll < 0.93 ? Math.floor(dice() * 6) : roll < 0.985 ? 240 : 2880);
}

/** Performs so many random commands and checks the world after each; gives what became of them. */
export async function randomWork(
  world: MemoryWorld,
  rolls: readonly number[],
  commands: number,
): Promise<{ command: Command; outcome: Outcome }[]> {
  const dice = diceOf(rolls);
  const done = [];
  let at = START;
  for (let serial = 1; serial <= commands; serial += 1) {
    at = later(dice, at);
    const command = randomCommand(dice, world, serial, at);
    const before = snapshot(world);
    const twin = world.copy();
    const outcome = await perform(world, command, modelEnv);
    const again = await perform(twin, command, modelEnv);
    const problems = [
      ...(outcome.ok || snapshot(world) === before ? [] : ['a refusal changed rows']),
      ...(JSON.stringify(again) === JSON.stringify(outcome)
        ? []
        : ['a repeat came out differently']),
      ...(snapshot(twin) === snapshot(world) ? [] : ['a repeat gave other rows']),
      ...broken(world),
    ];
    if (problems.length > 0) {
      throw new Error(
        `${problems.join('\n')}\nafter ${JSON.stringify(command)}\n${JSON.stringify(outcome)}`,
      );
    }
    done.push({ command, outcome });
  }
  return done;
}

const KINDS = [
  'request',
  'event',
  'custody',
  'copy',
  'fund',
  'loan',
  'hold',
  'notice',
  'manifest',
  'round',
] as const;

function snapshot(world: MemoryWorld): string {
  return JSON.stringify(KINDS.map((kind) => world.all(kind)));
}

function custodyProblems(world: MemoryWorld): string[] {
  const open = world.all('custody').filter((each) => each.until === null);
  const holding = world
    .all('request')
    .filter((each) => each.copyId !== null && holdsCopy(QUEUES[each.queue], each));
  const copies = new Set([
    ...open.map((each) => each.copyId),
    ...holding.map((each) => each.copyId),
  ]);
  return [...copies].flatMap((copyId) => {
    const held = open.filter((each) => each.copyId === copyId);
    const holders = holding.filter((each) => each.copyId === copyId);
    const owner = holders.some((each) => each.id === held[0]?.requestId);
    if (held.length === 1 && owner) return [];
    const states = holders.map((each) => `${each.code} ${each.queue} ${each.state}`).join(', ');
    return [
      `copy ${copyId}: ${held.length} custodies (${held[0]?.requestId}), ● ${states || 'nobody'}`,
    ];
  });
}

function moneyProblems(world: MemoryWorld): string[] {
  return world.all('fund').flatMap((fund) => {
    const sum = world
      .all('request')
      .filter((each) => each.fundId === fund.id && holdsMoney(QUEUES[each.queue], each))
      .reduce((total, each) => total + each.encumbered, 0);
    const equal = sum === fund.encumbered ? [] : [`${fund.id}: ${fund.encumbered} for ${sum}`];
    const over = fund.encumbered + fund.spent > fund.budget || fund.spent < 0;
    return over ? [...equal, `${fund.id} is over its budget`] : equal;
  });
}

function rowProblems(world: MemoryWorld, request: Request): string[] {
  const definition = QUEUES[request.queue];
  const events = world
    .all('event')
    .filter((each) => each.requestId === request.id)
    .toSorted((a, b) => a.seq - b.seq);
  const folded = fold(definition, events);
  const { ver, claim, leaderId, blockedBy } = request;
  const same =
    JSON.stringify({ ...folded, ver, claim, leaderId, blockedBy }) === JSON.stringify(request);
  const dense = events.every((event, index) => event.seq === index + 1);
  const ended = hasEnded(definition, request);
  const loose = ended && (leaderId !== null || blockedBy !== null || claim !== null);
  const problems = same ? [] : [`${request.code} is not what its events fold to`];
  if (!dense) problems.push(`${request.code} has a gap in its events`);
  if (ended !== (request.endedOn !== null)) problems.push(`${request.code} has a wrong end`);
  if (loose) problems.push(`${request.code} has ended but still waits`);
  return problems;
}

function linkProblems(world: MemoryWorld, request: Request): string[] {
  const find = (id: string | null) => world.all('request').find((each) => each.id === id);
  const problems: string[] = [];
  const open = (other: Request | undefined) =>
    other !== undefined && !hasEnded(QUEUES[other.queue], other);
  if (request.leaderId !== null && !open(find(request.leaderId))) {
    problems.push(`${request.code} follows an ended leader`);
  }
  if (request.blockedBy !== null && !open(find(request.blockedBy))) {
    problems.push(`${request.code} is blocked by an ended case`);
  }
  const first = QUEUES[request.queue].first;
  if (request.leaderId !== null && ![first, 'exception'].includes(request.state)) {
    problems.push(`${request.code} is a follower in ${request.state}`);
  }
  return problems;
}

function loanProblems(world: MemoryWorld): string[] {
  const open = world.all('loan').filter((each) => each.closedOn === null);
  const copies = new Set(open.map((each) => each.copyId));
  return copies.size === open.length ? [] : ['a copy is lent twice'];
}

/** Every broken invariant of the world, in words. */
export function broken(world: MemoryWorld): string[] {
  return [
    ...custodyProblems(world),
    ...moneyProblems(world),
    ...loanProblems(world),
    ...world
      .all('request')
      .flatMap((each) => [...rowProblems(world, each), ...linkProblems(world, each)]),
  ];
}
