// What of circulation is due by itself: holds that nobody collected, as commands of the system with ids of what is due.

import type { Instant } from '../lib/time.ts';
import type { Hold } from '../library/entities.ts';
import { uuidOf } from '../queues/timers.ts';
import type { DueCommand } from '../queues/timers.ts';
import type { Env } from '../queues/world.ts';

/** Commands that end the holds among these whose last day of collecting is over. */
export function* dueHolds(holds: Iterable<Hold>, env: Env, now: Instant): Generator<DueCommand> {
  for (const { id, status, readyUntil } of holds) {
    if (status !== 'ready' || readyUntil === undefined || readyUntil > now) continue;
    yield {
      id: uuidOf(env, `${id}/hold.expire/${readyUntil}`),
      point: null,
      actor: 'system',
      type: 'hold.expire',
      v: 1,
      entity: id,
      expectHead: null,
      input: {},
      at: now,
    };
  }
}
