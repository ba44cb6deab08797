// The states of a delivery: public label, which of them have the copy, and which wait for the reader.

import type { Calendars } from '../../library/calendar.ts';
import type { Policies } from '../../library/policies.ts';
import { addDays } from '../../library/zone.ts';
import type { Instant } from '../../lib/time.ts';
import type { Due, StateSpec } from '../queue.ts';
import type { Request } from '../request.ts';
import { deliveryFields } from './fields.ts';
import { slotEnd, slotStart } from './slots.ts';

/** Whether the reader has chosen a slot since the last failure. */
export function choseAgain(request: Request): boolean {
  const { failures, slotAfterFailures } = deliveryFields(request);
  return slotAfterFailures >= failures;
}

/** End of the last day on which the reader may choose a second slot. */
export function secondSlotUntil(
  request: Request,
  policies: Policies,
  calendars: Calendars,
): Instant {
  const failed = calendars.dayOf(request.enteredOn);
  return calendars.endOf(addDays(failed, policies.number('delivery.answer_days')));
}

/** After a failure the clock waits for the reader's answer, then for the slot; after the last way it runs at once. */
function failedUntil(request: Request, policies: Policies, calendars: Calendars): Instant {
  const { ways, slot } = deliveryFields(request);
  if (ways >= policies.number('delivery.ways')) return request.enteredOn;
  return choseAgain(request)
    ? slotStart(slot, calendars)
    : secondSlotUntil(request, policies, calendars);
}

/** What is picked has to be packed and away when its slot begins. */
function bySlot(request: Request, _policies: Policies, calendars: Calendars): Instant {
  return slotStart(deliveryFields(request).slot, calendars);
}

/** What is out has to be handed over when its slot ends. */
function inSlot(request: Request, _policies: Policies, calendars: Calendars): Instant {
  return slotEnd(deliveryFields(request).slot, calendars);
}

function readyUntil(request: Request): Instant | null {
  return deliveryFields(request).readyUntil;
}

/** States of delivery. */
export const deliveryStates = {
  submitted: { label: 'pending', target: 'delivery.target.submitted' },
  accepted: { label: 'in_progress', holdsCopy: true, target: 'delivery.target.accepted' },
  picked: {
    label: 'in_progress',
    holdsCopy: true,
    target: 'delivery.target.picked',
    dueOn: bySlot,
  },
  packed: {
    label: 'in_progress',
    holdsCopy: true,
    target: 'delivery.target.packed',
    dueOn: bySlot,
  },
  out: {
    label: 'in_progress',
    holdsCopy: true,
    away: true,
    target: 'delivery.target.out',
    dueOn: inSlot,
  },
  attempt_failed: {
    label: 'in_progress',
    holdsCopy: true,
    pausedUntil: failedUntil,
    target: 'delivery.target.attempt_failed',
  },
  ready: {
    label: 'in_progress',
    holdsCopy: true,
    pausedUntil: readyUntil,
    target: 'delivery.target.ready',
  },
  cancel_asked: { label: 'in_progress', holdsCopy: true, target: 'delivery.target.cancel_asked' },
  returning: { label: 'in_progress', holdsCopy: true, target: 'delivery.target.returning' },
  done: { label: 'done' },
  cancelled: { label: 'cancelled' },
  rejected: { label: 'rejected' },
} satisfies Record<string, StateSpec>;

/** A state of delivery. */
export type DeliveryState = keyof typeof deliveryStates;

/** What the system does with a delivery by itself: a copy that nobody collects goes back. */
export function deliveryDue(request: Request): Due | null {
  const at = request.state === 'ready' ? readyUntil(request) : null;
  return at === null ? null : { action: 'expire', at, input: { reason: 'not_collected' } };
}
