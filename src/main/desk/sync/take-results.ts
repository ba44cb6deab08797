// Results go into the outbox first, which is the precious file; then the screen follows, now or at the next start.

import type { Env } from '../../../shared/queues/world/world.ts';
import type { CommandResult } from '../../../shared/sync/protocol.ts';
import type { Store } from '../profile/store.ts';
import { catchUp } from './catch-up.ts';

/** Keeps results of this desk's commands; those of unknown ids are passed over. */
export async function takeResults(
  store: Store,
  env: Env,
  results: readonly CommandResult[],
): Promise<void> {
  const own = results.filter(({ id }) => store.outbox.byId(id) !== undefined);
  if (own.length === 0) return;
  store.outbox.addResults(own);
  await catchUp(store, env);
  store.changes.tell(['outbox']);
}
