// Everything that looks random: numbers and ids that follow from (seed, kind, index) alone, whatever was made before.

/** Kinds with their own numbers; the order is part of every id, so new ones go last. */
const KIND_NUMBERS = [
  'place',
  'calendar',
  'staff',
  'vendor',
  'fund',
  'title',
  'copy',
  'reader',
  'daily',
  'loan',
  'hold',
  'request',
  'event',
  'command',
  'custody',
  'bundle',
  'manifest',
  'round',
  'notice',
  'template',
  'shelf_task',
  'history',
  'provisional',
  'feedback',
  'rating',
  'suggestion',
  'review',
] as const;
/** A kind of thing that has ids or dice of its own. */
export type DiceKind = (typeof KIND_NUMBERS)[number];

const NUMBERS = new Map<string, number>(KIND_NUMBERS.map((kind, number) => [kind, number + 1]));

/** Thirty-two well-mixed bits (murmur3's finish) of two numbers. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(b + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const HEX = Array.from({ length: 65_536 }, (_, number) => number.toString(16).padStart(4, '0'));
const hex = (number: number) => HEX[number & 0xffff] ?? '';

/**
 * The id of the index-th thing of a kind: a UUID (version 8) that grows with the index, so that indexes fill
 * at their end, and that sorts before every id made later (its first 48 bits read as a time lie in 2004).
 */
export function idOf(seed: number, kind: DiceKind, index: number): string {
  const number = NUMBERS.get(kind) ?? 0;
  const one = mix(seed + number, index);
  const two = mix(one, seed ^ number);
  return `0100${hex(index >>> 16)}-${hex(index)}-8${hex(number).slice(2)}0-8${hex(one).slice(1)}-${hex(one >>> 16)}${hex(two)}${hex(two >>> 16)}`;
}

/** A row of numbers that begins the same for the same (seed, kind, index). */
export interface Dice {
  /** At least 0 and less than 1. */
  unit(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
}

/** Dice of one thing. */
export function diceOf(seed: number, kind: DiceKind, index: number): Dice {
  const base = mix(seed ^ Math.imul(NUMBERS.get(kind) ?? 0, 0x1b873593), index);
  let thrown = 0;
  const unit = () => mix(base, ++thrown) / 4_294_967_296;
  const between = (low: number, high: number) => low + Math.floor(unit() * (high - low + 1));
  return {
    unit,
    between,
    chance: (probability) => unit() < probability,
    pick: (list) => at(list, between(0, list.length - 1)),
  };
}

/** The element at an index that is known to be there. */
export function at<T>(list: readonly T[], index: number): T {
  if (index < 0 || index >= list.length) throw new Error(`no element ${index} of ${list.length}`);
  return list[index] as T;
}

/** Puts a list in an order that follows from the dice. */
export function shuffled<T>(list: readonly T[], dice: Dice): T[] {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = dice.between(0, last);
    const kept = at(order, last);
    order[last] = at(order, other);
    order[other] = kept;
  }
  return order;
}
