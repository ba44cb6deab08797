// Where a request stood at the end of each day on which that changed: the figures as of any day follow from it.

import type { QueueDefinition } from '../queues/queue.ts';
import type { Request, RequestEvent } from '../queues/request.ts';
import type { Instant } from '../lib/time.ts';
import { survivors } from './alive.ts';
import { SEARCH_RESULTS, searchResultOf } from './find-book.ts';

/** Where a request stood from the end of a day on. An undo counts from the day on which it happened. */
export interface Turn {
  day: number;
  state: string;
  /** Where an exception came from: it counts there; else empty. */
  cameFrom: string;
  /** Campus that worked on it. */
  campus: string;
  /** Find-book: 1 + index in `SEARCH_RESULTS`, 0 none; purchase: `SHIPPED` and `RETURNED`, as far as they were reached. */
  mark: number;
}

/** Mark of a line that was ever with its reader. */
export const SHIPPED = 1;
/** Mark of a line that was ever returned. */
export const RETURNED = 2;

type Standing = Omit<Turn, 'day'>;

/** Mark of a search result. */
function markOf(result: (typeof SEARCH_RESULTS)[number]): number {
  return SEARCH_RESULTS.indexOf(result) + 1;
}

function markAfter(queue: string, mark: number, event: RequestEvent): number {
  if (queue === 'find_book') {
    const result = searchResultOf(event);
    return result === undefined ? mark : markOf(result);
  }
  if (queue !== 'purchase') return mark;
  if (event.to === 'with_reader') return mark | SHIPPED;
  return event.to === 'returned' ? mark | RETURNED : mark;
}

function after(queue: string, before: Standing | null, event: RequestEvent): Standing {
  const mark = markAfter(queue, before?.mark ?? 0, event);
  const campus = event.patch?.campus ?? before?.campus ?? event.campus ?? '';
  if (before && event.from === event.to) return { ...before, campus, mark };
  const cameFrom = event.to === 'exception' ? (event.from ?? '') : '';
  return { state: event.to, cameFrom, campus, mark };
}

function differs(a: Standing, b: Standing | undefined): boolean {
  return (
    a.state !== b?.state || a.cameFrom !== b.cameFrom || a.campus !== b.campus || a.mark !== b.mark
  );
}

/** The events of each day followed by the standing that they lead to, where days follow each other and nothing is undone. */
function straight(queue: string, events: readonly RequestEvent[], days: readonly number[]): Turn[] {
  const turns: Turn[] = [];
  let standing: Standing | null = null;
  for (const [index, event] of events.entries()) {
    standing = after(queue, standing, event);
    const day = days[index] ?? 0;
    if (days[index + 1] === day) continue;
    if (differs(standing, turns.at(-1))) turns.push({ day, ...standing });
  }
  return turns;
}

/** Day by day from the beginning, with what had been undone by then: two desks' clocks may even disagree on the order. */
function replayed(queue: string, events: readonly RequestEvent[], days: readonly number[]): Turn[] {
  const turns: Turn[] = [];
  for (const day of [...new Set(days)].toSorted((a, b) => a - b)) {
    const until = survivors(events.filter((_, index) => (days[index] ?? 0) <= day));
    let standing: Standing | null = null;
    for (const event of until) standing = after(queue, standing, event);
    if (standing && differs(standing, turns.at(-1))) turns.push({ day, ...standing });
  }
  return turns;
}

/** The turns of a request, oldest first, at most one a day. */
export function turnsOf(
  { name }: QueueDefinition,
  events: readonly RequestEvent[],
  dayAt: (at: Instant) => number,
): Turn[] {
  const days = events.map((event) => dayAt(event.at));
  const plain =
    events.every((event) => event.undoes === null) &&
    days.every((day, index) => day >= (days[index - 1] ?? 0));
  return plain ? straight(name, events, days) : replayed(name, events, days);
}

/** The first and the last turn of a request whose events have not come yet. */
export function turnsWithoutEvents(
  request: Request,
  definition: QueueDefinition,
  dayAt: (at: Instant) => number,
): Turn[] {
  const { campus, state, submittedOn, enteredOn } = request;
  const cameFrom = request.cameFrom ?? '';
  const first = { day: dayAt(submittedOn), state: definition.first, cameFrom: '', campus, mark: 0 };
  const last = { day: dayAt(enteredOn), state, cameFrom, campus, mark: 0 };
  return first.day >= last.day ? [last] : [first, last];
}
