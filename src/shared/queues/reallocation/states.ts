// The states of a reallocation: public label, which of them have the copy, and the one that waits for the reader.

import type { Instant } from '../../lib/time.ts';
import type { Due, StateSpec } from '../queue.ts';
import type { Request } from '../request.ts';
import { reallocationFields } from './fields.ts';

/** Until when the copy waits on the hold shelf. */
function readyUntil(request: Request): Instant | null {
  return reallocationFields(request).readyUntil;
}

/** States of reallocation. */
export const reallocationStates = {
  submitted: { label: 'pending', target: 'reallocation.target.submitted' },
  to_confirm: { label: 'pending', target: 'reallocation.target.to_confirm' },
  approved: { label: 'in_progress', holdsCopy: true, target: 'reallocation.target.approved' },
  picked: { label: 'in_progress', holdsCopy: true, target: 'reallocation.target.picked' },
  in_transit: {
    label: 'in_progress',
    holdsCopy: true,
    away: true,
    target: 'reallocation.target.in_transit',
  },
  arrived: { label: 'in_progress', holdsCopy: true, target: 'reallocation.target.arrived' },
  ready: {
    label: 'in_progress',
    holdsCopy: true,
    pausedUntil: readyUntil,
    target: 'reallocation.target.ready',
  },
  cancel_asked: {
    label: 'in_progress',
    holdsCopy: true,
    target: 'reallocation.target.cancel_asked',
  },
  returning: {
    label: 'in_progress',
    holdsCopy: true,
    away: true,
    target: 'reallocation.target.returning',
  },
  done: { label: 'done' },
  cancelled: { label: 'cancelled' },
  rejected: { label: 'rejected' },
} satisfies Record<string, StateSpec>;

/** A state of reallocation. */
export type ReallocationState = keyof typeof reallocationStates;

/** What the system does with a reallocation by itself: a copy that nobody collects goes back. */
export function reallocationDue(request: Request): Due | null {
  const at = request.state === 'ready' ? readyUntil(request) : null;
  return at === null ? null : { action: 'expire', at, input: { reason: 'not_collected' } };
}
