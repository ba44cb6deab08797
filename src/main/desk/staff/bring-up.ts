// Brings the rows of everybody's work up to the events, a piece at each question, so that other work goes on meanwhile.

import { addDays } from '../../../shared/library/zone.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import { workOf } from '../../../shared/staff/work.ts';
import { sha256 } from '../../../node/env.ts';
import {
  dayNumber,
  dueWork,
  hasNewEvents,
  walkOn,
  workEvents,
  workStanding,
  worked,
} from '../db/staff-work.ts';
import type { StaffWrites, WorkStanding, WorkedRequest } from '../db/staff-work.ts';
import { allRows } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import type { Replica } from '../db/transact.ts';
import type { Store } from '../profile/store.ts';

/** Requests that are read at a question, and numbers among which they are looked for: some 20 ms. */
const PIECE = { most: 200, stretch: 4000 };
/** Events that are looked through at a question for requests that changed. */
const EVENTS = 20_000;
/** Days of work that are kept: the longest period and the days before it began. */
const KEPT_DAYS = 400;

/** How far the rows have come; `ready` when every event is in them. */
export interface WorkState {
  ready: boolean;
  done: number;
  of: number;
}

/** Keeps the rows up; `epoch` changes when rows of days that are over changed. */
export interface WorkKeeper {
  bringUp(): WorkState;
  epoch(): number;
}

/** Which reading of events the rows come from; rows of an older one are made anew. */
const READING = 2;

/** What the minutes of the rows follow from: opening hours, and which campus keeps which. */
function madeBy(statements: Statements, settings: Settings): string {
  const hours = allRows(statements, 'calendar').map(({ id, weekly, exceptions }) => ({
    id,
    weekly,
    exceptions,
  }));
  const kept = allRows(statements, 'place').flatMap(({ id, calendarId }) =>
    calendarId === null ? [] : [[id, calendarId]],
  );
  return sha256(JSON.stringify([READING, settings.policies.text('library.zone'), hours, kept]));
}

function putRequest(
  statements: Statements,
  writes: StaffWrites,
  settings: Settings,
  { id, queue, campus }: WorkedRequest,
): number | null {
  const events = workEvents(statements, id);
  const numbers = new Map(events.map((event) => [event.id, event.n]));
  const { calendars } = settings;
  const done = workOf({ queue, campus, events }, QUEUES[queue], calendars);
  return writes.put(
    id,
    done.map((work) => ({ n: numbers.get(work.eventId) ?? 0, work })),
  );
}

/** Reads one piece; gives the first day that changed, or null. */
function readPiece(replica: Replica, settings: Settings, standing: WorkStanding): number | null {
  const { statements } = replica;
  return replica.transact(({ staff }) => {
    const changes: (number | null)[] = [];
    if (standing.walked < standing.to) {
      const { requests, upTo } = walkOn(statements, standing, PIECE);
      for (const each of requests) changes.push(putRequest(statements, staff, settings, each));
      staff.walked(upTo);
    } else {
      if (hasNewEvents(statements, standing)) staff.collect(EVENTS);
      for (const id of dueWork(statements, PIECE.most).ids) {
        const request = worked(statements, id, standing.from);
        changes.push(
          request ? putRequest(statements, staff, settings, request) : staff.put(id, []),
        );
      }
    }
    const days = changes.filter((day) => day !== null);
    return days.length === 0 ? null : Math.min(...days);
  });
}

function stateOf(statements: Statements): WorkState {
  const standing = workStanding(statements);
  if (standing === null) return { ready: false, done: 0, of: 0 };
  if (standing.walked < standing.to) {
    return { ready: false, done: standing.walked, of: standing.to };
  }
  const { total } = dueWork(statements, 1);
  return { ready: total === 0 && !hasNewEvents(statements, standing), done: 0, of: total };
}

/** Makes the keeper of a desk. */
export function createWorkKeeper(store: Store): WorkKeeper {
  let epoch = 0;
  let known: { replica: Replica; settings: Settings; made: string } | undefined;
  const madeNow = (replica: Replica, settings: Settings) => {
    if (known?.replica !== replica || known.settings !== settings) {
      if (known?.replica !== replica) epoch += 1;
      known = { replica, settings, made: madeBy(replica.statements, settings) };
    }
    return known.made;
  };
  return {
    epoch: () => epoch,
    bringUp() {
      const replica = store.replica();
      const { statements } = replica;
      const settings = store.settings();
      const made = madeNow(replica, settings);
      const today = settings.calendars.dayOf(store.clock.now());
      const standing = workStanding(statements);
      if (standing?.made !== made) {
        const from = settings.calendars.startOf(addDays(today, -KEPT_DAYS));
        replica.transact(({ staff }) => staff.begin(made, from));
        epoch += 1;
      }
      const now = workStanding(statements);
      if (now && !stateOf(statements).ready) {
        const changed = readPiece(replica, settings, now);
        if (changed !== null && changed < dayNumber(today)) epoch += 1;
      }
      return stateOf(statements);
    },
  };
}
