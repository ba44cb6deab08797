// Random people, places and inputs for the model library: mostly what an action asks for, sometimes not.

import { isRequired } from '../../src/shared/queues/engine/field-check.ts';
import type { ActionSpec, FieldSpec } from '../../src/shared/queues/queue.ts';
import type { Request } from '../../src/shared/queues/request.ts';
import { ISBNS } from './model-library.ts';

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

/** One of a list; throws on an empty one. */
export function oneOf<T>(dice: Dice, list: readonly T[]): T {
  const found = list[Math.floor(dice() * list.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
}

/** Everybody who works in the model library. */
export const STAFF = [
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
/** Its readers. */
export const READERS = ['reader-1', 'reader-2', 'reader-3'];
/** Its copies. */
export const COPIES = ['c1', 'c2', 'c3', 'c4', 'c5'];
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

/** What a person has before them. */
export interface Seen {
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

/** An input for the action: nearly always what it asks for. */
export function inputFor(dice: Dice, spec: ActionSpec, seen: Seen, serial: number) {
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

/** Somebody who probably may, or anybody. */
export function actorFor(
  dice: Dice,
  spec: ActionSpec | undefined,
  request: Request | null,
): string {
  if (!spec || dice() < 0.1) return oneOf(dice, STAFF);
  const { role } = oneOf(dice, spec.who);
  if (role === 'system') return 'system';
  if (role === 'reader') return request?.readerId ?? oneOf(dice, READERS);
  return oneOf(dice, IN_ROLE[role] ?? STAFF);
}

/** Where they stand: mostly where the request is or goes. */
export function pointFor(dice: Dice, request: Request | null): string | null {
  const roll = dice();
  const campus = roll < 0.5 ? request?.campus : request?.targetCampus;
  if (campus === 'north' || campus === 'south') return `${campus.slice(0, 1)}-desk`;
  return roll < 0.97 ? oneOf(dice, ['n-desk', 's-desk']) : null;
}
