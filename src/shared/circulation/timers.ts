// What of circulation is due by itself: holds that nobody collected, as commands of the system with ids of what is due.

import type { Instant } from '../lib/time.ts';
import type { Hold } from '../library/entities.ts';
import { uuidOf } from '../queues/timers.ts';
import type { DueCommand } from '../queues/timers.ts';
import type { Env } from '../queues/world/world.ts';
import { keptUntil } from './holds/promises.ts';

/** Commands that end the holds among these that are kept no longer: not collected, or not come to the hold shelf. */
export function* dueHolds(holds: Iterable<Hold>, env: Env, now: Instant): Generator<DueCommand> {
  for (const hold of holds) {
    const { id, status } = hold;
    if (status !== 'ready') continue;
    const until = keptUntil({ env }, hold);
    if (until > now) continue;
    yield {
      id: uuidOf(env, `${id}/hold.expire/${until}`),
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
