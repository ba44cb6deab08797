// The registry: every queue of the product, with the actions that all of them share. A fifth queue is one line here.

import { delivery } from './delivery/definition.ts';
import { findBook } from './find-book/definition.ts';
import { purchase } from './purchase/definition.ts';
import type { QueueDefinition } from './queue.ts';
import { reallocation } from './reallocation/definition.ts';
import type { QueueName } from './request.ts';
import { withSharedActions } from './shared-actions.ts';

/** The four queues by name. */
export const QUEUES: Record<QueueName, QueueDefinition> = {
  reallocation: withSharedActions(reallocation),
  find_book: withSharedActions(findBook),
  purchase: withSharedActions(purchase),
  delivery: withSharedActions(delivery),
};
