// Whether an accepted command can be taken back by the person who gave it, and until when.

import { addMinutes } from '../../../shared/lib/time.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { Actor, Command, Outcome } from '../../../shared/queues/command.ts';
import { isAside } from '../../../shared/queues/engine/fold.ts';
import { journalOf } from '../../../shared/queues/engine/journal.ts';
import type { QueueDefinition } from '../../../shared/queues/queue.ts';
import type { RequestEvent } from '../../../shared/queues/request.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';

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
  const [own] = outcome.events;
  if (!own || own.commandId !== command.id || !journalOf(own)) return null;
  const until = addMinutes(command.at, settings.policies.number('undo.actor_minutes'));
  return { requestId: own.requestId, commandId: command.id, until };
}

/**
 * The last step of a request, if this person may still take it back: who did it for some minutes, a supervisor that day.
 * Whether something later depends on it is for the command to say.
 */
export function undoable(
  definition: QueueDefinition,
  events: readonly RequestEvent[],
  { actor, now }: { actor: Actor; now: Instant },
  settings: Settings,
): { commandId: string; action: string; until: string } | null {
  const last = events.findLast((event) => !isAside(event));
  const spec = last && definition.actions[last.action];
  if (!last || !spec || spec.undo === false || !journalOf(last)) return null;
  const { calendars, policies } = settings;
  const supervisor = actor.grants.some((grant) => grant.role === 'supervisor');
  const until = supervisor
    ? calendars.endOf(calendars.dayOf(last.at))
    : addMinutes(last.at, policies.number('undo.actor_minutes'));
  if (now >= until || (!supervisor && last.actor !== actor.id)) return null;
  return { commandId: last.commandId, action: last.action, until };
}
