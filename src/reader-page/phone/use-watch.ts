// Asks again every few seconds while something is awaited and the screen is looked at; less often where nothing is
// answered, or where the service says that it is asked too often.

import { onUnmounted, watch } from 'vue';

/** Milliseconds between two askings: seldom enough for the service's limits, soon enough for somebody who waits. */
const EVERY = 4000;
/** The longest time between two, after several that gave nothing. */
const SELDOM = 60_000;

/** `ask` says whether there was an answer. */
export function useWatch(awaited: () => boolean, ask: () => Promise<boolean>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pause = EVERY;
  let isOver = false;
  const wait = () => {
    clearTimeout(timer);
    if (awaited() && !isOver) timer = setTimeout(() => void tick(), pause);
  };
  async function tick(): Promise<void> {
    if (document.visibilityState === 'visible') {
      pause = (await ask()) ? EVERY : Math.min(pause * 2, SELDOM);
    }
    wait();
  }
  watch(
    awaited,
    () => {
      pause = EVERY;
      wait();
    },
    { immediate: true },
  );
  onUnmounted(() => {
    isOver = true;
    clearTimeout(timer);
  });
}
