// What people of the library did with a request, read from its events: stages that they ended, searches, scans.

import type { Calendars } from '../library/calendar.ts';
import type { StaffRole } from '../library/entities.ts';
import { STAFF_ROLES } from '../library/entities.ts';
import type { Day, Instant } from '../lib/time.ts';
import type { QueueDefinition } from '../queues/queue.ts';
import type { QueueName, RequestEvent } from '../queues/request.ts';

/** What work needs of an event. */
export type WorkEvent = Pick<
  RequestEvent,
  'id' | 'action' | 'from' | 'to' | 'actor' | 'role' | 'campus' | 'at' | 'undoes'
> &
  Pick<RequestEvent, 'evidence' | 'patch' | 'facts'>;

/**
 * What a search by somebody came to: `found`, where the book stood wrong or elsewhere; `in_place`, where it stood right
 * and the reader had erred; `overlooked`, where another person's next search found it misshelved or wrongly labelled;
 * `not_charged`, every other miss: the book was not there, or nobody can say that it was.
 */
export const SEARCH_RESULTS = ['found', 'in_place', 'overlooked', 'not_charged'] as const;
export type SearchResult = (typeof SEARCH_RESULTS)[number];

/** One thing that one person did. */
export interface Work {
  eventId: string;
  at: Instant;
  day: Day;
  actor: string;
  role: StaffRole;
  /** Campus of the service point, else of the request. */
  campus: string;
  queue: QueueName;
  action: string;
  /** `queue/kind/stage` of the stage that it ended; null where it ended none that counts. */
  task: string | null;
  /** How long the request had been in that stage: open minutes, to a tenth; null without a stage. */
  minutes: number | null;
  search: SearchResult | null;
  /** Whether it was the first search of its case. */
  first: boolean;
  /** How the copy was proved: read by a scanner, or typed by hand; null without a copy. */
  scan: 'scanned' | 'typed' | null;
}

/** A request as its work is read. */
export interface WorkRequest {
  queue: QueueName;
  campus: string;
  /** Oldest first. */
  events: readonly WorkEvent[];
}

/** Roles whose work is the library's own; booksellers', readers' and the system's is nobody's figure here. */
export const WORKING_ROLES = STAFF_ROLES.filter((role) => role !== 'vendor');

/** Causes of a find that a search before could have come to: the book was on the shelves and could be read there. */
const WAS_THERE = new Set(['misshelved', 'wrong_label']);

/** Stages whose end a slot sets that the reader has chosen; how long they last is nobody's pace. */
const BY_SLOT = new Set(['picked', 'packed', 'out']);

/** Whether a stage lasts until an hour that was agreed on with the reader. */
export function isBySlot(task: string): boolean {
  const { queue, stage } = partsOfTask(task);
  return queue === 'delivery' && BY_SLOT.has(stage);
}

/** Parts of a task's name. */
export function partsOfTask(task: string): { queue: QueueName; kind: string; stage: string } {
  const [queue = '', kind = '', stage = ''] = task.split('/');
  return { queue: queue as QueueName, kind, stage };
}

/** Events that count: neither undone nor undoing. */
function surviving(events: readonly WorkEvent[]): WorkEvent[] {
  const undone = new Set(events.flatMap(({ undoes }) => undoes ?? []));
  return events.filter(({ id, undoes }) => undoes === null && !undone.has(id));
}

function isOfStaff({ role }: Pick<WorkEvent, 'role'>): boolean {
  return WORKING_ROLES.some((each) => each === role);
}

function isSearch({ action }: WorkEvent, queue: QueueName): boolean {
  return queue === 'find_book' && (action === 'found' || action === 'not_there');
}

function causeOf({ facts, patch }: WorkEvent): unknown {
  return facts['cause'] ?? patch?.fields?.['cause'];
}

/** What the search at a place of the surviving events came to, with what came after it known. */
function searchResult(events: readonly WorkEvent[], at: number): SearchResult {
  const search = events[at];
  if (search?.action === 'found') return causeOf(search) === 'in_place' ? 'in_place' : 'found';
  const next = events.slice(at + 1).find((event) => isSearch(event, 'find_book'));
  const isFind = next?.action === 'found' && isOfStaff(next) && next.actor !== search?.actor;
  return isFind && WAS_THERE.has(String(causeOf(next))) ? 'overlooked' : 'not_charged';
}

function scanOf({ evidence }: WorkEvent): Work['scan'] {
  if (evidence?.scan === undefined) return null;
  return evidence.source === 'typed' ? 'typed' : 'scanned';
}

/** Whether a search was the first of its case; one that goes on for another asker keeps the rounds walked before. */
function isFirst({ facts }: WorkEvent, isFirstHere: boolean): boolean {
  return typeof facts['round'] === 'number' ? facts['round'] === 1 : isFirstHere;
}

/** Where a request is on its way: since when in its stage, at which campus, of which kind. */
interface Way {
  since: Instant;
  campus: string;
  kind: string;
  /** Searches in vain. */
  misses: number;
}

/**
 * The kind of a stage: the request's own, and of a search after the first its round, since the library's rule says on
 * which day each round is walked.
 */
function kindOf(queue: QueueName, { kind, misses }: Way, stage: string): string {
  const isSearched = queue === 'find_book' && (stage === 'open' || stage === 'waiting');
  return isSearched && misses > 0 ? String(misses + 1) : kind;
}

function passed(way: Way, { at, from, to, patch }: WorkEvent, isRound: boolean): Way {
  const kind = patch?.fields?.['kind'];
  const misses = patch?.fields?.['misses'];
  return {
    since: from !== to || isRound ? at : way.since,
    campus: patch?.campus ?? way.campus,
    kind: typeof kind === 'string' ? kind : way.kind,
    misses: typeof misses === 'number' ? misses : way.misses,
  };
}

/**
 * What people of the library did with a request; events undone are as if they had never been. A stage lasts from the
 * event that entered the state to the one that left it and belongs to whoever left it, in open minutes of the calendar
 * of the campus where the request was; states whose clock stops (⏸) and the submission are no stage. A search that ends
 * its round ends a stage too, though the state may stay.
 */
export function workOf(
  { queue, campus, events: all }: WorkRequest,
  definition: Pick<QueueDefinition, 'states'>,
  calendars: Pick<Calendars, 'bh' | 'ofCampus' | 'dayOf'>,
): Work[] {
  const events = surviving(all);
  const first = events.findIndex((event) => isSearch(event, queue));
  let way: Way = { since: events[0]?.at ?? '', campus, kind: '', misses: 0 };
  return events.flatMap((event, index): Work[] => {
    const before = way;
    const { from, to, at } = event;
    const searches = isSearch(event, queue);
    way = passed(way, event, searches);
    if (!isOfStaff(event)) return [];
    const left = from !== null && (from !== to || searches) ? from : null;
    const stage = left !== null && definition.states[left]?.pausedUntil === undefined ? left : null;
    const scan = scanOf(event);
    if (stage === null && scan === null && !searches) return [];
    const minutes = calendars.bh(calendars.ofCampus(before.campus), before.since, at);
    return [
      {
        eventId: event.id,
        at,
        day: calendars.dayOf(at),
        actor: event.actor,
        role: event.role as StaffRole,
        campus: event.campus ?? before.campus,
        queue,
        action: event.action,
        task: stage === null ? null : `${queue}/${kindOf(queue, before, stage)}/${stage}`,
        minutes: stage === null ? null : Math.round(minutes * 10) / 10,
        search: searches ? searchResult(events, index) : null,
        first: searches && isFirst(event, index === first),
        scan,
      },
    ];
  });
}
