import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CALL_NUMBERS } from '../library/call-number-parts.ts';
import { callKey } from '../library/call-number.ts';
import { curveOf, exercisesOf, judge, practisable, randomFrom } from './practice.ts';

const NUMBERS = Array.from({ length: 300 }, (_, n) => `TP${300 + (n % 30)}/${n}`);
const SHELF = practisable([...NUMBERS, 'TP300/0', '', '???'], DEFAULT_CALL_NUMBERS);

const sitting = (at: string, exercises: number, right: number) => ({
  id: at,
  ver: 1,
  staffId: 's',
  day: at.slice(0, 10),
  at,
  exercises,
  right,
  seconds: 60,
  missed: [],
});

describe('exercises', () => {
  it('are real call numbers with places of their own, asked in another order than the right one', () => {
    expect(SHELF).toHaveLength(300);
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (seed, level) => {
        const wish = { count: 10, level, random: randomFrom(seed) };
        const made = exercisesOf(SHELF, [['TP1', 'TP2', 'TP3']], wish);
        expect(made).toHaveLength(10);
        for (const { kind, numbers } of made) {
          expect(new Set(numbers.map((each) => callKey(each))).size).toBe(numbers.length);
          expect(kind === 'first' ? 2 : numbers.length).toBe(numbers.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are the same for the same seed, come closer with the level, and bring mistakes back', () => {
    const of = (level: number, missed: string[][] = []) =>
      exercisesOf(SHELF, missed, { count: 60, level, random: randomFrom(7) });
    expect(of(0.5)).toEqual(of(0.5));
    const spread = (level: number) =>
      Math.max(
        ...of(level).map(({ numbers }) => {
          const places = numbers.map((each) => SHELF.indexOf(each));
          return Math.max(...places) - Math.min(...places);
        }),
      );
    expect(spread(1)).toBeLessThan(8);
    expect(spread(0)).toBeGreaterThan(50);
    const back = of(0, [['A1', 'A2']]).filter(({ numbers }) => numbers.includes('A1'));
    expect(back.length).toBeGreaterThan(5);
    expect(exercisesOf(['A1'], [], { count: 3, level: 0, random: randomFrom(1) })).toEqual([]);
  });

  it('are judged, with the first wrong pair explained', () => {
    const told = judge(['TP311/2', 'TP32/1', 'TP311/10'], DEFAULT_CALL_NUMBERS);
    expect(told).toMatchObject({
      right: false,
      order: ['TP311/2', 'TP311/10', 'TP32/1'],
      why: { first: 'TP311/10', second: 'TP32/1', reason: 'digits' },
    });
    expect(judge(told.order, DEFAULT_CALL_NUMBERS)).toMatchObject({
      right: true,
      why: { first: 'TP311/2', second: 'TP311/10', reason: 'numbers' },
    });
  });
});

describe('a learning curve', () => {
  const mark = { percent: 90, exercises: 20 };

  it('counts the last exercises and passes once', () => {
    const told = curveOf(
      [
        sitting('2018-06-03T08:00:00.000Z', 10, 10),
        sitting('2018-06-01T08:00:00.000Z', 10, 4),
        sitting('2018-06-02T08:00:00.000Z', 10, 9),
        sitting('2018-06-04T08:00:00.000Z', 10, 2),
      ],
      mark,
    );
    expect(told.points.map(({ percent }) => percent)).toEqual([40, 65, 95, 60]);
    expect(told).toMatchObject({ exercises: 40, right: 25, recent: 60, passedOn: '2018-06-03' });
  });

  it('passes nobody on a few lucky answers', () => {
    expect(curveOf([sitting('2018-06-01T08:00:00.000Z', 10, 10)], mark).passedOn).toBe(null);
    expect(curveOf([], mark)).toMatchObject({ points: [], recent: null, passedOn: null });
  });
});
