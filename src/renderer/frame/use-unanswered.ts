// How long the service has not answered what this desk sent, though it still counts as reached.

import { computed, ref, watch } from 'vue';
import type { ComputedRef } from 'vue';
import { useNow } from '../desk/use-now.ts';
import { millis } from '../../shared/lib/time.ts';
import type { Status } from './use-status.ts';

/** Milliseconds: answers come within one of them, and a slow network within a few seconds. */
const LONG = 10_000;
/** Milliseconds between two looks at the clock. */
const LOOK = 5_000;

/** Seconds since something went on, once that is long; null while all is well, and where the desk is offline anyway. */
export function useUnanswered(status: () => Status | undefined): ComputedRef<number | null> {
  const now = useNow(LOOK);
  /** Since when, by the desk's clock, something waits and nothing of it was answered. */
  const from = ref<number | null>(null);
  watch(
    status,
    (is, was) => {
      const waits = is?.central === 'online' && is.waiting > 0;
      const moves = (was?.waiting ?? 0) > (is?.waiting ?? 0);
      if (!waits) from.value = null;
      else if (from.value === null || moves) from.value = millis(now.value);
    },
    { immediate: true },
  );
  return computed(() => {
    const waited = from.value === null ? 0 : millis(now.value) - from.value;
    return waited >= LONG ? Math.floor(waited / 1000) : null;
  });
}
