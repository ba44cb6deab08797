import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filtersOf, queryOf } from './use-figure-filters.ts';

const YESTERDAY = '2018-06-05';

describe('filters in the address', () => {
  it('are the last 12 months of everything at first, and then say nothing', () => {
    const first = filtersOf({}, YESTERDAY);
    expect(first).toEqual({
      period: 'year',
      from: '2017-06-06',
      to: '2018-06-05',
      campus: null,
      collection: null,
      category: null,
      grain: null,
      compare: 'none',
    });
    expect(queryOf(first)).toEqual({});
  });

  it('take days in either order and forget what is none', () => {
    const own = filtersOf({ from: '2018-05-31', to: '2018-05-01', period: 'all' }, YESTERDAY);
    expect(own).toMatchObject({ period: null, from: '2018-05-01', to: '2018-05-31' });
    expect(
      filtersOf({ from: '2018-02-30', to: 'x', grain: 'hour', compare: '', campus: '' }, YESTERDAY),
    ).toEqual(filtersOf({}, YESTERDAY));
  });

  it('come back from the address that they make', () => {
    const text = fc.option(fc.string({ minLength: 1 }), { nil: null });
    const query = fc.record({
      period: fc.constantFrom('this_month', 'last_month', 'year', 'this_year', 'all', 'none'),
      from: fc.constantFrom('2018-01-01', '2018-02-29', ''),
      to: fc.constantFrom('2018-03-01', '2017-12-31', ''),
      campus: text,
      collection: text,
      category: text,
      grain: fc.constantFrom('day', 'week', 'month', 'year', ''),
      compare: fc.constantFrom('none', 'before', 'year', '?'),
    });
    fc.assert(
      fc.property(query, (asked) => {
        const filters = filtersOf(asked, YESTERDAY);
        expect(filtersOf(queryOf(filters), YESTERDAY)).toEqual(filters);
        expect(filters.from <= filters.to).toBe(true);
      }),
    );
  });
});
