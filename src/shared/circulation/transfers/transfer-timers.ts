// What is due by itself for phones: offers that nobody accepted in time, loans that nobody has seen in time.

import type { Transfer } from '../../library/circulation-rows.ts';
import type { Loan } from '../../library/entities.ts';
import type { Instant } from '../../lib/time.ts';
import { uuidOf } from '../../queues/timers.ts';
import type { DueCommand } from '../../queues/timers.ts';
import type { Env } from '../../queues/world/world.ts';

function commandOf(env: Env, type: string, entity: string, due: Instant, now: Instant): DueCommand {
  const id = uuidOf(env, `${entity}/${type}/${due}`);
  const system = { point: null, actor: 'system', v: 1, expectHead: null, input: {} };
  return { ...system, id, type, entity, at: now };
}

/** Commands for the offers and the unverified loans whose time is over; each once an offer or loan. */
export function* duePhones(
  offers: Iterable<Transfer>,
  loans: Iterable<Loan>,
  env: Env,
  now: Instant,
): Generator<DueCommand> {
  for (const { id, expiresOn } of offers) {
    if (expiresOn <= now) yield commandOf(env, 'transfer.expire', id, expiresOn, now);
  }
  for (const { id, verifyBy } of loans) {
    if (verifyBy !== undefined && verifyBy <= now) {
      yield commandOf(env, 'loan.lapse', id, verifyBy, now);
    }
  }
}
