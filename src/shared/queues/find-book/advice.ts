// The automatic check of a search: where the copy may be without walking, when the rounds are due, who searched before.

import type { AdviceLine } from '../../desk-contract.ts';
import { addMinutes, millis } from '../../lib/time.ts';
import type { Copy } from '../../library/entities.ts';
import { campusOfCopy, copyIn, nextCopies } from '../parts/copy-choice.ts';
import type { Context } from '../queue.ts';
import type { Request, RequestEvent } from '../request.ts';
import { findBookFields } from './fields.ts';
import { roundDays, roundDueOn } from './rounds.ts';

/** Codes of the lines, in no order. */
export const CHECK_LINES = [
  'on_loan',
  'in_transit',
  'on_hold_shelf',
  'last_on_hold_shelf',
  'in_custody',
  'copy_status',
  'just_returned',
  'used_in_house',
  'last_seen',
  'other_copies',
  'searched',
  'round_due',
] as const;

/** A line of the check; each code has words. */
export type CheckLine = AdviceLine & { code: (typeof CHECK_LINES)[number] };

/** States of any queue in which the copy travels. */
const ON_THE_WAY: readonly string[] = ['in_transit', 'cancel_asked', 'returning', 'packed', 'out'];
const HOUR = 3_600_000;

function onLoan(copy: Copy, context: Context): CheckLine[] {
  const loan =
    context.copyLoans.find((each) => each.copyId === copy.id) ??
    (context.loan?.copyId === copy.id ? context.loan : undefined);
  if (!loan) return [];
  const day = context.calendars.dayOf(loan.dueOn);
  return [{ code: 'on_loan', facts: { barcode: copy.barcode, day }, weight: 'stop' }];
}

/** A copy last scanned on the hold shelf, though no request of the four queues has it: a hold of another system. */
function lastOnHoldShelf(copy: Copy, context: Context): CheckLine[] {
  const seen = copy.seenAt === null ? undefined : context.place(copy.seenAt);
  if (seen?.kind !== 'hold_slot') return [];
  const facts = { barcode: copy.barcode, place: seen.code };
  return [{ code: 'last_on_hold_shelf', facts, weight: 'stop' }];
}

function inHands(copy: Copy, request: Request, context: Context): CheckLine[] {
  const { holder } = context;
  if (holder === null || holder.copyId !== copy.id || holder.id === request.id) {
    return lastOnHoldShelf(copy, context);
  }
  const facts = { code: holder.code, queue: holder.queue, barcode: copy.barcode };
  if (holder.state === 'ready') return [{ code: 'on_hold_shelf', facts, weight: 'stop' }];
  if (ON_THE_WAY.includes(holder.state)) return [{ code: 'in_transit', facts, weight: 'stop' }];
  return [{ code: 'in_custody', facts, weight: 'info' }];
}

function traces(copy: Copy, context: Context): CheckLine[] {
  const lines: CheckLine[] = [];
  const within = context.policies.number('find_book.returned_within_hours');
  const since = addMinutes(context.now, -within * 60);
  const hours = (at: string) => Math.floor((millis(context.now) - millis(at)) / HOUR);
  const { lastReturnedOn, lastUsedInHouseOn, seenAt, seenOn } = copy;
  if (lastReturnedOn !== null && lastReturnedOn >= since) {
    const facts = { hours: hours(lastReturnedOn), within };
    lines.push({ code: 'just_returned', facts, weight: 'for' });
  }
  if (lastUsedInHouseOn !== null && lastUsedInHouseOn >= since) {
    const facts = { hours: hours(lastUsedInHouseOn), within };
    lines.push({ code: 'used_in_house', facts, weight: 'for' });
  }
  if (seenOn !== null && seenAt !== null) {
    const facts = {
      place: seenAt,
      day: context.calendars.dayOf(seenOn),
    };
    lines.push({ code: 'last_seen', facts, weight: 'info' });
  }
  return lines;
}

function statusLine(copy: Copy): CheckLine[] {
  if (copy.status === 'available') return [];
  const facts = { barcode: copy.barcode, status: copy.status };
  return [{ code: 'copy_status', facts, weight: 'stop' }];
}

function otherCopies(request: Request, context: Context): CheckLine[] {
  const tried = request.copyId === null ? [] : [request.copyId];
  const free = nextCopies(request, context, tried, request.campus);
  const [first] = free;
  if (!first) return [];
  const facts = {
    count: free.length,
    barcode: first.barcode,
    campus: campusOfCopy(context, first),
  };
  return [{ code: 'other_copies', facts, weight: 'info' }];
}

function misses(events: readonly RequestEvent[]): RequestEvent[] {
  const undone = new Set(events.map((event) => event.undoes));
  return events.filter((event) => event.action === 'not_there' && !undone.has(event.id));
}

function searchedBefore(context: Context): CheckLine[] {
  return misses(context.events).map((event, index) => {
    const looked = event.facts['looked'];
    const places = Array.isArray(looked) ? looked.length : 0;
    const day = context.calendars.dayOf(event.at);
    const facts = { round: index + 1, by: event.actor, day, places };
    return { code: 'searched', facts, weight: 'info' };
  });
}

function roundsLeft(request: Request, context: Context): CheckLine[] {
  if (request.state === 'new') return [];
  const { policies, calendars } = context;
  const walked = findBookFields(request).misses;
  return roundDays(policies).flatMap((_days, index): CheckLine[] => {
    const round = index + 1;
    const dueOn = round > walked ? roundDueOn(request, round, policies, calendars) : null;
    if (dueOn === null) return [];
    return [{ code: 'round_due', facts: { round, day: calendars.dayOf(dueOn) }, weight: 'info' }];
  });
}

/** What is known of a copy that is looked for, in the order in which it is shown; `stop` answers without a walk. */
export function findBookFacts(request: Request, context: Context): CheckLine[] {
  const copy = copyIn(context, request.copyId);
  const open = request.endedOn === null;
  return [
    ...(copy
      ? [
          ...onLoan(copy, context),
          ...inHands(copy, request, context),
          ...statusLine(copy),
          ...traces(copy, context),
        ]
      : []),
    ...otherCopies(request, context),
    ...searchedBefore(context),
    ...(open ? roundsLeft(request, context) : []),
  ];
}
