import { describe, expect, it } from 'vitest';
import { computed } from 'vue';
import { pageWith } from '../../../../tests/support/page.ts';
import FilterBar from './filter-bar.vue';
import { filtersOf } from './use-figure-filters.ts';

function barOf(query: Record<string, string>) {
  const state = {
    filters: computed(() => filtersOf(query, '2018-06-05')),
    yesterday: computed(() => '2018-06-05'),
    narrowed: computed(() => true),
    change: () => undefined,
    clear: () => undefined,
  };
  const wrapper = pageWith({}).mount(FilterBar, { state });
  const chosen = (field: string) => {
    const select = wrapper.find<HTMLSelectElement>(`[data-filter="${field}"]`).element;
    return select.selectedOptions[0]?.textContent?.trim();
  };
  return { wrapper, chosen };
}

describe('the bar of filters', () => {
  it('shows what is in force, also what no choice offers', () => {
    const { wrapper, chosen } = barOf({ campus: 'closed', collection: 'c9', category: 'guest' });
    expect(['campus', 'collection', 'category'].map(chosen)).toEqual(['closed', 'c9', 'guest']);
    wrapper.unmount();
  });

  it('offers nothing beside its own where the address has one of these', () => {
    const { wrapper, chosen } = barOf({ campus: 'north', category: 'staff' });
    expect(wrapper.findAll('[data-filter="category"] option')).toHaveLength(5);
    expect([chosen('collection'), chosen('grain')]).toEqual(['全部馆藏地', '自动']);
    wrapper.unmount();
  });
});
