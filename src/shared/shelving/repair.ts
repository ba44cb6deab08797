// The fewest moves that put a shelf in order: whatever stands in the longest run that is in order stays where it is.

/** One book to be moved. Positions are those of the scanned sequence, from 0. */
export interface Move {
  /** Which one. */
  at: number;
  /** After which one it belongs once all is in order; null = at the beginning. */
  after: number | null;
  /** Before which one; null = at the end. */
  before: number | null;
  /** The one that stays and with which it cannot stand as it does. */
  against: number;
  /** `before`: it belongs before `against`, and stands after it; `after` the other way. */
  belongs: 'before' | 'after';
}

/** Positions of a longest run whose keys do not fall, ascending. O(n log n); of several the one whose ends are lowest. */
export function longestRun(keys: readonly string[]): number[] {
  /** Position of the lowest end of a run of each length. */
  const ends: number[] = [];
  const previous: number[] = [];
  keys.forEach((key, at) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((keys[ends[middle] ?? 0] ?? '') <= key) low = middle + 1;
      else high = middle;
    }
    previous.push(low === 0 ? -1 : (ends[low - 1] ?? -1));
    ends[low] = at;
  });
  const run: number[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) run.push(at);
  return run.toReversed();
}

/** Positions in shelf order; equal keys keep the order in which they stand. */
function inOrder(keys: readonly string[]): number[] {
  const keyOf = (at: number) => keys[at] ?? '';
  return keys
    .map((_, at) => at)
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : a - b));
}

/** For each position the last one that stays at or before it (`-1` = none), and the first that stays after it. */
function neighbours(stays: readonly boolean[]): { last: number[]; next: number[] } {
  const last: number[] = [];
  let seen = -1;
  stays.forEach((stay, at) => {
    if (stay) seen = at;
    last.push(seen);
  });
  const next = stays.map(() => -1);
  seen = -1;
  for (let at = stays.length - 1; at >= 0; at -= 1) {
    next[at] = seen;
    if (stays[at]) seen = at;
  }
  return { last, next };
}

/**
 * The fewest moves that leave the keys of a scanned sequence in order, in shelf order of the books moved. Each names its
 * neighbours once everything is in order, and the book that stays and shows that it stands wrong.
 */
export function repair(keys: readonly string[]): Move[] {
  const stays = keys.map(() => false);
  for (const at of longestRun(keys)) stays[at] = true;
  const { last, next } = neighbours(stays);
  const order = inOrder(keys);
  return order.flatMap((at, place): Move[] => {
    if (stays[at]) return [];
    const left = last[at] ?? -1;
    // Between its neighbours that stay it would have its place in the run: it is below the left one or above the right.
    const belongs = left >= 0 && (keys[at] ?? '') < (keys[left] ?? '') ? 'before' : 'after';
    const against = belongs === 'before' ? left : (next[at] ?? -1);
    const after = order[place - 1] ?? null;
    return [{ at, after, before: order[place + 1] ?? null, against, belongs }];
  });
}
