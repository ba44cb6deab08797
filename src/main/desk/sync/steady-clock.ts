// The machine's clock without its steps back, so that no wait grows because somebody has set it.

import { millis } from '../../../shared/lib/time.ts';
import type { Clock } from '../../../shared/lib/time.ts';

/** Milliseconds that follow the clock and never go back; a step back counts as no time at all. */
export function steadyClock(clock: Clock): () => number {
  let ahead = 0;
  let last = millis(clock.now());
  return () => {
    const read = millis(clock.now()) + ahead;
    if (read < last) ahead += last - read;
    else last = read;
    return last;
  };
}
