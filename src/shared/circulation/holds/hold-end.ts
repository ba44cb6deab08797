// A hold ends: its reader or staff cancel it, or nobody collected the copy in time.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Hold } from '../../library/entities.ts';
import type { Run } from '../../queues/engine/run.ts';
import { closeHold } from './close-hold.ts';
import { isRefusal } from '../input.ts';
import { keptUntil, takeBackPromise } from './promises.ts';
import { tellReader, titleFacts } from '../notices/tell.ts';
import { rightRefusal } from '../../queues/rights.ts';

/** The hold that the command is about and has not ended; a reader sees no others' holds. */
async function openHold(run: Run): Promise<Hold | Refusal> {
  const hold = await run.world.get('hold', run.command.entity);
  const foreign = run.actor.id === run.actor.readerId && hold?.readerId !== run.actor.id;
  if (!hold || foreign) return refuse('not_found', { kind: 'hold' });
  return hold.status === 'closed' ? refuse('hold_ended') : hold;
}

/** Carries out `hold.cancel` on the hold that is the entity, by its reader or by staff, who tell the reader. */
export async function cancelHold(run: Run): Promise<Refusal | null> {
  const hold = await openHold(run);
  if (isRefusal(hold)) return hold;
  const own = run.actor.id === hold.readerId;
  const right = own ? null : rightRefusal(run, 'hold.place', 'end_hold');
  if (right) return right;
  await closeHold(run, hold.id, 'cancelled');
  if (own) return null;
  const title = await run.world.get('title', hold.titleId);
  tellReader(run, hold.readerId, 'hold.cancelled', { ...titleFacts(title), holdId: hold.id });
  return null;
}

/**
 * Carries out `hold.expire` once the last day of collecting is over, by the clock or by whoever clears the shelf. A copy
 * that never came to the hold shelf was never offered: its reader waits on.
 */
export async function expireHold(run: Run): Promise<Refusal | null> {
  const hold = await openHold(run);
  if (isRefusal(hold)) return hold;
  const right = run.actor.id === 'system' ? null : rightRefusal(run, 'hold.shelve', 'end_hold');
  if (right) return right;
  const until = keptUntil(run, hold);
  if (hold.status !== 'ready' || until > run.at)
    return refuse('not_due', { action: 'end_hold', at: until });
  if (hold.slot === undefined) {
    await takeBackPromise(run, hold);
    return null;
  }
  await closeHold(run, hold.id, 'expired');
  const title = await run.world.get('title', hold.titleId);
  tellReader(run, hold.readerId, 'hold.expired', { ...titleFacts(title), holdId: hold.id });
  return null;
}
