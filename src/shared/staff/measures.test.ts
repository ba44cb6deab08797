// Figures of staff pages against slow second computations, and how often their intervals hold.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../shelving/practice.ts';
import { ratioEstimate, shareEstimate, studentQuantile } from './intervals.ts';
import { accuracyOf, effortOf, emptyTally, normsOf, rateOf, ratioOf } from './measures.ts';
import type { TaskCell } from './measures.ts';
import { othersThan } from './others.ts';

const day = (n: number) => `2018-05-${String(n).padStart(2, '0')}`;

/** Single stages: who, what, which day, how long. */
const stages = fc.array(
  fc.record({
    actor: fc.constantFrom('ann', 'bea', 'cai'),
    task: fc.constantFrom('a', 'b', 'c', 'd'),
    day: fc.integer({ min: 1, max: 28 }).map(day),
    minutes: fc.integer({ min: 0, max: 5000 }).map((tenths) => tenths / 10),
  }),
  { minLength: 1, maxLength: 200 },
);
const cells = (list: { task: string; day: string; minutes: number }[]): TaskCell[] =>
  list.map((each) => ({ ...each, n: 1 }));
const norms = (list: { task: string; minutes: number }[]) =>
  normsOf(list.map((each) => ({ ...each, n: 1 })));

describe('norms', () => {
  it('are the median and the mean of all that was done of a kind', () => {
    fc.assert(
      fc.property(stages, (list) => {
        const told = norms(list);
        for (const task of new Set(list.map((each) => each.task))) {
          const all = list.filter((each) => each.task === task).map(({ minutes }) => minutes);
          const sorted = all.toSorted((a, b) => a - b);
          const low = sorted[Math.floor((all.length - 1) / 2)] ?? 0;
          const high = sorted[Math.ceil((all.length - 1) / 2)] ?? 0;
          expect(told.get(task)?.n).toBe(all.length);
          expect(told.get(task)?.median).toBeCloseTo((low + high) / 2, 6);
          const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
          expect(told.get(task)?.mean).toBeCloseTo(mean, 6);
        }
      }),
    );
  });

  it('make effort: so many stages of a kind, each as much as its median', () => {
    const list = [2, 4, 60].map((minutes) => ({ task: 'a', minutes, day: day(1) }));
    const told = norms(list);
    expect(effortOf(cells(list), told, told)).toBe(12);
    // What nobody did in the last 90 days weighs as in the whole period.
    expect(effortOf(cells(list), new Map(), told)).toBe(12);
  });
});

/** Others did as much as is needed. */
const enough = () => ({ n: 30, people: 2 });

describe('observed-to-expected', () => {
  it('is 1 for all staff together, and the sums of a person’s own mix', () => {
    fc.assert(
      fc.property(stages, (list) => {
        const whole = norms(list);
        const all = ratioOf(cells(list), whole, enough);
        expect(all.actual).toBeCloseTo(all.expected, 4);
        const own = list.filter(({ actor }) => actor === 'ann');
        const mean = (task: string) => {
          const same = list.filter((each) => each.task === task);
          return same.reduce((sum, each) => sum + each.minutes, 0) / same.length;
        };
        const told = ratioOf(cells(own), whole, enough);
        expect(told.n).toBe(own.length);
        expect(told.expected).toBeCloseTo(
          own.reduce((sum, { task }) => sum + mean(task), 0),
          4,
        );
      }),
    );
  });

  it('counts only kinds that two others and more did thirty times', () => {
    const actors = ['ann', 'bea', 'cai', 'dan'];
    const many = fc.array(
      fc.record({
        actor: fc.constantFrom(...actors),
        task: fc.constantFrom('a', 'b', 'c'),
        n: fc.integer({ min: 1, max: 25 }),
        minutes: fc.integer({ min: 0, max: 900 }),
        day: fc.integer({ min: 1, max: 28 }).map(day),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(many, (list) => {
        const workers = new Map<string, Map<string, number>>();
        for (const { task, actor, n } of list) {
          const known = workers.get(task) ?? new Map<string, number>();
          workers.set(task, known.set(actor, (known.get(actor) ?? 0) + n));
        }
        const told = ratioOf(
          list.filter(({ actor }) => actor === 'ann'),
          normsOf(list.map(({ task, n, minutes }) => ({ task, n, minutes: minutes / n }))),
          othersThan(workers, new Set(['ann'])),
        );
        const sums = { n: 0, left: 0, actual: 0 };
        for (const { actor, task, n, minutes } of list) {
          if (actor !== 'ann') continue;
          const rest = list.filter((each) => each.task === task && each.actor !== 'ann');
          const isEnough =
            rest.reduce((sum, each) => sum + each.n, 0) >= 30 &&
            new Set(rest.map((each) => each.actor)).size >= 2;
          sums[isEnough ? 'n' : 'left'] += n;
          if (isEnough) sums.actual += minutes;
        }
        expect(told).toMatchObject(sums);
      }),
    );
  });

  it('is not drawn to 1 by work that nobody else did', () => {
    const stagesOf = (task: string, n: number, minutes: number) =>
      Array.from({ length: n }, (_, index) => ({ task, minutes, day: day(1 + (index % 20)) }));
    const own = [...stagesOf('alone', 300, 10), ...stagesOf('shared', 40, 25)];
    const rest = stagesOf('shared', 600, 9);
    const workers = new Map([
      ['alone', new Map([['ann', 300]])],
      [
        'shared',
        new Map([
          ['ann', 40],
          ['bea', 300],
          ['cai', 300],
        ]),
      ],
    ]);
    const told = ratioOf(
      cells(own),
      norms([...own, ...rest]),
      othersThan(workers, new Set(['ann'])),
    );
    expect(told).toMatchObject({ n: 40, left: 300, actual: 1000, hidden: null });
    expect(told.estimate?.value).toBeCloseTo(2.5, 10);
    expect(told.estimate?.low).toBeGreaterThan(1);
  });

  it('leaves out what waits for an hour that the reader has chosen', () => {
    const of = (stage: string) =>
      Array.from({ length: 40 }, (_, index) => ({
        task: `delivery//${stage}`,
        minutes: 10,
        day: day(1 + (index % 20)),
      }));
    const list = ['accepted', 'picked', 'packed', 'out'].flatMap(of);
    expect(ratioOf(cells(list), norms(list), enough)).toMatchObject({ n: 40, left: 120 });
  });

  it('is hidden below 30 stages, below 5 days, and where too few others did the same', () => {
    const of = (n: number, days: number, others: number, people = 2) => {
      const own = Array.from({ length: n }, (_, index) => ({
        task: 'a',
        minutes: 10,
        day: day(1 + (index % days)),
      }));
      const { hidden, estimate } = ratioOf(cells(own), norms(own), () => ({ n: others, people }));
      return hidden ?? (estimate === null ? 'broken' : 'shown');
    };
    expect(of(29, 10, 100)).toBe('few');
    expect(of(30, 4, 100)).toBe('few_days');
    expect(of(30, 10, 29)).toBe('alone');
    expect(of(30, 10, 100, 1)).toBe('alone');
    expect(of(30, 10, 30)).toBe('shown');
  });

  it('has an interval that covers the truth about 95 times in 100, though days hang together', () => {
    const random = randomFrom(7);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const RUNS = 3000;
    let covered = 0;
    for (let run = 0; run < RUNS; run += 1) {
      // Twenty days, each good or bad as a whole, with a few stages of skewed length.
      const days = Array.from({ length: 20 }, () => {
        const shift = Math.exp(0.3 * normal() - 0.045);
        const n = 1 + Math.floor(random() * 5);
        let actual = 0;
        for (let each = 0; each < n; each += 1) {
          actual += 10 * shift * Math.exp(0.8 * normal() - 0.32);
        }
        return { actual, expected: 10 * n };
      });
      const { low, high } = ratioEstimate(days);
      if (low <= 1 && 1 <= high) covered += 1;
    }
    expect(covered / RUNS).toBeGreaterThan(0.92);
    expect(covered / RUNS).toBeLessThan(0.97);
  });
});

describe('shares', () => {
  it('have Wilson’s interval: within 0 and 1, around the share, as published', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 5000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (of, part) => {
          const { value, low, high } = shareEstimate(Math.round(part * of), of);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low - 1e-9).toBeLessThanOrEqual(value);
          expect(high + 1e-9).toBeGreaterThanOrEqual(value);
        },
      ),
    );
    // Newcombe, Stat. Med. 17 (1998) 857, table I: 81 of 263 gives 0.2553 to 0.3662.
    const { low, high } = shareEstimate(81, 263);
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662']);
  });

  it('are hidden below 30 cases', () => {
    expect(rateOf(29, 29)).toMatchObject({ estimate: null, hidden: 'few' });
    expect(rateOf(30, 30)).toMatchObject({ hidden: null });
  });

  it('charge no searcher with books that were not there, nor with a reader’s error', () => {
    const tally = emptyTally();
    tally.searches = { found: 40, in_place: 90, overlooked: 10, not_charged: 300 };
    tally.scanned = 90;
    tally.typed = 10;
    const { found, scans } = accuracyOf(tally);
    expect(found).toMatchObject({ good: 40, of: 50, estimate: { value: 0.8 } });
    expect(scans).toMatchObject({ good: 90, of: 100, estimate: { value: 0.9 } });
  });
});

it('Student’s quantile is what tables say', () => {
  expect(studentQuantile(4)).toBeCloseTo(2.776, 2);
  expect(studentQuantile(10)).toBeCloseTo(2.228, 3);
  expect(studentQuantile(30)).toBeCloseTo(2.042, 3);
});
