// The last answer that was whole: it stays while a newer one is made, and with it what is being written on the page.

import { shallowRef, watch } from 'vue';
import type { ShallowRef } from 'vue';

/** Keeps the last answer that is ready. */
export function useLastWhole<T extends { state: string }>(
  data: Readonly<ShallowRef<T | undefined>>,
): Readonly<ShallowRef<Extract<T, { state: 'ready' }> | null>> {
  const last: ShallowRef<Extract<T, { state: 'ready' }> | null> = shallowRef(null);
  watch(data, (answer) => {
    if (answer?.state === 'ready') last.value = answer as Extract<T, { state: 'ready' }>;
  });
  return last;
}
