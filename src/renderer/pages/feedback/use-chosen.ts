// What is chosen on a tab lies in the address: which list, and which row of it.

import { computed } from 'vue';
import type { WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

export interface Chosen<L extends string> {
  list: WritableComputedRef<L>;
  id: WritableComputedRef<string | null>;
}

/** The list and the row of a tab; another list forgets the row. */
export function useChosen<L extends string>(lists: readonly [L, ...L[]]): Chosen<L> {
  const route = useRoute();
  const router = useRouter();
  const list = computed<L>({
    get: () => lists.find((each) => each === route.query['list']) ?? lists[0],
    set: (to) => void router.replace({ query: { list: to } }),
  });
  const id = computed<string | null>({
    get: () => (typeof route.query['id'] === 'string' ? route.query['id'] : null),
    set: (to) =>
      void router.replace({ query: { ...route.query, ...(to === null ? {} : { id: to }) } }),
  });
  return { list, id };
}
