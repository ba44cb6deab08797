// Random work in the model library: commands by anybody on anything, mostly sensible, each checked against the invariants.

import { uuidv7 } from '../../src/shared/lib/ids.ts';
import { addMinutes, millis } from '../../src/shared/lib/time.ts';
import type { Instant } from '../../src/shared/lib/time.ts';
import type { Command, Outcome } from '../../src/shared/queues/command.ts';
import { startsFrom } from '../../src/shared/queues/engine/decide.ts';
import { QUEUES } from '../../src/shared/queues/index.ts';
import type { MemoryWorld } from '../../src/shared/queues/world/memory-world.ts';
import { perform } from '../../src/shared/queues/engine/perform.ts';
import type { ActionSpec, QueueDefinition } from '../../src/shared/queues/queue.ts';
import type { Request } from '../../src/shared/queues/request.ts';
import {
  COPIES,
  READERS,
  STAFF,
  actorFor,
  diceOf,
  inputFor,
  oneOf,
  pointFor,
} from './model-input.ts';
import type { Dice, Seen } from './model-input.ts';
import { broken, snapshot } from './model-invariants.ts';
import { START, modelEnv } from './model-library.ts';

/** Something that somebody is about to do. */
export interface Move {
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
  'close_case',
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

/** What random work is chosen by: the requests that somebody sees, and what is on the copies. */
export interface Looked {
  requests: readonly Request[];
  barcodeOf(copyId: string): string | null;
}

/** A random move on what is there; `id` is what a new request would be called. */
export function moveFor(dice: Dice, looked: Looked, id: string, serial: number): Move {
  const { requests } = looked;
  const open = requests.filter((each) => each.endedOn === null);
  const roll = dice();
  if (open.length < 3 || roll < 0.1) return submission(dice, id, serial);
  if (roll < 0.2) {
    const copy = oneOf(dice, COPIES);
    return { type: 'copy.sighting', entity: copy, request: null, spec: undefined, input: {} };
  }
  const request = roll < 0.25 ? oneOf(dice, requests) : oneOf(dice, open);
  if (roll < 0.33) return aside(dice, request);
  const barcode = request.copyId === null ? null : looked.barcodeOf(request.copyId);
  const seen = { request, barcode, reader: request.readerId };
  return ofQueue(dice, request, seen, serial);
}

/** A random command on the world as it is; `serial` numbers it and makes its id. */
function randomCommand(dice: Dice, world: MemoryWorld, serial: number, at: Instant): Command {
  const random = Uint8Array.from({ length: 10 }, (_, index) => (serial * 7 + index * 31) % 256);
  const id = uuidv7(millis(at), random);
  const copies = world.all('copy');
  const looked = {
    requests: world.all('request'),
    barcodeOf: (copyId: string) => copies.find((each) => each.id === copyId)?.barcode ?? null,
  };
  const move = moveFor(dice, looked, modelEnv.deriveId(id, 0), serial);
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
function later(dice: Dice, at: Instant): Instant {
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
