// Once a day, when nobody works: both files are read through, old commands go, and a damaged replica is made again.

import { DAY_MS, daysAfter, millis } from '../../../shared/lib/time.ts';
import type { Clock } from '../../../shared/lib/time.ts';
import type { Session } from '../auth/session.ts';
import { DeskFault } from '../fault.ts';
import type { Store } from './store.ts';

const QUIET_MS = 600_000;
/** A service that is put back to an older backup is offered what it lost again, so long afterwards. */
const KEPT_DAYS = 30;

/** Removes answered commands that are old enough, a thousand at a time. */
function prune({ outbox, clock }: Store): void {
  const at = daysAfter(clock.now(), -KEPT_DAYS);
  while (outbox.prune(at) > 0);
}

/** Makes the check; calling it does nothing unless it is due and nobody works. */
export function idleCheck(
  store: Store,
  session: Session,
  real: Clock,
  rebuild: () => Promise<void>,
): () => Promise<void> {
  let next = millis(real.now()) + QUIET_MS;
  return async () => {
    const idle = session.signedIn() === null || session.locked();
    if (!idle || millis(real.now()) < next) return;
    next = millis(real.now()) + DAY_MS;
    const damaged = store.outbox.damagedRows();
    if (damaged !== 0) {
      store.setProblem(new DeskFault('outbox_damaged', { file: 'outbox.db', lost: damaged }));
    } else prune(store);
    if (store.replica().isSound()) return;
    store.log('the replica is damaged and is made again');
    await rebuild();
  };
}
