// What the queues that put a copy on the hold shelf share: until when it waits, when its loan falls due, who is next.

import { dueAfter } from '../../circulation/loans/due.ts';
import { isUnusable } from '../../circulation/holds/free-copy.ts';
import { ruleFor, ruleSubject } from '../../circulation/loans/rules.ts';
import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Instant } from '../../lib/time.ts';
import type { Place } from '../../library/entities.ts';
import { isFree } from './copy-choice.ts';
import type { Effect } from '../effect.ts';
import { textOf } from './input.ts';
import type { ActionSpec, Context, Decision } from '../queue.ts';
import type { Request } from '../request.ts';

/** Closing time of the last day on which the reader may collect a copy put on the campus's hold shelf now. */
function pickupUntil(context: Context, campus: string): Instant {
  const { calendars, policies } = context;
  return calendars.addOpenDays(
    calendars.ofCampus(campus),
    context.now,
    policies.number('pickup.open_days'),
  );
}

/** What is done to put a copy on the hold shelf for its reader. */
interface HoldShelfStep {
  /** The input that names the slot, and the field that keeps it. */
  field: 'slot' | 'holdSlot';
  /** Campus whose hold shelf it has to be. */
  campus: string | null;
  /** Fields that change besides slot and last day. */
  fields?: Record<string, unknown>;
  /** What comes before the copy lies there. */
  first?: readonly Effect[];
  notice: (facts: Facts) => Effect;
}

/**
 * The copy lies in a slot, with its slip, until the last day for collecting it, and its reader is told.
 * Refused as `bad_input` for an unknown slot, as `shelf_elsewhere` for one of another campus.
 */
export function putOnHoldShelf(
  request: Request,
  input: Record<string, unknown>,
  context: Context,
  { field, campus, fields = {}, first = [], notice }: HoldShelfStep,
): Decision | Refusal {
  const slot: Place | undefined = context.placeByCode(textOf(input, field));
  if (!slot) return refuse('bad_input', { field, problem: 'unknown' });
  if (slot.campus !== campus) return refuse('shelf_elsewhere', { place: slot.id, wanted: campus });
  const readyUntil = pickupUntil(context, slot.campus);
  const day = context.calendars.dayOf(readyUntil);
  return {
    ok: true,
    to: 'ready',
    patch: { fields: { [field]: slot.id, readyUntil, ...fields } },
    effects: [
      ...first,
      { do: 'seen', copyId: request.copyId ?? '', placeId: slot.id },
      { do: 'slip', slip: 'hold' },
      notice({ day, campus: slot.campus, [field]: slot.code }),
    ],
    facts: { place: slot.id, day },
  };
}

/** Lending from the hold shelf, whatever the queue: by card and copy, where the copy lies; a loan is not undone. */
export const LEND_READY = {
  from: ['ready'],
  to: ['done'],
  who: [{ role: 'desk' }],
  standing: 'campus',
  input: { card: { kind: 'reader_card' }, scan: { kind: 'scan' } },
  key: 'l',
  undo: false,
} satisfies Partial<ActionSpec>;

/** A copy that nobody collects leaves the hold shelf: by the clock, or by whoever clears the shelf. */
export const EXPIRE_READY = {
  from: ['ready'],
  to: ['returning'],
  who: [{ role: 'system' }, { role: 'desk' }],
  input: { reason: { kind: 'reason', options: ['not_collected'] } },
} satisfies Partial<ActionSpec>;

/**
 * Nobody collected it: the copy leaves its slot for where it belongs, and its reader is told. `until` is the last moment for
 * collecting it. Refused as `not_due` before that.
 */
export function expireOnShelf(
  { field, until }: { field: 'slot' | 'holdSlot'; until: Instant | null },
  context: Context,
  notice: Effect,
): Decision | Refusal {
  if (until !== null && context.now < until) {
    return refuse('not_due', { action: 'expire', at: until });
  }
  return {
    ok: true,
    to: 'returning',
    patch: { fields: { [field]: null, readyUntil: null } },
    effects: [notice, { do: 'slip', slip: 'return' }],
  };
}

/** When a loan that begins now falls due, by the rule for this reader and copy. */
export function loanDueOn(context: Context): Instant {
  const { calendars, policies, copy, reader, place, point } = context;
  const category = reader?.category ?? null;
  const subject = copy ? ruleSubject(category, copy, place) : {};
  const campus = point?.campus ?? (copy ? place(copy.holding)?.campus : undefined) ?? '';
  const rule = ruleFor(policies, subject);
  return dueAfter(calendars, calendars.ofCampus(campus), context.today, rule);
}

/** The loan that ends a wait on the hold shelf: to the asker, from now to the end of its last day. */
export function lendFromShelf(request: Request, context: Context): Decision {
  const dueOn = loanDueOn(context);
  return {
    ok: true,
    to: 'done',
    effects: [
      {
        do: 'lend',
        copyId: request.copyId ?? '',
        readerId: request.readerId ?? '',
        dueOn,
        channel: 'desk',
      },
    ],
    facts: { day: context.calendars.dayOf(dueOn) },
  };
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
  const { copy, holds } = context;
  const fit = copy === null || !isUnusable(copy);
  return (
    servesParent(context) ||
    heldByOther(request, context) ||
    (fit && holds.some((hold) => hold.copyId === null || hold.copyId === request.copyId)) ||
    context.followers.some((follower) => follower.endedOn === null)
  );
}

/**
 * Earlier holds and recalls come first (rule 2): refuses to keep the copy for the asker while other readers wait longer
 * and no other copy is free for them, unless a supervisor passes them with `override` and a note.
 */
export function earlierHoldCheck(
  request: Request,
  input: Record<string, unknown>,
  context: Context,
): Refusal | null {
  const earlier = context.holds.filter(
    (hold) =>
      (hold.status === 'ready' || hold.placedOn < request.submittedOn) &&
      hold.readerId !== request.readerId,
  );
  const ofCopy = earlier.filter((hold) => hold.copyId === request.copyId).length;
  const ofTitle = earlier.filter((hold) => hold.copyId === null).length;
  const others = context.copies.filter(
    (copy) => copy.id !== request.copyId && copy.lendable && isFree(context, copy, request.id),
  ).length;
  const holds = ofCopy + Math.max(0, ofTitle - others);
  const supervises = context.actor.grants.some((grant) => grant.role === 'supervisor');
  const passed = supervises && input['override'] === true && Boolean(input['note']);
  if (holds === 0 || passed) return null;
  return refuse('earlier_hold', { holds, barcode: context.copy?.barcode ?? null });
}
