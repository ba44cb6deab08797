// What the rules see of a request when somebody only looks: the very context that a decision would get.

import type { Place } from '../../library/entities.ts';
import type { Instant } from '../../lib/time.ts';
import type { Actor } from '../command.ts';
import { QUEUES } from '../index.ts';
import { loadContext } from './load-context.ts';
import { overlay } from '../world/overlay.ts';
import type { ActionSpec, Context } from '../queue.ts';
import type { QueueName, Request } from '../request.ts';
import { emptyJournal } from './run.ts';
import type { Run } from './run.ts';
import type { Env, World } from '../world/world.ts';

/** Who looks, where and when. */
export interface Looker {
  actor: Actor;
  point: Place | null;
  now: Instant;
}

/** What is looked at: a request (null = a submission), with what the inputs of an action name. */
export interface LookAsk {
  queue: QueueName;
  request: Request | null;
  action?: string;
  input?: Record<string, unknown>;
}

const NO_ACTION: ActionSpec = {
  from: [],
  to: [],
  who: [],
  decide: (request) => ({ ok: true, to: request.state }),
};

/** A run that decides nothing: its world is dropped. */
function lookingRun(world: World, env: Env, looker: Looker): Run {
  return {
    queues: QUEUES,
    world: overlay(world),
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

/** The context of a request for this person, as a decision about it would see it. */
export function lookingContext(
  world: World,
  env: Env,
  looker: Looker,
  ask: LookAsk,
): Promise<Context> {
  const definition = QUEUES[ask.queue];
  const spec = ask.action === undefined ? undefined : definition.actions[ask.action];
  return loadContext(
    lookingRun(world, env, looker),
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
