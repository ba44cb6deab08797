// What a request was at the end of a day: its events up to then, replayed; every figure as of a day begins here.

import type { Instant } from '../../../src/shared/lib/time.ts';
import type { QueueName, RequestEvent } from '../../../src/shared/queues/request.ts';

/** What figures need of an event. */
export type FigureEvent = Pick<
  RequestEvent,
  'id' | 'requestId' | 'action' | 'from' | 'to' | 'role' | 'at' | 'undoes' | 'facts' | 'patch'
>;

/** A request with its events, oldest first. */
export interface FigureRequest {
  queue: QueueName;
  events: readonly FigureEvent[];
}

/** A request as it stood at an instant. */
export interface Standing {
  submittedOn: Instant;
  /** Opened by the system (a linked case, a return): such requests are shown apart. */
  bySystem: boolean;
  state: string;
  /** Where an exception came from; an exception counts there. */
  cameFrom: string | null;
  /** Events that count: up to the instant, without those undone and without the undoing ones. */
  events: FigureEvent[];
}

/** Groups events that come ordered by request and number; one request in memory at a time. */
export function* byRequest(
  rows: Iterable<{ queue: QueueName; event: FigureEvent }>,
): Iterable<FigureRequest> {
  let open: { queue: QueueName; events: FigureEvent[] } | undefined;
  for (const { queue, event } of rows) {
    if (open && open.events[0]?.requestId === event.requestId) {
      open.events.push(event);
      continue;
    }
    if (open) yield open;
    open = { queue, events: [event] };
  }
  if (open) yield open;
}

/** The request just before `end` (exclusive); null when it had not been submitted. */
export function standingAt(request: FigureRequest, end: Instant): Standing | null {
  const until = request.events.filter((event) => event.at < end);
  const undone = new Set(until.flatMap((event) => (event.undoes === null ? [] : [event.undoes])));
  const events = until.filter((event) => event.undoes === null && !undone.has(event.id));
  const [first] = events;
  if (!first) return null;
  let cameFrom: string | null = null;
  let state = first.to;
  for (const event of events) {
    // What does not move a request says nothing of its state, for the move before it may have been undone.
    if (event.from === event.to) continue;
    cameFrom = event.to === 'exception' ? event.from : null;
    state = event.to;
  }
  return { submittedOn: first.at, bySystem: first.role === 'system', state, cameFrom, events };
}
