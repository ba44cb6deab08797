// A scanned shelf, read: what stands wrong and where it belongs, what does not belong there at all, what is missing.

import type { Explanation } from '../library/call-number-explain.ts';
import { explainOrder } from '../library/call-number-explain.ts';
import type { CallNumberOptions } from '../library/call-number-parts.ts';
import { isReadable } from '../library/call-number.ts';
import type { CopyStatus } from '../library/entities.ts';
import type { Instant } from '../lib/time.ts';
import { repair } from './repair.ts';

/** A copy as a shelf is read with it. */
export interface ShelfCopy {
  id: string;
  barcode: string;
  callNumber: string;
  /** Of `library/shelf-keys`. */
  key: string;
  title: string;
  volume: string | null;
  /** Collection that holds it now (place id). */
  holding: string;
  status: CopyStatus;
  /** Due instant of its open loan. */
  lentUntil: Instant | null;
  /** Code of the open request that has it in its hands, or for which it is on its way. */
  heldFor: string | null;
  /** Code of an open search for it. */
  lookedFor: string | null;
}

/** The shelf that is read: a collection, and of it the keys from (inclusive) to (exclusive); null = no end. */
export interface Stretch {
  collection: string;
  fromKey: string | null;
  toKey: string | null;
}

/** What there is to say of a scanned code besides its order. */
const STRANGERS = [
  /** No copy has this barcode. */
  'unknown',
  /** Scanned before. */
  'twice',
  /** Another collection holds it. */
  'other_collection',
  /** Its call number belongs to another range. */
  'other_range',
  /** Its call number cannot be read, so its place cannot be told. */
  'unreadable',
  /** It is on loan and stands here all the same. */
  'on_loan',
  /** A request has it, or a hold waits for it. */
  'held',
  /** Somebody looks for it. */
  'looked_for',
  /** It counts as missing, and is here. */
  'missing_found',
  /** It counts as lost, and is here. */
  'lost_found',
  /** It is withdrawn, in repair or not yet catalogued. */
  'not_in_use',
] as const;
/** A code of `STRANGERS`. */
export type StrangerKind = (typeof STRANGERS)[number];

/** Of these the place on the shelf does not matter: they are taken off it. */
const TAKEN_OFF: ReadonlySet<StrangerKind> = new Set([
  'unknown',
  'twice',
  'other_collection',
  'other_range',
  'unreadable',
  'on_loan',
  'held',
  'not_in_use',
]);

/** Something to say of a scanned code. */
export interface Stranger {
  /** Position in the scanned sequence, from 0. */
  at: number;
  kind: StrangerKind;
  barcode: string;
  copy: ShelfCopy | null;
}

/** A copy to be moved, with its reason. */
export interface Misplaced {
  at: number;
  copy: ShelfCopy;
  /** Where it belongs: its neighbours once all is in order; null at the ends. */
  after: ShelfCopy | null;
  before: ShelfCopy | null;
  /** Why it cannot stand where it does. */
  why: Explanation;
}

/** What a scanned shelf comes to. */
export interface Reading {
  /** Codes scanned, and copies among them that count for the order. */
  scanned: number;
  ordered: number;
  misplaced: Misplaced[];
  strangers: Stranger[];
}

/** Whether a key lies within the stretch. */
function isWithin(key: string, { fromKey, toKey }: Stretch): boolean {
  return (fromKey === null || key >= fromKey) && (toKey === null || key < toKey);
}

const NOT_AVAILABLE: Record<Exclude<CopyStatus, 'available'>, StrangerKind> = {
  missing: 'missing_found',
  lost: 'lost_found',
  provisional: 'not_in_use',
  in_repair: 'not_in_use',
  withdrawn: 'not_in_use',
};

/** What is worth saying of a copy wherever it is scanned: sought, out of use, lent, held; the first decides what to do. */
export function conditionOf(copy: ShelfCopy): StrangerKind[] {
  const kinds: StrangerKind[] = [];
  if (copy.lookedFor !== null) kinds.push('looked_for');
  if (copy.status !== 'available') kinds.push(NOT_AVAILABLE[copy.status]);
  if (copy.lentUntil !== null) kinds.push('on_loan');
  if (copy.heldFor !== null) kinds.push('held');
  return kinds;
}

/** What of a copy is worth saying on a shelf. */
function strangeness(copy: ShelfCopy, stretch: Stretch | null, options: CallNumberOptions) {
  const kinds = conditionOf(copy);
  if (stretch !== null && copy.holding !== stretch.collection) kinds.push('other_collection');
  else if (!isReadable(copy.callNumber, options)) kinds.push('unreadable');
  else if (stretch !== null && !isWithin(copy.key, stretch)) kinds.push('other_range');
  return kinds;
}

/** What is said of each scanned code, and which copies stand in the order, with their positions. */
function sortOut(
  codes: readonly string[],
  copyOf: (code: string) => ShelfCopy | undefined,
  stretch: Stretch | null,
  options: CallNumberOptions,
) {
  const strangers: Stranger[] = [];
  const standing: { at: number; copy: ShelfCopy }[] = [];
  const seen = new Set<string>();
  codes.forEach((barcode, at) => {
    const copy = copyOf(barcode) ?? null;
    const again = seen.has(copy?.id ?? barcode);
    seen.add(copy?.id ?? barcode);
    const kinds: StrangerKind[] = again
      ? ['twice']
      : copy === null
        ? ['unknown']
        : strangeness(copy, stretch, options);
    for (const kind of kinds) strangers.push({ at, kind, barcode, copy });
    if (copy !== null && !kinds.some((kind) => TAKEN_OFF.has(kind))) standing.push({ at, copy });
  });
  return { strangers, standing };
}

/**
 * Reads a scanned shelf: the fewest moves that put it in order, in shelf order, and everything that does not belong
 * there. Copies that have to be taken off count for no move. O(n log n) in the number of codes.
 */
export function readShelf(
  codes: readonly string[],
  copyOf: (code: string) => ShelfCopy | undefined,
  stretch: Stretch | null,
  options: CallNumberOptions,
): Reading {
  const { strangers, standing } = sortOut(codes, copyOf, stretch, options);
  const copyAt = (at: number | null) => (at === null ? null : (standing[at]?.copy ?? null));
  const misplaced = repair(standing.map(({ copy }) => copy.key)).flatMap((move): Misplaced[] => {
    const own = standing[move.at];
    const against = copyAt(move.against);
    if (!own || !against) return [];
    const why = explainOrder(own.copy.callNumber, against.callNumber, options);
    return [
      { at: own.at, copy: own.copy, after: copyAt(move.after), before: copyAt(move.before), why },
    ];
  });
  return { scanned: codes.length, ordered: standing.length, misplaced, strangers };
}

/** An inventory of a stretch. */
export interface Inventory extends Reading {
  /** Copies that should stand there: held by the collection, in use, neither lent nor in the hands of a request. */
  expected: number;
  /** How many of them were scanned. */
  seen: number;
  /** Those that were not, in shelf order. */
  missing: ShelfCopy[];
}

/** Whether a copy should stand on the shelf. */
export function isExpected(copy: ShelfCopy): boolean {
  return copy.status === 'available' && copy.lentUntil === null && copy.heldFor === null;
}

/** Takes the inventory of a stretch: `held` are all copies that the collection holds there, in any state. */
export function takeInventory(
  codes: readonly string[],
  copyOf: (code: string) => ShelfCopy | undefined,
  held: readonly ShelfCopy[],
  stretch: Stretch,
  options: CallNumberOptions,
): Inventory {
  const scanned = new Set(codes.flatMap((code) => copyOf(code)?.id ?? []));
  const expected = held.filter(isExpected);
  const missing = expected
    .filter((copy) => !scanned.has(copy.id))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return {
    ...readShelf(codes, copyOf, stretch, options),
    expected: expected.length,
    seen: expected.length - missing.length,
    missing,
  };
}

/** Where the copies of a trolley go, in walking order; copies without a place come last. */
export interface TrolleyStop<P> {
  place: P;
  copies: ShelfCopy[];
}

/**
 * Puts a scanned trolley in order: by the place of each copy (`rankOf`, ascending), there by shelf key and barcode; a code
 * scanned twice counts once.
 */
export function orderTrolley<P>(
  copies: readonly ShelfCopy[],
  placeOf: (copy: ShelfCopy) => P,
  compare: (a: P, b: P) => number,
): TrolleyStop<P>[] {
  const once = [...new Map(copies.map((copy) => [copy.id, copy])).values()];
  const placed = once
    .map((copy) => ({ copy, place: placeOf(copy) }))
    .toSorted((a, b) => {
      const byPlace = compare(a.place, b.place);
      if (byPlace !== 0) return byPlace;
      const [one, other] = [
        a.copy.key + '\u0000' + a.copy.barcode,
        b.copy.key + '\u0000' + b.copy.barcode,
      ];
      return one < other ? -1 : 1;
    });
  const stops: TrolleyStop<P>[] = [];
  for (const { copy, place } of placed) {
    const last = stops.at(-1);
    if (last && compare(last.place, place) === 0) last.copies.push(copy);
    else stops.push({ place, copies: [copy] });
  }
  return stops;
}
