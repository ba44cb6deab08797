// Why one call number stands before another: the first place where they differ, as a code and facts.

import type { CallNumberOptions, Part, PartKind } from './call-number-parts.ts';
import { callParts } from './call-number.ts';

/** Why, in the order of what is read; each code has a sentence in `words/shelving-words`. */
const ORDER_REASONS = [
  /** Nothing in which they differ has a value. */
  'same',
  /** The later one cannot be read, and what cannot be read comes last. */
  'unreadable',
  /** Neither can be read: as text. */
  'both_unreadable',
  /** The earlier one ends where the later one goes on. */
  'nothing_before_something',
  /** The earlier one's class ends, the later one's goes on; item lines are not looked at. */
  'class_ends',
  /** Letters as in the alphabet. */
  'letters',
  /** Item letters: the shorter first. */
  'shorter_letters',
  /** Class digits, compared one by one, not as a number. */
  'digits',
  /** The same digits, and then more. */
  'fewer_digits',
  /** Two signs in the rule's order. */
  'signs',
  /** What stands at the place is of two kinds. */
  'kinds',
  /** Whole numbers. */
  'numbers',
  /** Cutters and decimals: digit by digit. */
  'decimals',
  /** Words or prefixes, as text. */
  'words',
] as const;
/** A code of `ORDER_REASONS`. */
export type OrderReason = (typeof ORDER_REASONS)[number];

/** Kinds of piece as a sentence names them. */
export type PieceKind =
  | 'letter'
  | 'mark'
  | 'sign'
  | 'digit'
  | 'number'
  | 'date'
  | 'volume'
  | 'cutter'
  | 'word'
  | 'end';

/** Why `first` stands before `second`. */
export interface Explanation {
  reason: OrderReason;
  first: string;
  second: string;
  /** What both begin with, as written; '' where they differ at once. */
  common: string;
  /** What stands at the place where they differ; '' where a number has ended. */
  one: string;
  other: string;
  oneKind: PieceKind;
  otherKind: PieceKind;
}

const KINDS: Record<PartKind, PieceKind> = {
  letters: 'letter',
  item_letters: 'letter',
  class_letters: 'letter',
  mark: 'mark',
  digits: 'digit',
  decimal: 'digit',
  class_number: 'number',
  number: 'number',
  date: 'date',
  volume: 'volume',
  cutter: 'cutter',
  sign: 'sign',
  line: 'end',
  other: 'word',
  word: 'word',
  unreadable: 'word',
};
const DECIMALS: ReadonlySet<PartKind> = new Set(['decimal', 'cutter']);
const WHOLE: ReadonlySet<PartKind> = new Set(['class_number', 'number', 'date', 'volume']);
const LETTERS: ReadonlySet<PartKind> = new Set([
  'letters',
  'item_letters',
  'class_letters',
  'mark',
]);

function kindOf(part: Part | undefined): PieceKind {
  return part ? KINDS[part.what] : 'end';
}

/** The reason where both go on with a piece of the same kind. */
function alike(one: Part, other: Part, options: CallNumberOptions): OrderReason {
  if (one.what === 'digits' || (one.what === 'class_number' && options.scheme === 'dewey')) {
    return other.key.startsWith(one.key) ? 'fewer_digits' : 'digits';
  }
  if (one.what === 'item_letters' && one.text.length !== other.text.length) {
    return options.itemLetters === 'shorter_first' ? 'shorter_letters' : 'letters';
  }
  if (LETTERS.has(one.what)) return 'letters';
  if (DECIMALS.has(one.what)) return 'decimals';
  if (WHOLE.has(one.what)) return 'numbers';
  return one.what === 'sign' ? 'signs' : 'words';
}

const LETTERED: ReadonlySet<PartKind> = new Set(['word', 'cutter', 'volume']);

/** Words, cutters and volumes are read by their letters first. */
function lettersDiffer(one: Part, other: Part): boolean {
  if (!LETTERED.has(one.what) || !LETTERED.has(other.what)) return false;
  const lettersOf = ({ text }: Part) => /^\p{L}*/u.exec(text)?.[0];
  return lettersOf(one) !== lettersOf(other);
}

function reasonOf(
  one: Part | undefined,
  other: Part | undefined,
  options: CallNumberOptions,
): OrderReason {
  if (!other) return 'same';
  if (other.what === 'unreadable') {
    return one?.what === 'unreadable' ? 'both_unreadable' : 'unreadable';
  }
  if (!one) return 'nothing_before_something';
  if (one.what === 'line') return 'class_ends';
  if (lettersDiffer(one, other)) return 'letters';
  if (one.what === other.what) return alike(one, other, options);
  return kindOf(one) === kindOf(other) ? 'words' : 'kinds';
}

/** What decides between two parts: the parts, or within class digits that go on the next digit and what the other has there. */
function deciding(one: Part | undefined, other: Part | undefined, next: Part | undefined) {
  const goesOn =
    one?.what === 'digits' && other?.what === 'digits' && one.key.startsWith(other.key) && next;
  if (!goesOn) return { shared: [], one, other };
  const rest = one.key.slice(other.key.length);
  return { shared: [other], one: { ...one, text: rest, key: rest }, other: next };
}

/**
 * Why one of two call numbers stands before the other. Keys are made part by part, so the first part whose keys differ
 * decides, where one key is the beginning of the other what follows it.
 */
export function explainOrder(a: string, b: string, options: CallNumberOptions): Explanation {
  const [left, right] = [callParts(a, options), callParts(b, options)];
  const keyOf = (parts: readonly Part[]) => parts.map((part) => part.key).join('');
  const swapped = keyOf(right) < keyOf(left);
  const [ones, others] = swapped ? [right, left] : [left, right];
  let at = 0;
  while (at < ones.length && ones[at]?.key === others[at]?.key) at += 1;
  const { shared, one, other } = deciding(ones[at], others[at], others[at + 1]);
  return {
    reason: reasonOf(one, other, options),
    first: swapped ? b : a,
    second: swapped ? a : b,
    common: [...ones.slice(0, at), ...shared]
      .map((part) => part.text)
      .join(options.scheme === 'clc' ? '' : ' ')
      .replaceAll(' .', '.'),
    one: one?.text ?? '',
    other: other?.text ?? '',
    oneKind: kindOf(one),
    otherKind: kindOf(other),
  };
}
