// Practice of shelf order: exercises made of real call numbers, what is right, how somebody is getting on.

import type { Explanation } from '../library/call-number-explain.ts';
import { explainOrder } from '../library/call-number-explain.ts';
import type { CallNumberOptions } from '../library/call-number-parts.ts';
import { callKey, isReadable } from '../library/call-number.ts';
import type { Practice } from '../library/practice.ts';

/** One exercise: which stands first of two, or several to be put in order. */
export interface Exercise {
  kind: 'first' | 'order';
  /** As they are shown. */
  numbers: string[];
}

/** What exercises are made of. */
export interface ExerciseWish {
  count: number;
  /** 0 to 1: how close to each other the numbers stand; grows with what somebody can. */
  level: number;
  /** Each from 0 (inclusive) to 1 (exclusive). */
  random(): number;
}

const SEVERAL = 5;
/** Neighbours in shelf order among which an easy exercise chooses, and a hard one. */
const WIDE = 200;
const NARROW = 8;
/** Share of the exercises that come from what went wrong before. */
const FROM_MISTAKES = 0.3;

/** Numbers that make `mulberry32`, a small generator whose numbers follow from its seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const result = [...list];
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [result[at], result[other]] = [result[other] as T, result[at] as T];
  }
  return result;
}

/** Call numbers with places of their own, in shelf order: what exercises choose from. */
export function practisable(numbers: readonly string[], options: CallNumberOptions): string[] {
  const byKey = new Map<string, string>();
  for (const number of numbers) {
    if (isReadable(number, options)) byKey.set(callKey(number, options), number);
  }
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, number]) => number);
}

function pick(shelf: readonly string[], size: number, { level, random }: ExerciseWish): string[] {
  const reach = Math.max(size, Math.round(WIDE + (NARROW - WIDE) * level));
  const from = Math.floor(random() * Math.max(1, shelf.length - reach + 1));
  return shuffled(shelf.slice(from, from + reach), random).slice(0, size);
}

/**
 * Exercises from a stretch of shelf (`practisable`) and from what went wrong before. Fewer than two numbers make none.
 */
export function exercisesOf(
  shelf: readonly string[],
  missed: readonly (readonly string[])[],
  wish: ExerciseWish,
): Exercise[] {
  if (shelf.length < 2) return [];
  const { count, random } = wish;
  return Array.from({ length: count }, (_, index): Exercise => {
    const again = missed[Math.floor(random() * missed.length)];
    if (again && again.length > 1 && random() < FROM_MISTAKES) {
      return { kind: again.length > 2 ? 'order' : 'first', numbers: shuffled(again, random) };
    }
    const kind = index % 2 === 0 ? 'first' : 'order';
    return { kind, numbers: pick(shelf, kind === 'first' ? 2 : SEVERAL, wish) };
  });
}

/** What became of an answer. */
export interface Verdict {
  right: boolean;
  /** The numbers in shelf order. */
  order: string[];
  /** The first two that stood wrong beside each other, or the first two at all: why they stand as they do. */
  why: Explanation | null;
}

/** Judges the numbers in the order in which somebody put them; numbers with the same place may change theirs. */
export function judge(answer: readonly string[], options: CallNumberOptions): Verdict {
  const keys = new Map(answer.map((number) => [number, callKey(number, options)]));
  const keyOf = (number: string) => keys.get(number) ?? '';
  const order = answer.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
  const wrong = answer.findIndex(
    (number, at) => at > 0 && keyOf(answer[at - 1] ?? '') > keyOf(number),
  );
  const [one, other] = wrong < 0 ? order : [answer[wrong], answer[wrong - 1]];
  const why = one !== undefined && other !== undefined ? explainOrder(one, other, options) : null;
  return { right: wrong < 0, order, why };
}

/** What somebody must reach to have passed. */
export interface PassMark {
  /** Share of right answers, in per cent. */
  percent: number;
  /** Counted over the last so many exercises at least. */
  exercises: number;
}

/** How somebody is getting on. */
export interface Curve {
  /** One point a sitting, oldest first; `percent` over the last exercises up to then. */
  points: {
    day: string;
    at: string;
    exercises: number;
    right: number;
    seconds: number;
    percent: number;
  }[];
  exercises: number;
  right: number;
  /** Right answers in per cent over the last exercises that the pass mark counts; null before the first. */
  recent: number | null;
  /** Since when passed; null = not yet. */
  passedOn: string | null;
}

function recentPercent(rows: readonly Practice[], least: number): { percent: number; of: number } {
  let exercises = 0;
  let right = 0;
  for (const row of rows.toReversed()) {
    if (exercises >= least) break;
    exercises += row.exercises;
    right += row.right;
  }
  return { percent: exercises === 0 ? 0 : Math.round((100 * right) / exercises), of: exercises };
}

/** The learning curve of one person's sittings. Once passed stays passed: it says what somebody has shown, not a rank. */
export function curveOf(sittings: readonly Practice[], mark: PassMark): Curve {
  const rows = sittings.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  let passedOn: string | null = null;
  const points = rows.map((row, index) => {
    const { percent, of } = recentPercent(rows.slice(0, index + 1), mark.exercises);
    if (passedOn === null && of >= mark.exercises && percent >= mark.percent) passedOn = row.day;
    const { day, at, exercises, right, seconds } = row;
    return { day, at, exercises, right, seconds, percent };
  });
  const sum = (of: (row: Practice) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    points,
    exercises: sum((row) => row.exercises),
    right: sum((row) => row.right),
    recent: points.at(-1)?.percent ?? null,
    passedOn,
  };
}
