import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FigureAnswer, Grain } from '../../../shared/figures/names.ts';
import { stepsOf } from '../../../shared/figures/periods.ts';
import { addDays } from '../../../shared/library/zone.ts';
import {
  besides,
  changeOf,
  cutSteps,
  hasGaps,
  sumOf,
  withoutEmpty,
  withoutEmptyStart,
} from './figure-series.ts';

type Made = Pick<FigureAnswer, 'axis' | 'grain' | 'categories' | 'series'>;
const step = (key: string, from: string, to: string) => ({ key, from, to, name: null });
const months = (...rows: [string, (number | null)[]][]): Made => ({
  axis: 'time',
  grain: 'month',
  categories: [
    step('2018-04', '2018-04-01', '2018-04-30'),
    step('2018-05', '2018-05-01', '2018-05-31'),
    step('2018-06', '2018-06-01', '2018-06-05'),
  ],
  series: rows.map(([key, values]) => ({ key, unit: 'requests' as const, values, n: null })),
});
const codes = (keys: string[], ...rows: [string, (number | null)[]][]): Made => ({
  ...months(...rows),
  axis: 'code',
  grain: null,
  categories: keys.map((key) => ({ key, from: null, to: null, name: null })),
});

describe('series of figures', () => {
  it('begin with the first step that has anything', () => {
    const cut = withoutEmptyStart(months(['a', [null, 3, 0]], ['b', [0, 0, 1]]));
    expect(cut.categories.map(({ key }) => key)).toEqual(['2018-05', '2018-06']);
    expect(cut.series.map(({ values }) => values)).toEqual([
      [3, 0],
      [0, 1],
    ]);
    const nothing = months(['a', [null, 0, null]]);
    expect(withoutEmptyStart(nothing)).toBe(nothing);
  });

  it('leave off codes with nothing, and what the system never opened', () => {
    const made = codes(['x', 'y', 'z'], ['requests', [1, 0, 2]], ['system', [0, 0, 0]]);
    expect(withoutEmpty(made, true)).toMatchObject({
      categories: [{ key: 'x' }, { key: 'z' }],
      series: [{ key: 'requests', values: [1, 2] }],
    });
    expect(withoutEmpty(made, false).categories).toHaveLength(3);
  });

  it('stand beside the comparison by place in time and by code elsewhere', () => {
    const now = months(['a', [1, 2, 3]]);
    const [series] = now.series;
    if (!series) throw new Error('no series');
    expect(besides(now, months(['a', [7, null, 9]]), series)).toEqual([7, null, 9]);
    expect(besides(now, months(['b', [7, 8, 9]]), series)).toBeUndefined();
    const bars = codes(['x', 'y'], ['a', [1, 2]]);
    expect(besides(bars, codes(['y', 'z'], ['a', [5, 6]]), series)).toEqual([null, 5]);
  });

  it('have a sum only where one of them is known', () => {
    expect(
      sumOf([
        [1, null, null],
        [2, 0, null],
      ]),
    ).toEqual([3, 0, null]);
  });

  it('say where they have gaps and where a step is not whole', () => {
    expect([hasGaps(months(['a', [1, null, 2]])), hasGaps(months(['a', [1, 0, 2]]))]).toEqual([
      true,
      false,
    ]);
    expect(cutSteps(months(['a', [1, 2, 3]]))).toEqual([2]);
    const weeks = (from: string, to: string) => ({
      axis: 'time' as const,
      grain: 'week' as const,
      categories: [step('first', from, '2018-05-27'), step('last', '2018-05-28', to)],
    });
    expect(cutSteps(weeks('2018-05-21', '2018-06-03'))).toEqual([]);
    expect(cutSteps(weeks('2018-05-22', '2018-06-02'))).toEqual([0, 1]);
  });

  it('are cut in the same places as the periods that the desk reckons with', () => {
    const day = fc.integer({ min: 0, max: 4000 }).map((after) => addDays('2010-01-01', after));
    const width = fc.constantFrom<Grain>('day', 'week', 'month', 'year');
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 900 }), width, (from, days, grain) => {
        const to = addDays(from, days);
        const categories = stepsOf({ from, to }, grain).map((of) => step(of.from, of.from, of.to));
        // A wider period has the same step where it is whole.
        const wide = stepsOf({ from: addDays(from, -400), to: addDays(to, 400) }, grain);
        const isWhole = (at: { from: string; to: string }) =>
          wide.some((each) => each.from === at.from && each.to === at.to);
        const cut = categories.flatMap((each, at) => (isWhole(each) ? [] : [at]));
        expect(cutSteps({ axis: 'time', grain, categories })).toEqual(cut);
      }),
    );
  });

  it('change against nothing by an amount, never by a share', () => {
    expect(changeOf('total', 5, 0)).toEqual({ by: 5, share: null });
    expect(changeOf('total', 90, 100)).toEqual({ by: -10, share: -0.1 });
    expect(changeOf('total', 5, -2)).toEqual({ by: 7, share: null });
    expect(changeOf('total', -5, 2)).toEqual({ by: -7, share: null });
    expect(changeOf('net', 6, 2)).toEqual({ by: 4, share: null });
  });
});
