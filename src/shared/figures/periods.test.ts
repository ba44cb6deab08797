// Steps of time cover a period without gap or overlap, and a comparison has as many of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../library/zone.ts';
import { GRAINS } from './names.ts';
import { addMonths, daysOf, grainOf, spanBefore, stepsBefore, stepsOf } from './periods.ts';
import type { Span } from './periods.ts';

const day = fc.integer({ min: 0, max: 5000 }).map((ahead) => addDays('2008-01-01', ahead));
const span = fc.tuple(day, fc.integer({ min: 0, max: 1200 })).map(([from, length]) => ({
  from,
  to: addDays(from, length),
}));

/** The days after the ends of all steps but the last. */
function afterEach(steps: readonly Span[]): string[] {
  return steps.slice(0, -1).map((step) => addDays(step.to, 1));
}

describe('steps', () => {
  it('cover every day once, in order', () => {
    fc.assert(
      fc.property(span, fc.constantFrom(...GRAINS), (period, grain) => {
        const steps = stepsOf(period, grain);
        expect(steps[0]?.from).toBe(period.from);
        expect(steps.at(-1)?.to).toBe(period.to);
        expect(steps.every((step) => step.from <= step.to)).toBe(true);
        expect(steps.slice(1).map((step) => step.from)).toEqual(afterEach(steps));
        expect(steps.reduce((sum, step) => sum + daysOf(step), 0)).toBe(daysOf(period));
      }),
    );
  });

  it('begin weeks on Monday and are as wide as the period asks for', () => {
    const weeks = stepsOf({ from: '2018-06-06', to: '2018-06-19' }, 'week');
    expect(weeks).toEqual([
      { from: '2018-06-06', to: '2018-06-10' },
      { from: '2018-06-11', to: '2018-06-17' },
      { from: '2018-06-18', to: '2018-06-19' },
    ]);
    const widths = ['2018-06-30', '2018-07-01', '2019-05-31', '2019-06-30'].map((to) =>
      grainOf({ from: '2018-05-31', to, grain: null }),
    );
    expect(widths).toEqual(['day', 'week', 'week', 'month']);
    expect(stepsOf({ from: '2018-06-06', to: '2018-06-05' }, 'day')).toEqual([]);
  });
});

describe('a comparison', () => {
  it('has as many steps, which follow each other', () => {
    const compare = fc.constantFrom('before' as const, 'year' as const);
    fc.assert(
      fc.property(span, fc.constantFrom(...GRAINS), compare, (period, grain, how) => {
        const steps = stepsOf(period, grain);
        const before = stepsBefore(period, steps, how);
        expect(before).toHaveLength(steps.length);
        const whole = spanBefore(period, how);
        expect([before[0]?.from, before.at(-1)?.to]).toEqual([whole.from, whole.to]);
        expect(before.slice(1).map((step) => step.from)).toEqual(afterEach(before));
      }),
    );
  });

  it('takes whole months for whole months, as many days otherwise, and the same days a year before', () => {
    const months = { from: '2018-03-01', to: '2018-05-31' };
    expect(spanBefore(months, 'before')).toEqual({ from: '2017-12-01', to: '2018-02-28' });
    const days = { from: '2018-06-01', to: '2018-06-05' };
    expect(spanBefore(days, 'before')).toEqual({ from: '2018-05-27', to: '2018-05-31' });
    expect(spanBefore(days, 'year')).toEqual({ from: '2017-06-01', to: '2017-06-05' });
  });

  it('gives 29 February no day of its own a year before', () => {
    const period = { from: '2016-02-28', to: '2016-03-01' };
    const before = stepsBefore(period, stepsOf(period, 'day'), 'year');
    expect(before.map(daysOf)).toEqual([1, 0, 1]);
    expect(addMonths('2018-01-31', 1)).toBe('2018-03-01');
  });
});
