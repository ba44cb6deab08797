import { flushPromises } from '@vue/test-utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import { filtersOf, queryOf, useFigureFilters } from './use-figure-filters.ts';
import type { FilterState } from './use-figure-filters.ts';

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

  it('are cleared of what narrows them; period, steps and comparison stay', async () => {
    let state: FilterState | undefined;
    const inside = defineComponent({
      setup() {
        state = useFigureFilters();
        return () => h('div');
      },
    });
    const page = pageWith({});
    await page.router.push({
      query: { period: 'all', grain: 'year', compare: 'year', campus: 'n', category: 'staff' },
    });
    const wrapper = page.mount(inside, {});
    expect(state?.narrowed.value).toBe(true);
    state?.clear();
    await flushPromises();
    expect(page.router.currentRoute.value.query).toEqual({
      period: 'all',
      grain: 'year',
      compare: 'year',
    });
    expect(state?.narrowed.value).toBe(false);
    wrapper.unmount();
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
