// Which events of a request count: neither those that were undone nor the undoing ones.

import type { RequestEvent } from '../queues/request.ts';

/** The events that count, in their order. */
export function survivors<E extends Pick<RequestEvent, 'id' | 'undoes'>>(
  events: readonly E[],
): E[] {
  const undone = new Set(events.flatMap(({ undoes }) => (undoes === null ? [] : [undoes])));
  if (undone.size === 0) return [...events];
  return events.filter((event) => event.undoes === null && !undone.has(event.id));
}
