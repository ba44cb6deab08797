// What the course of a request is reckoned from besides its events.

import type { Calendars } from '../library/calendar.ts';
import type { Instant } from '../lib/time.ts';
import type { QueueDefinition } from '../queues/queue.ts';
import type { Request } from '../queues/request.ts';

/** What is known of a request besides its events. */
export interface CourseRequest {
  /** Its number in the replica. */
  n: number;
  request: Request;
  /** When its present state is due; null when nothing is. */
  dueAt: Instant | null;
  /** Reader category; empty where there is no reader any more. */
  category: string;
  /** Number of the application that it is a line of; 0 for none. */
  bundle: number;
}

/** What courses are reckoned with. */
export interface CourseTools {
  definition: QueueDefinition;
  calendars: Calendars;
  /** When a request as it stood is due by the targets in force. */
  dueOf(request: Request): Instant | null;
}
