// Books that readers brought back from a first read, in time or late; one that was written off counts as late once.

import type { RequestEvent } from '../queues/request.ts';
import type { Instant } from '../lib/time.ts';

/** A return, or the day on which one is given up waiting for it. */
export interface Return {
  event: RequestEvent;
  inTime: boolean;
}

/** States in which a book is still on its way back; in others the reading is over. */
const STILL_OUT: ReadonlySet<string> = new Set(['with_reader', 'exception']);

/** Returns among the events that count, oldest first: in time is on the day that the reader was promised, or before. */
export function returnsOf(alive: readonly RequestEvent[]): Return[] {
  const returns: Return[] = [];
  let dueOn: Instant | null = null;
  let isOut = false;
  for (const event of alive) {
    const due = event.patch?.fields?.['dueOn'];
    if (due !== undefined) dueOn = typeof due === 'string' ? due : null;
    if (event.to === event.from) continue;
    if (isOut && dueOn !== null && (event.to === 'returned' || event.to === 'not_returned')) {
      returns.push({ event, inTime: event.to === 'returned' && event.at <= dueOn });
    }
    isOut = event.to === 'with_reader' || (isOut && STILL_OUT.has(event.to));
  }
  return returns;
}
