// The library's clock: real time, or the demo's own, which runs on from where it began and is only ever set forward.

import { instantOf, millis } from '../../shared/lib/time.ts';
import type { Clock, Instant } from '../../shared/lib/time.ts';
import type { Kept } from './outbox/kept.ts';

/** The clock of the library in this profile. */
export interface LibraryClock extends Clock {
  /** Milliseconds ahead of real time (behind when negative). */
  offset(): number;
  /** Sets it forward by so many milliseconds. */
  advance(ms: number): void;
  /** Goes by another library clock, so many milliseconds ahead of real time. */
  adopt(offset: number): void;
}

const HOUR = 3_600_000;
/** How far the demo's clock can be set forward at once. */
export const STEPS = { hour: HOUR, day: 24 * HOUR } as const;

/** Opens the clock of a profile; a new demo begins at `start`. Real time that was set back does not set it back. */
export function libraryClock(real: Clock, kept: Kept, start: Instant | null): LibraryClock {
  const saved = kept.get('desk', '', 'clockOffset');
  let offset = typeof saved === 'number' ? saved : 0;
  if (typeof saved !== 'number') {
    offset = start === null ? 0 : millis(start) - millis(real.now());
    kept.set('desk', '', 'clockOffset', offset);
  }
  const adopt = (fresh: number): void => {
    kept.set('desk', '', 'clockOffset', fresh);
    offset = fresh;
  };
  return {
    adopt,
    now: () => instantOf(millis(real.now()) + offset),
    offset: () => offset,
    advance: (ms) => adopt(offset + ms),
  };
}
