// What the rules see of a request when somebody only looks: the very context that a decision would get.

import type { Place } from '../../../shared/library/entities.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { Actor } from '../../../shared/queues/command.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import { loadContext } from '../../../shared/queues/load-context.ts';
import { overlay } from '../../../shared/queues/overlay.ts';
import type { ActionSpec, Context, QueueDefinition } from '../../../shared/queues/queue.ts';
import type { QueueName, Request } from '../../../shared/queues/request.ts';
import { emptyJournal } from '../../../shared/queues/run.ts';
import type { Run } from '../../../shared/queues/run.ts';
import type { Env } from '../../../shared/queues/world.ts';
import type { Statements } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';

/** Who looks, where and when. */
export interface Looker {
  actor: Actor;
  point: Place | null;
  now: Instant;
}

const NO_ACTION: ActionSpec = {
  from: [],
  to: [],
  who: [],
  decide: (request) => ({ ok: true, to: request.state }),
};

/** A run that decides nothing: its world is dropped. */
function lookingRun(statements: Statements, env: Env, looker: Looker): Run {
  return {
    queues: QUEUES,
    world: overlay(sqliteWorld(statements)),
    env,
    command: {
      id: '',
      desk: '',
      point: looker.point?.id ?? null,
      cseq: 0,
      actor: looker.actor.id,
      type: 'look',
      v: 1,
      entity: '',
      expectHead: null,
      input: {},
      at: looker.now,
    },
    at: looker.now,
    today: env.settings.calendars.dayOf(looker.now),
    actor: looker.actor,
    point: looker.point,
    events: [],
    remarks: [],
    journal: emptyJournal(),
    promised: new Set(),
    nextId: () => '',
    step: () => Promise.reject(new Error('looking decides nothing')),
  };
}

/** The definition of a queue with the shared actions. */
export function definitionOfQueue(queue: QueueName): QueueDefinition {
  return QUEUES[queue];
}

/** The context of a request (null = of a submission) for this person, with what the inputs name. */
export function contextFor(
  statements: Statements,
  env: Env,
  looker: Looker,
  ask: {
    queue: QueueName;
    request: Request | null;
    action?: string;
    input?: Record<string, unknown>;
  },
): Promise<Context> {
  const definition = definitionOfQueue(ask.queue);
  const spec = ask.action === undefined ? undefined : definition.actions[ask.action];
  return loadContext(
    lookingRun(statements, env, looker),
    {
      definition,
      request: ask.request,
      action: ask.action ?? '',
      input: ask.input ?? {},
      actor: looker.actor,
      point: looker.point,
      cascade: false,
    },
    spec ?? NO_ACTION,
  );
}
