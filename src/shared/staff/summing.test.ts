// Sums of work against a slow second counting of the single things that were done.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays } from '../library/zone.ts';
import { normsOf } from './measures.ts';
import { periodOf, tallyOf, taskLines, timedCells, weeksOf } from './summing.ts';
import type { WorkSum } from './summing.ts';

const PERIOD = periodOf('2018-06-06', 30);

/** Single things, each counted once. */
const things = fc.array(
  fc.record({
    day: fc.integer({ min: 0, max: 29 }).map((n) => addDays(PERIOD.from, n)),
    role: fc.constantFrom('desk' as const, 'assistant' as const, 'courier' as const),
    campus: fc.constant(''),
    task: fc.constantFrom('find_book//open', 'delivery//accepted', null),
    search: fc.constantFrom('found' as const, 'overlooked' as const, 'in_place' as const, null),
    first: fc.boolean(),
    scan: fc.constantFrom('scanned' as const, 'typed' as const, null),
    n: fc.constant(1),
    minutes: fc.integer({ min: 0, max: 900 }),
  }),
  { maxLength: 120 },
);

/** The same things with those that are alike put together. */
function summed(list: readonly WorkSum[]): WorkSum[] {
  const sums = new Map<string, WorkSum>();
  for (const each of list) {
    const { day, role, task, search, first, scan } = each;
    const key = JSON.stringify([day, role, task, search, first, scan]);
    const known = sums.get(key);
    if (known) {
      sums.set(key, { ...known, n: known.n + 1, minutes: known.minutes + each.minutes });
    } else sums.set(key, each);
  }
  return [...sums.values()];
}

it('a period is whole days up to yesterday', () => {
  expect(PERIOD).toEqual({ from: '2018-05-07', to: '2018-06-05' });
});

it('weeks, kinds of task and tallies are what counting one by one gives', () => {
  fc.assert(
    fc.property(things, (list) => {
      const sums = summed(list);
      const timed = list.filter(({ role, task }) => role !== 'assistant' && task !== null);
      const norms = normsOf(
        timed.map(({ task, minutes }) => ({ task: task ?? '', minutes, n: 1 })),
      );
      const weight = (task: string | null) => norms.get(task ?? '')?.median ?? 0;
      const cells = timedCells(sums);
      const weeks = weeksOf(cells, PERIOD, norms, norms);
      expect(weeks.map(({ from }) => from)).toEqual([
        '2018-05-07',
        '2018-05-14',
        '2018-05-21',
        '2018-05-28',
        '2018-06-04',
      ]);
      for (const { from, to, n, units } of weeks) {
        const own = timed.filter(({ day }) => from <= day && day <= to);
        expect(n).toBe(own.length);
        const expected = own.reduce((sum, { task }) => sum + weight(task), 0);
        expect(units).toBeCloseTo(expected, 1);
      }
      for (const { task, n, actual, expected } of taskLines(
        cells,
        { recent: norms, whole: norms },
        (task) => (task === 'delivery//accepted' ? { n: 29, people: 5 } : { n: 30, people: 2 }),
      )) {
        const own = timed.filter((each) => each.task === task);
        expect(n).toBe(own.length);
        const took = own.reduce((sum, { minutes }) => sum + minutes, 0);
        expect(actual).toBe(took);
        expect(expected === null).toBe(n < 30 || task === 'delivery//accepted');
        expect(expected ?? took).toBeCloseTo(took, 4);
      }
      const tally = tallyOf(sums);
      expect(tally.typed).toBe(list.filter(({ scan }) => scan === 'typed').length);
      const found = list.filter(({ search }) => search === 'found');
      expect(tally.searches.found).toBe(found.length);
      expect(tally.first.found).toBe(found.filter(({ first }) => first).length);
    }),
  );
});
