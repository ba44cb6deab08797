// Whether an accepted command can be taken back by the person who gave it, and until when.

import { addMinutes } from '../../../shared/lib/time.ts';
import type { Command, Outcome } from '../../../shared/queues/command.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { Settings } from '../../../shared/queues/world.ts';

/** What the page offers after an action. */
export interface UndoOffer {
  requestId: string;
  commandId: string;
  until: string;
}

/** The offer of an accepted command; null where its action is never undone. */
export function undoOffer(
  command: Command,
  outcome: Extract<Outcome, { ok: true }>,
  settings: Settings,
): UndoOffer | null {
  const [queue = '', action = ''] = command.type.split('.');
  if (!Object.hasOwn(QUEUES, queue) || outcome.requestId === null) return null;
  const spec = QUEUES[queue as QueueName].actions[action];
  if (!spec || spec.undo === false || spec.from === 'new') return null;
  const until = addMinutes(command.at, settings.policies.number('undo.actor_minutes'));
  return { requestId: outcome.requestId, commandId: command.id, until };
}
