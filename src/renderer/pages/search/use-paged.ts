// A list that grows while it is scrolled: pages are asked one after the other and kept while the text is the same.

import { computed, ref, shallowRef, watch } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { useQuery } from '../../desk/use-live.ts';
import type { Output } from '../../desk/operations.ts';

export type TitleHit = Output<'search.titles'>['rows'][number];

export interface PagedTitles {
  rows: ShallowRef<TitleHit[]>;
  count: ComputedRef<Output<'search.titles'>['count'] | undefined>;
  loading: Readonly<Ref<boolean>>;
  /** Asks for more when the list is scrolled to row `end`. */
  reach(end: number): void;
  live: ReturnType<typeof useQuery<'search.titles'>>;
}

const PAGE = 100;

/** Titles for a text. */
export function usePagedTitles(text: () => string): PagedTitles {
  const rows = shallowRef<TitleHit[]>([]);
  const offset = ref(0);
  watch(text, () => void (offset.value = 0));
  const live = useQuery('search.titles', () =>
    text() === '' ? null : { text: text(), offset: offset.value, limit: PAGE },
  );
  watch(live.data, (answer) => {
    if (!answer) rows.value = [];
    else rows.value = [...rows.value.slice(0, offset.value), ...answer.rows];
  });
  return {
    rows,
    count: computed(() => live.data.value?.count),
    loading: live.loading,
    reach(end) {
      const more = live.data.value?.rows.length === PAGE;
      if (more && !live.loading.value && end > rows.value.length - 1)
        offset.value = rows.value.length;
    },
    live,
  };
}
