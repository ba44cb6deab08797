// What the figures are filtered by, kept in the address: a view can be shared, and gone back to.

import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { GRAINS } from '../../../shared/figures/names.ts';
import type { Grain } from '../../../shared/figures/names.ts';
import { addDays, isDay } from '../../../shared/library/zone.ts';
import type { Day } from '../../../shared/lib/time.ts';
import { useNow } from '../../desk/use-now.ts';
import { dayOf } from '../../i18n/dates.ts';
import { DEFAULT_PERIOD, PERIODS, spanOf } from './periods.ts';
import type { Period, Span } from './periods.ts';

export const COMPARISONS = ['none', 'before', 'year'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface FigureFilters extends Span {
  /** null: days of one's own. */
  period: Period | null;
  campus: string | null;
  collection: string | null;
  category: string | null;
  grain: Grain | null;
  compare: Comparison;
}

/** What a choice changes. */
export type FilterChange = Partial<FigureFilters>;

export interface FilterState {
  filters: ComputedRef<FigureFilters>;
  /** The last whole day of the desk's clock. */
  yesterday: ComputedRef<Day>;
  /** Whether anything but the period narrows what is counted. */
  narrowed: ComputedRef<boolean>;
  change(to: FilterChange): void;
  /** Nothing is narrowed any more; period, steps and comparison stay. */
  clear(): void;
}

function oneOf<T extends string>(list: readonly T[], value: unknown): T | null {
  return list.find((each) => each === value) ?? null;
}
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
const day = (value: unknown) => (typeof value === 'string' && isDay(value) ? value : null);

/** Reads an address; whatever is no filter counts as not said. Days in the wrong order change places. */
export function filtersOf(query: Readonly<Record<string, unknown>>, yesterday: Day): FigureFilters {
  const from = day(query['from']);
  const to = day(query['to']);
  const own = from !== null && to !== null;
  const period = own ? null : (oneOf(PERIODS, query['period']) ?? DEFAULT_PERIOD);
  const span = period === null ? null : spanOf(period, yesterday);
  const [first = '', last = ''] = span ? [span.from, span.to] : [from ?? '', to ?? ''].sort();
  return {
    period,
    from: first,
    to: last,
    campus: text(query['campus']),
    collection: text(query['collection']),
    category: text(query['category']),
    grain: oneOf(GRAINS, query['grain']),
    compare: oneOf(COMPARISONS, query['compare']) ?? 'none',
  };
}

/** The address of filters; what is as at first is left out. */
export function queryOf(filters: FigureFilters): Record<string, string> {
  const { period, from, to, compare, ...rest } = filters;
  const query: Record<string, string> = {};
  if (period === null) Object.assign(query, { from, to });
  else if (period !== DEFAULT_PERIOD) query['period'] = period;
  for (const [name, value] of Object.entries(rest)) if (value !== null) query[name] = value;
  if (compare !== 'none') query['compare'] = compare;
  return query;
}

/** The filters of the page. */
export function useFigureFilters(): FilterState {
  const route = useRoute();
  const router = useRouter();
  const now = useNow(60_000);
  const yesterday = computed(() => addDays(dayOf(now.value), -1));
  const filters = computed(() => filtersOf(route.query, yesterday.value));
  const change = (to: FilterChange) => {
    const wanted = { ...filters.value, ...to };
    if (('from' in to || 'to' in to) && !('period' in to)) wanted.period = null;
    void router.push({ query: queryOf(wanted) });
  };
  return {
    filters,
    yesterday,
    narrowed: computed(() => {
      const { campus, collection, category } = filters.value;
      return [campus, collection, category].some((each) => each !== null);
    }),
    change,
    clear: () => change({ campus: null, collection: null, category: null }),
  };
}
