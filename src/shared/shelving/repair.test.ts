import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestRun, repair } from './repair.ts';

/** The largest choice that already stands in order, found by trying every one. */
function largestInOrder(keys: readonly string[]): number {
  let best = 0;
  for (let choice = 0; choice < 2 ** keys.length; choice += 1) {
    const kept = keys.filter((_, at) => (choice >> at) % 2 === 1);
    const sorted = kept.every((key, at) => at === 0 || (kept[at - 1] ?? '') <= key);
    if (sorted && kept.length > best) best = kept.length;
  }
  return best;
}

/** Takes the books out, then puts each behind the one it is said to follow. */
function carryOut(keys: readonly string[]): string[] {
  const moves = repair(keys);
  const moved = new Set(moves.map(({ at }) => at));
  const shelf = keys.map((_, at) => at).filter((at) => !moved.has(at));
  for (const { at, after } of moves) {
    shelf.splice(after === null ? 0 : shelf.indexOf(after) + 1, 0, at);
  }
  return shelf.map((at) => keys[at] ?? '');
}

const shelf = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 11 });

describe('the fewest moves', () => {
  it('are as few as trying everything finds', () => {
    fc.assert(
      fc.property(shelf, (keys) => {
        expect(keys.length - repair(keys).length).toBe(largestInOrder(keys));
      }),
      { numRuns: 150 },
    );
  });

  it('put the shelf in order when they are carried out one after the other', () => {
    fc.assert(
      fc.property(shelf, (keys) => {
        expect(carryOut(keys)).toEqual(keys.toSorted());
      }),
    );
  });

  it('each name a book that stays and with which it cannot stand', () => {
    fc.assert(
      fc.property(shelf, (keys) => {
        const stays = new Set(longestRun(keys));
        for (const { at, against, belongs } of repair(keys)) {
          expect(stays.has(against)).toBe(true);
          const [own = '', other = ''] = [keys[at], keys[against]];
          expect(
            belongs === 'before' ? own < other && at > against : own > other && at < against,
          ).toBe(true);
        }
      }),
    );
  });

  it('leave a shelf in order alone, and move one book of two', () => {
    expect(repair(['a', 'b', 'b', 'c'])).toEqual([]);
    expect(repair([])).toEqual([]);
    expect(repair(['a', 'x', 'b', 'c'])).toEqual([
      { at: 1, after: 3, before: null, against: 2, belongs: 'after' },
    ]);
    expect(repair(['b', 'c', 'a'])).toEqual([
      { at: 2, after: null, before: 0, against: 1, belongs: 'before' },
    ]);
  });

  it('are found for five thousand books', () => {
    const keys = Array.from({ length: 5000 }, (_, at) =>
      String((at * 7919) % 5003).padStart(5, '0'),
    );
    expect(repair(keys).length).toBe(5000 - longestRun(keys).length);
  });
});
