// Asks again every few seconds while something is awaited and the screen is looked at.

import { onUnmounted, watch } from 'vue';

/** Milliseconds between two askings: seldom enough for the service's limits, soon enough for somebody who waits. */
const EVERY = 4000;

export function useWatch(awaited: () => boolean, ask: () => Promise<unknown>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tick = async () => {
    if (document.visibilityState === 'visible') await ask();
    if (awaited()) timer = setTimeout(() => void tick(), EVERY);
  };
  watch(
    awaited,
    (now) => {
      clearTimeout(timer);
      if (now) timer = setTimeout(() => void tick(), EVERY);
    },
    { immediate: true },
  );
  onUnmounted(() => clearTimeout(timer));
}
