// What the queues that put a copy on the hold shelf share: until when it waits, when its loan falls due, who is next.

import type { Instant } from '../lib/time.ts';
import { addDays } from '../library/zone.ts';
import type { Context } from './queue.ts';
import type { Request } from './request.ts';

/** Closing time of the last day on which the reader may collect a copy put on the campus's hold shelf now. */
export function pickupUntil(context: Context, campus: string): Instant {
  const { calendars, policies } = context;
  return calendars.addOpenDays(
    calendars.ofCampus(campus),
    context.now,
    policies.number('pickup.open_days'),
  );
}

/** When a loan that begins now falls due: the end of its last day. */
export function loanDueOn(context: Context): Instant {
  const { calendars, policies } = context;
  return calendars.endOf(addDays(context.today, policies.number('loan.days')));
}

/** Whether the request is a linked case whose parent is still open, so that the copy is the parent's. */
export function servesParent(context: Context): boolean {
  return context.parent !== null && context.parent.endedOn === null;
}

/** Whether another request has custody of the copy, which this one only handles as a guest. */
export function heldByOther(request: Request, context: Context): boolean {
  return context.custody !== null && context.custody.requestId !== request.id;
}

/** Whether somebody takes the copy over when it is passed on: the parent, another holder, a hold, a follower. */
export function someoneWaits(request: Request, context: Context): boolean {
  return (
    servesParent(context) ||
    heldByOther(request, context) ||
    context.holds.some((hold) => hold.copyId === null || hold.copyId === request.copyId) ||
    context.followers.some((follower) => follower.endedOn === null)
  );
}
