// What was done with a request, day by day, as far as rates count it: events of a kind, and events that could have been.

import { hasPickup } from './pickup.ts';
import type { Label, RequestEvent } from '../queues/request.ts';
import type { Instant } from '../lib/time.ts';

/**
 * Kinds of deeds; a rate is the first ÷ the second:
 * undone ÷ moved · reopened ÷ ended · lapsed ÷ shelved (hold shelf) · misrouted ÷ sent · scanned ÷ (scanned + typed) ·
 * found_first ÷ (found_first + missed_first).
 */
export const DEEDS = [
  'moved',
  'undone',
  'ended',
  'reopened',
  'shelved',
  'lapsed',
  'sent',
  'misrouted',
  'scanned',
  'typed',
  'found_first',
  'missed_first',
] as const;
export type DeedKind = (typeof DEEDS)[number];

/** One of them. */
export interface Deed {
  day: number;
  kind: DeedKind;
}

const SENT: ReadonlySet<string> = new Set(['send', 'ship', 'depart']);
const MISROUTED: ReadonlySet<string> = new Set(['misrouted', 'wrong_item']);
const ENDED: ReadonlySet<Label> = new Set<Label>(['done', 'cancelled', 'rejected']);

function isMisrouted({ action, reason }: RequestEvent): boolean {
  return action === 'seen_at' || (action === 'report_problem' && MISROUTED.has(reason ?? ''));
}

/** What of a surviving event rates count; a submission is no move. */
function kindsOf(event: RequestEvent, labelled: (state: string) => Label): DeedKind[] {
  const kinds: DeedKind[] = [];
  const moved = event.from !== null && event.from !== event.to;
  if (moved) {
    const from = ENDED.has(labelled(event.from ?? ''));
    const to = ENDED.has(labelled(event.to));
    if (to && !from) kinds.push('ended');
    if (from && !to) kinds.push('reopened');
    if (hasPickup(event.to)) kinds.push('shelved');
    if (SENT.has(event.action)) kinds.push('sent');
    if (event.action === 'expire') kinds.push('lapsed');
  }
  if (isMisrouted(event)) kinds.push('misrouted');
  return kinds;
}

function scanOf({ evidence }: RequestEvent): DeedKind[] {
  if (evidence?.scan === undefined) return [];
  return [evidence.source === 'typed' ? 'typed' : 'scanned'];
}

function firstSearch(
  alive: readonly RequestEvent[],
): { event: RequestEvent; kind: DeedKind } | null {
  const event = alive.find(({ action }) => action === 'found' || action === 'not_there');
  if (!event) return null;
  return { event, kind: event.action === 'found' ? 'found_first' : 'missed_first' };
}

/** The deeds of a request. What was undone was done all the same where moves, undos and scans are counted. */
export function deedsOf(
  events: readonly RequestEvent[],
  alive: readonly RequestEvent[],
  dayAt: (at: Instant) => number,
  labelled: (state: string) => Label,
): Deed[] {
  const deeds: Deed[] = [];
  const add = (event: RequestEvent, kinds: readonly DeedKind[]) => {
    for (const kind of kinds) deeds.push({ day: dayAt(event.at), kind });
  };
  for (const event of events) {
    if (event.undoes !== null) add(event, ['undone']);
    else {
      if (event.from !== null && event.from !== event.to) add(event, ['moved']);
      add(event, scanOf(event));
    }
  }
  for (const event of alive) add(event, kindsOf(event, labelled));
  const first = firstSearch(alive);
  if (first) add(first.event, [first.kind]);
  return deeds;
}
