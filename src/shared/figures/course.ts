// The course of one request as figures see it: where it stood at the end of each day, how long it stayed, what was done.

import { labelOf } from '../queues/states.ts';
import { millis } from '../lib/time.ts';
import type { Instant } from '../lib/time.ts';
import { survivors } from './alive.ts';
import { claimsOf } from './claims.ts';
import type { ClaimOver } from './claims.ts';
import type { CourseRequest, CourseTools } from './course-input.ts';
import { dayNumber } from './day-number.ts';
import { deedsOf, isEnd } from './deeds.ts';
import type { Deed, DoneOn } from './deeds.ts';
import type { Request, RequestEvent } from '../queues/request.ts';
import { turnsOf, turnsWithoutEvents } from './turns.ts';
import type { Turn } from './turns.ts';
import { stayOf } from './stay.ts';
import type { Leg, MoneyMove, Visit } from './stay.ts';

/** A time point: the local day on which it was reached (0 = not yet) and the open minutes from the submission to it. */
export interface Point {
  day: number;
  minutes: number;
}

/** Whether the asker was served: 0 still open · 1 filled · 2 ended without · 3 ended without, called off by the reader before any decision. */
export type Fill = 0 | 1 | 2 | 3;

/** The course of a request. Days are local; minutes are open minutes of the campus that works on it, rounded down. */
export interface Course {
  n: number;
  /** Seconds since the epoch. */
  submittedAt: number;
  submittedDay: number;
  /** 1 where the system opened it (a linked case, a return): shown apart. */
  bySystem: number;
  campus: string;
  collection: string;
  category: string;
  bundle: number;
  touch: Point;
  decision: Point;
  ready: Point;
  /** Day on which it came to its present end; 0 while it is open. */
  endedDay: number;
  fill: Fill;
  turns: Turn[];
  visits: Visit[];
  days: DoneOn[];
  deeds: Deed[];
  claims: ClaimOver[];
  legs: Leg[];
  money: MoneyMove[];
}

/** Seconds since the epoch. */
export function seconds(at: Instant): number {
  return Math.floor(millis(at) / 1000);
}

type DayAt = (at: Instant) => number;

/** Number of the local day of an instant; each is reckoned once, since days are asked for again and again. */
function dayAtOf({ calendars }: CourseTools): DayAt {
  const known = new Map<Instant, number>();
  return (at) => {
    let day = known.get(at);
    if (day === undefined) known.set(at, (day = dayNumber(calendars.dayOf(at))));
    return day;
  };
}

function pointsOf({ request }: CourseRequest, { calendars }: CourseTools, dayAt: DayAt) {
  const calendar = calendars.ofCampus(request.campus);
  return (at: Instant | null): Point =>
    at === null
      ? { day: 0, minutes: 0 }
      : {
          day: dayAt(at),
          minutes: Math.floor(calendars.bh(calendar, request.submittedOn, at)),
        };
}

const BY_READER: ReadonlySet<string> = new Set(['reader_cancel', 'reader_found']);

/** Fill rate counts what reached `ready` against what ended without it. */
function fillOf(request: Request, alive: readonly RequestEvent[]): Fill {
  if (request.readyOn !== null) return 1;
  if (request.endedOn === null) return 0;
  if (request.decidedOn !== null || request.state !== 'cancelled') return 2;
  const last = alive.findLast((event) => event.to === 'cancelled' && event.from !== event.to);
  return last?.role === 'reader' || BY_READER.has(last?.reason ?? '') ? 3 : 2;
}

function isBySystem(request: Request, alive: readonly RequestEvent[]): boolean {
  const [first] = alive;
  return first ? first.role === 'system' : request.enteredBy === 'system';
}

/**
 * The course that a request's events make, oldest first. Where the record has not come yet, or only from the middle on (a
 * desk loads it after the rows), the row's own time points stand in for it.
 */
export function courseOf(
  known: CourseRequest,
  record: readonly RequestEvent[],
  tools: CourseTools,
): Course {
  const { request, n, category, bundle } = known;
  const { definition } = tools;
  const events = record[0]?.from === null ? record : [];
  const alive = survivors(events);
  const dayAt = dayAtOf(tools);
  const point = pointsOf(known, tools, dayAt);
  const labelled = (state: string) => labelOf(definition, state);
  return {
    n,
    submittedAt: seconds(request.submittedOn),
    submittedDay: dayAt(request.submittedOn),
    bySystem: isBySystem(request, alive) ? 1 : 0,
    campus: request.campus,
    collection: request.collection ?? '',
    category,
    bundle,
    touch: point(request.firstTouchOn),
    decision: point(request.decidedOn),
    ready: point(request.readyOn),
    endedDay: request.endedOn === null ? 0 : dayAt(request.endedOn),
    fill: fillOf(request, alive),
    turns:
      alive.length === 0
        ? turnsWithoutEvents(request, definition, dayAt)
        : turnsOf(definition, events, dayAt),
    ...stayOf(known, alive, tools, dayAt),
    ...deedsOf(events, alive, dayAt, labelled),
    claims: claimsOf(events, dayAt, (state) => isEnd(labelled(state))),
  };
}
