// What the rules see of a request of the replica when somebody only looks.

import { QUEUES } from '../../../shared/queues/index.ts';
import { lookingContext } from '../../../shared/queues/engine/looking.ts';
import type { LookAsk, Looker } from '../../../shared/queues/engine/looking.ts';
import type { Context, QueueDefinition } from '../../../shared/queues/queue.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { Env } from '../../../shared/queues/world/world.ts';
import type { Statements } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';

export type { Looker };

/** The definition of a queue with the shared actions. */
export function definitionOfQueue(queue: QueueName): QueueDefinition {
  return QUEUES[queue];
}

/** The context of a request (null = of a submission) for this person, with what the inputs name. */
export function contextFor(
  statements: Statements,
  env: Env,
  looker: Looker,
  ask: LookAsk,
): Promise<Context> {
  return lookingContext(sqliteWorld(statements), env, looker, ask);
}
