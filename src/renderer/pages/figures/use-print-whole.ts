// Prints a section of figures whole: cards that nobody has scrolled to are asked for and drawn first.

import { ref } from 'vue';
import type { Ref } from 'vue';
import { usePrinter } from '../../print/use-print.ts';

/** Milliseconds that drawing may take at most; what is not there by then prints as it stands. */
const PATIENCE = 20_000;
const LOOK_AGAIN = 60;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether every card has its answer and its drawing. */
function isDrawn(cards: HTMLElement): boolean {
  const drawings = [...cards.querySelectorAll<HTMLElement>('[role="application"]')];
  // A drawing whose program is still on its way has left its place empty.
  const waits = cards.querySelector('.waiting .loading, .body:not(:has(*))');
  return waits === null && drawings.every((drawing) => drawing.dataset['drawn'] !== undefined);
}

/** `whole` is set while the page is being printed. */
export function usePrintWhole(cards: Readonly<Ref<HTMLElement | null>>): {
  whole: Readonly<Ref<boolean>>;
  print(): Promise<void>;
} {
  const printer = usePrinter();
  const whole = ref(false);
  async function print(): Promise<void> {
    if (whole.value || !cards.value) return;
    whole.value = true;
    try {
      // One look later at the earliest: cards begin to ask, drawings begin to load.
      for (let waited = 0; waited < PATIENCE; waited += LOOK_AGAIN) {
        await pause(LOOK_AGAIN);
        if (isDrawn(cards.value)) break;
      }
      await printer.print(cards.value);
    } finally {
      whole.value = false;
    }
  }
  return { whole, print };
}
