// What was done with a request, day by day, as far as rates count it: events of a kind, and events that could have been.

import { hasPickup } from './pickup.ts';
import { returnsOf } from './returns.ts';
import type { Label, RequestEvent } from '../queues/request.ts';
import type { Instant } from '../lib/time.ts';

/** What is counted by the day, since nearly every request has some of it: what could have gone otherwise. */
export const DONE = ['moved', 'ended', 'waited', 'arrived', 'scanned'] as const;
type DoneKind = (typeof DONE)[number];

/** How often each was done on a day. */
export type DoneOn = { day: number } & { [K in DoneKind]: number };

/**
 * What went otherwise, one by one; a rate is it ÷ what could have been on that day, so that no rate but of reopening is
 * ever over one: undone ÷ moved · reopened ÷ ended · lapsed ÷ waited (waits on the hold shelf that are over) · misrouted
 * ÷ arrived (rightly or not) · scanned ÷ (scanned + typed) · found_first ÷ (found_first + missed_first) ·
 * returned_in_time ÷ (returned_in_time + returned_late). A bought book that is shelved is one too: from then on it is lent.
 */
export const DEEDS = [
  'undone',
  'reopened',
  'lapsed',
  'misrouted',
  'typed',
  'found_first',
  'missed_first',
  'returned_in_time',
  'returned_late',
  'shelved',
] as const;
export type DeedKind = (typeof DEEDS)[number];

/** One of them. */
export interface Deed {
  day: number;
  kind: DeedKind;
}

/** A book is where it was sent: at a desk, or with its reader. */
const ARRIVED: ReadonlySet<string> = new Set(['receive', 'receive_home', 'ship', 'hand_over']);
const MISROUTED: ReadonlySet<string> = new Set(['misrouted', 'wrong_item']);
const ENDED: ReadonlySet<Label> = new Set<Label>(['done', 'cancelled', 'rejected']);
/** Whether nothing more is to be done under a label. */
export function isEnd(label: Label): boolean {
  return ENDED.has(label);
}
/** More of a kind on one day than this are counted as this many. */
const MOST_A_DAY = 255;

function isMisrouted({ action, reason }: RequestEvent): boolean {
  return action === 'seen_at' || (action === 'report_problem' && MISROUTED.has(reason ?? ''));
}

function isMove({ from, to }: RequestEvent): boolean {
  return from !== null && from !== to;
}

/** What of a surviving event rates count; a submission is no move. */
function kindsOf(event: RequestEvent, labelled: (state: string) => Label): (DoneKind | DeedKind)[] {
  const kinds: (DoneKind | DeedKind)[] = [];
  if (isMove(event)) {
    const from = isEnd(labelled(event.from ?? ''));
    const to = isEnd(labelled(event.to));
    if (to && !from) kinds.push('ended');
    if (from && !to) kinds.push('reopened');
    if (hasPickup(event.from ?? '') && event.to !== 'exception') kinds.push('waited');
    if (ARRIVED.has(event.action)) kinds.push('arrived');
    if (event.action === 'expire') kinds.push('lapsed');
    if (event.action === 'shelve' && event.from === 'accepted') kinds.push('shelved');
  }
  if (isMisrouted(event)) kinds.push('misrouted', 'arrived');
  return kinds;
}

/** What of any event: what was undone was done all the same where moves, undos and scans are counted. */
function always(event: RequestEvent): (DoneKind | DeedKind)[] {
  if (event.undoes !== null) return ['undone'];
  const { evidence } = event;
  const scan = evidence?.source === 'typed' ? 'typed' : 'scanned';
  return [...(isMove(event) ? (['moved'] as const) : []), ...(evidence?.scan ? [scan] : [])] as (
    | DoneKind
    | DeedKind
  )[];
}

const isSearch = ({ action }: RequestEvent) => action === 'found' || action === 'not_there';

function isDone(kind: DoneKind | DeedKind): kind is DoneKind {
  return DONE.some((each) => each === kind);
}

/** The days and deeds of a request. */
export function deedsOf(
  events: readonly RequestEvent[],
  alive: readonly RequestEvent[],
  dayAt: (at: Instant) => number,
  labelled: (state: string) => Label,
): { days: DoneOn[]; deeds: Deed[] } {
  const days = new Map<number, DoneOn>();
  const deeds: Deed[] = [];
  const add = (event: RequestEvent, kinds: readonly (DoneKind | DeedKind)[]) => {
    const day = dayAt(event.at);
    for (const kind of kinds) {
      if (!isDone(kind)) deeds.push({ day, kind });
      else {
        const on = days.get(day) ?? { day, moved: 0, ended: 0, waited: 0, arrived: 0, scanned: 0 };
        on[kind] = Math.min(on[kind] + 1, MOST_A_DAY);
        days.set(day, on);
      }
    }
  };
  for (const event of events) add(event, always(event));
  for (const event of alive) add(event, kindsOf(event, labelled));
  const first = alive.find(isSearch);
  if (first) add(first, [first.action === 'found' ? 'found_first' : 'missed_first']);
  for (const { event, inTime } of returnsOf(alive)) {
    add(event, [inTime ? 'returned_in_time' : 'returned_late']);
  }
  return { days: [...days.values()], deeds };
}
