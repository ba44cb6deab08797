// Courses into the parts of a sheet; names (campuses, categories, funds …) become small numbers on the way.

import type { QueueDefinition } from '../queues/queue.ts';
import type { Course } from './course.ts';
import { DEEDS } from './deeds.ts';
import { FLOWS, flowsOf, isMove } from './flows.ts';
import type { Flow } from './flows.ts';
import { packLists, packPart } from './sheet-columns.ts';
import type { PackedSheet, PartName, RowOf } from './sheet-columns.ts';

type ListName = Exclude<PartName, 'who' | 'times'>;

/** Numbers of names; 0 is the empty name. */
export interface Names {
  numberOf(name: string): number;
}

/** States of a queue by their number in sheets: 0 is none. */
export function stateNames(definition: QueueDefinition): string[] {
  return ['', ...new Set([...Object.keys(definition.states), 'exception'])];
}

/** Packs courses, in the order of their numbers. */
export function packSheet(
  courses: readonly Course[],
  definition: QueueDefinition,
  names: Names,
): PackedSheet {
  const sorted = courses.toSorted((a, b) => a.n - b.n);
  const states = new Map(stateNames(definition).map((name, index) => [name, index]));
  const state = (name: string) => states.get(name) ?? 0;
  const number = (name: string) => names.numberOf(name);
  const packed: PackedSheet = new Map();
  const who = sorted.map(({ campus, collection, category, ...rest }) => ({
    ...rest,
    campus: number(campus),
    collection: number(collection),
    category: number(category),
  }));
  packPart(packed, 'who', who);
  packPart(packed, 'times', sorted.map(timesOf));
  const list = <P extends ListName, T>(
    part: P,
    of: (course: Course) => readonly T[],
    row: (each: T) => Omit<RowOf<P>, 'owner'>,
  ) =>
    packLists(
      packed,
      part,
      sorted.map((course) => of(course).map(row)),
    );
  list(
    'turns',
    ({ turns }) => turns,
    (turn) => ({
      ...turn,
      campus: number(turn.campus),
      state: state(turn.state),
      cameFrom: state(turn.cameFrom),
    }),
  );
  const flow = ({ day, campus, kind }: Flow) => ({
    day,
    campus: number(campus),
    kind: FLOWS.indexOf(kind),
  });
  list('flows', ({ turns }) => flowsOf(definition, turns).filter((each) => !isMove(each)), flow);
  list('moves', ({ turns }) => flowsOf(definition, turns).filter(isMove), flow);
  list(
    'visits',
    ({ visits }) => visits,
    (visit) => ({ ...visit, state: state(visit.state) }),
  );
  list(
    'days',
    ({ days }) => days,
    (each) => each,
  );
  list(
    'deeds',
    ({ deeds }) => deeds,
    ({ day, kind }) => ({ day, kind: DEEDS.indexOf(kind) }),
  );
  list(
    'claims',
    ({ claims }) => claims,
    (claim) => claim,
  );
  list(
    'legs',
    ({ legs }) => legs,
    (leg) => ({ ...leg, from: number(leg.from), to: number(leg.to) }),
  );
  list(
    'money',
    ({ money }) => money,
    (move) => ({ ...move, fund: number(move.fund) }),
  );
  return packed;
}

function timesOf({ touch, decision, ready, endedDay, fill }: Course): RowOf<'times'> {
  return {
    touchMinutes: touch.minutes,
    touchDay: touch.day,
    decisionMinutes: decision.minutes,
    decisionDay: decision.day,
    readyMinutes: ready.minutes,
    readyDay: ready.day,
    endedDay,
    fill,
  };
}

/** Last day of what goes on. */
const GOES_ON = 65_535;

/** The last day on which these courses say anything: for a period that begins later they need not be read. An open one goes on. */
export function lastDayOf(courses: readonly Course[]): number {
  let last = 0;
  for (const { submittedDay, touch, decision, ready, endedDay, ...lists } of courses) {
    if (endedDay === 0) return GOES_ON;
    last = Math.max(last, submittedDay, touch.day, decision.day, ready.day, endedDay);
    for (const { day } of [
      ...lists.turns,
      ...lists.days,
      ...lists.deeds,
      ...lists.claims,
      ...lists.legs,
      ...lists.money,
    ]) {
      last = Math.max(last, day);
    }
  }
  return last;
}
