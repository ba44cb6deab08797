// Why a request is due when it is: the one reason that a person can act on, as a code and facts.

import type { Facts } from '../../../shared/lib/result.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { Request } from '../../../shared/queues/request.ts';
import { markedState } from '../../../shared/queues/states.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import { clockOf } from '../db/computed.ts';

/**
 * `blocked`: a linked request has to end first. `follows`: an earlier request has the copy. `promised`: a day or time was
 * promised. `waited`: what it waited for has not come in time. `target`: the state's target in open minutes. `none`.
 */
type WhyCode = 'blocked' | 'follows' | 'promised' | 'waited' | 'target' | 'none';

/** A reason; facts: `state`, `since`, `due`, `until` (instants) and `allowed` (open minutes). */
export interface Why {
  code: WhyCode;
  facts: Facts;
}

/** The reason of an open request. */
export function whyDue(request: Request, settings: Settings): Why {
  const clock = clockOf(request, settings);
  const spec = markedState(QUEUES[request.queue], request);
  const { policies, calendars } = settings;
  const promised = spec?.dueOn?.(request, policies, calendars) ?? null;
  const waits = request.state === 'exception' ? undefined : spec?.pausedUntil;
  const until = waits?.(request, policies, calendars) ?? null;
  const facts = {
    state: request.state,
    since: request.enteredOn,
    due: clock.dueAt,
    until,
    allowed: clock.allowed,
  };
  const code = () => {
    if (clock.dueAt === null) return 'none';
    if (request.blockedBy !== null) return 'blocked';
    if (request.leaderId !== null) return 'follows';
    if (promised !== null) return 'promised';
    return until === null ? 'target' : 'waited';
  };
  return { code: code(), facts };
}
