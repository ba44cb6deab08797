// A delivery in any state, with everything that its next action needs.

import type { Role } from '../../src/shared/library/entities.ts';
import { decide } from '../../src/shared/queues/engine/decide.ts';
import { delivery } from '../../src/shared/queues/delivery/definition.ts';
import type { Context } from '../../src/shared/queues/queue.ts';
import type { Request } from '../../src/shared/queues/request.ts';
import { actor, context, copy, request } from './queue-context.ts';
import { PLACES } from './queue-places.ts';

/** Tomorrow afternoon, to the dormitory of the southern campus. */
export const SLOT = '2018-06-07 15:00-17:00';
/** The reader's code of `parcel`, as its hash keeps it. */
export const CODE = '123456';

/** A delivery of copy `c1` in a state; from `packed` on in a bag, from `out` on with courier `a-courier`. */
export function parcel(
  state: string,
  fields: Record<string, unknown> = {},
  over: Partial<Request> = {},
): Request {
  const withCourier = ['out', 'cancel_asked', 'attempt_failed'].includes(state);
  const failed = state === 'attempt_failed';
  return request('delivery', state, {
    campus: 'south',
    collection: 's-main',
    fields: {
      address: 's-dorm',
      slot: SLOT,
      copies: ['c1'],
      bag: ['submitted', 'accepted', 'picked'].includes(state) ? null : 'BAG-0001',
      codeHash: `sha:request:${CODE}`,
      courier: withCourier ? 'a-courier' : null,
      onRound: withCourier && !failed,
      ways: withCourier ? 1 : 0,
      failures: failed ? 1 : 0,
      ...fields,
    },
    ...over,
  });
}

/** What the rules see of a delivery: its copy on the southern campus, somebody at the southern desk. */
export function parcelContext(over: Partial<Context> = {}): Context {
  const first = copy('c1', { home: 's-main', holding: 's-main' });
  return context({
    copy: first,
    scanned: first,
    home: PLACES['s-main'] ?? null,
    copies: [first, copy('c2', { home: 's-main', holding: 's-main' })],
    point: PLACES['s1'] ?? null,
    ...over,
  });
}

/** Decides an action on a delivery by whoever has a role. */
export function act(
  subject: Request,
  action: string,
  role: Role,
  input: Record<string, unknown>,
  over: Partial<Context> = {},
) {
  return decide(delivery, subject, action, input, { ...parcelContext(over), actor: actor(role) });
}
