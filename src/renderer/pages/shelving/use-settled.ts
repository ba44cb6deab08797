// A value that follows another once it has been still for a moment, so that a burst of scans is asked about once.

import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';

/** Milliseconds. */
const PATIENCE = 120;

/** Follows `source`; at once where it becomes empty. */
export function useSettled<T>(source: () => readonly T[]): Readonly<Ref<readonly T[]>> {
  const settled = shallowRef<readonly T[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    source,
    (is) => {
      clearTimeout(timer);
      if (is.length === 0) settled.value = is;
      else timer = setTimeout(() => (settled.value = is), PATIENCE);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
  return settled;
}
