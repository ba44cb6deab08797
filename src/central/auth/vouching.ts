// What a desk did alone before it joined is sent in the name of people who never signed in there: on the word of whoever
// gave the code. How much of it there is says the desk itself, so that the word has bounds.

import { DAY_MS, millis } from '../../shared/lib/time.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { DeskRow } from '../store/auth-port.ts';

/** More than a desk does alone; whoever says more is vouched for only so far. */
export const MOST_VOUCHED = 100_000;
/** What was done alone is sent as soon as a desk has joined; after this long nothing is vouched for any more. */
const VOUCHED_MS = DAY_MS;

/**
 * Counter up to which a desk's commands are vouched for now (real time); 0 when the word has ended. It never comes back
 * once the desk has counted past it, since counters only rise.
 */
export function vouchedUpTo(desk: Pick<DeskRow, 'vouched' | 'enrolledOn'>, now: Instant): number {
  return millis(now) - millis(desk.enrolledOn) < VOUCHED_MS ? desk.vouched : 0;
}
