// The registry: every queue of the product. A fifth queue is one line here and its name in `QUEUE_NAMES`.

import { deliveryModule } from './delivery/module.ts';
import { findBookModule } from './find-book/module.ts';
import { purchaseModule } from './purchase/module.ts';
import type { QueueModule } from './queue-module.ts';
import { reallocationModule } from './reallocation/module.ts';
import { QUEUE_NAMES } from './request.ts';
import type { QueueName } from './request.ts';

const MODULES: Record<QueueName, QueueModule> = {
  reallocation: reallocationModule,
  find_book: findBookModule,
  purchase: purchaseModule,
  delivery: deliveryModule,
};

/** One thing of every queue, by queue name. */
export function ofEveryQueue<T>(pick: (module: QueueModule) => T): Record<QueueName, T> {
  const entries = QUEUE_NAMES.map((name) => [name, pick(MODULES[name])]);
  return Object.fromEntries(entries) as Record<QueueName, T>;
}
