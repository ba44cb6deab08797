// Answers that no reader objected to in time: commands of the system with ids of what is due.

import type { Instant } from '../../lib/time.ts';
import type { Feedback } from '../../library/feedback.ts';
import { uuidOf } from '../../queues/timers.ts';
import type { DueCommand } from '../../queues/timers.ts';
import type { Env } from '../../queues/world/world.ts';
import { closesAt } from './tickets.ts';

/** Commands that close the tickets among these whose time for an objection is over. */
export function* dueTickets(
  tickets: Iterable<Feedback>,
  env: Env,
  now: Instant,
): Generator<DueCommand> {
  for (const ticket of tickets) {
    const at = closesAt(ticket, env.settings.policies);
    if (at === null || at > now) continue;
    yield {
      id: uuidOf(env, `${ticket.id}/feedback.close/${ticket.answeredOn ?? ''}`),
      point: null,
      actor: 'system',
      type: 'feedback.close',
      v: 1,
      entity: ticket.id,
      expectHead: null,
      input: {},
      at: now,
    };
  }
}
