// Who looks, for queries: the person who is signed in, with what lists and details need to know of them.

import type { QueueTab, RequestFilters } from '../../../shared/desk-contract.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { onlyVendors } from '../auth/visible.ts';
import { actorOf } from '../desk-context.ts';
import type { DeskContext } from '../desk-context.ts';
import type { DetailSource } from '../queues/detail.ts';
import type { ListScope } from '../queues/list-where.ts';

/** What a look at requests is made from; fails for nobody. */
export function lookingAs(context: DeskContext): DetailSource {
  const person = context.session.must();
  const { store, env } = context;
  const replica = store.replica();
  return {
    reads: replica.reads,
    statements: replica.statements,
    env,
    looker: { actor: actorOf(context, person), point: person.point, now: store.clock.now() },
  };
}

/** A list as the person asked for it. */
export function scopeOf(
  context: DeskContext,
  queue: QueueName,
  tab: QueueTab,
  filters: RequestFilters,
): ListScope {
  const person = context.session.must();
  const { staff } = person;
  const { calendars } = context.store.settings();
  return {
    queue,
    tab,
    filters,
    me: staff.id,
    now: context.store.clock.now(),
    vendors: onlyVendors(actorOf(context, person)),
    startOf: calendars.startOf,
    endOf: calendars.endOf,
  };
}
