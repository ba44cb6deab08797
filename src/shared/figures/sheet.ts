// Courses into the parts of a sheet and back; names (campuses, categories, funds …) become small numbers on the way.

import type { QueueDefinition } from '../queues/queue.ts';
import type { Course, Fill } from './course.ts';
import { DEEDS } from './deeds.ts';
import { packLists, packPart } from './sheet-columns.ts';
import type { Columns, PackedSheet, PartName, RowOf, Sheet } from './sheet-columns.ts';

type ListName = Exclude<PartName, 'who' | 'times'>;

/** Numbers of names; 0 is the empty name. */
export interface Names {
  numberOf(name: string): number;
  nameOf(number: number): string;
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

/** Rows of a part by their owner. */
function lists<P extends ListName, R>(
  sheet: Sheet,
  part: P,
  row: (columns: Columns<P>, index: number) => R,
): R[][] {
  const columns = sheet[part];
  const owners = (columns as Columns<'turns'>).owner;
  const made: R[][] = Array.from({ length: sheet.who.length }, () => []);
  for (let index = 0; index < columns.length; index += 1) {
    made[owners[index] ?? 0]?.push(row(columns, index));
  }
  return made;
}

const at = (column: ArrayLike<number>, index: number) => column[index] ?? 0;

/** The courses of a sheet. */
export function unpackSheet(sheet: Sheet, definition: QueueDefinition, names: Names): Course[] {
  const states = stateNames(definition);
  const state = (column: ArrayLike<number>, index: number) => states[at(column, index)] ?? '';
  const name = (column: ArrayLike<number>, index: number) => names.nameOf(at(column, index));
  const turns = lists(sheet, 'turns', (part, i) => ({
    day: at(part.day, i),
    state: state(part.state, i),
    cameFrom: state(part.cameFrom, i),
    campus: name(part.campus, i),
    mark: at(part.mark, i),
  }));
  const visits = lists(sheet, 'visits', (part, i) => ({
    state: state(part.state, i),
    leftDay: at(part.leftDay, i),
    minutes: at(part.minutes, i),
    enteredAt: at(part.enteredAt, i),
    late: at(part.late, i),
    again: at(part.again, i),
    dueAt: at(part.dueAt, i),
  }));
  const days = lists(sheet, 'days', (part, i) => ({
    day: at(part.day, i),
    moved: at(part.moved, i),
    ended: at(part.ended, i),
    shelved: at(part.shelved, i),
    sent: at(part.sent, i),
    scanned: at(part.scanned, i),
  }));
  const deeds = lists(sheet, 'deeds', (part, i) => ({
    day: at(part.day, i),
    kind: DEEDS[at(part.kind, i)] ?? 'undone',
  }));
  const legs = lists(sheet, 'legs', (part, i) => ({
    day: at(part.day, i),
    from: name(part.from, i),
    to: name(part.to, i),
    minutes: at(part.minutes, i),
  }));
  const money = lists(sheet, 'money', (part, i) => ({
    day: at(part.day, i),
    fund: name(part.fund, i),
    committed: at(part.committed, i),
    spent: at(part.spent, i),
  }));
  const { who, times } = sheet;
  return Array.from({ length: who.length }, (_, i) => ({
    n: at(who.n, i),
    submittedAt: at(who.submittedAt, i),
    submittedDay: at(who.submittedDay, i),
    bySystem: at(who.bySystem, i),
    campus: name(who.campus, i),
    collection: name(who.collection, i),
    category: name(who.category, i),
    bundle: at(who.bundle, i),
    touch: { day: at(times.touchDay, i), minutes: at(times.touchMinutes, i) },
    decision: { day: at(times.decisionDay, i), minutes: at(times.decisionMinutes, i) },
    ready: { day: at(times.readyDay, i), minutes: at(times.readyMinutes, i) },
    endedDay: at(times.endedDay, i),
    fill: at(times.fill, i) as Fill,
    turns: turns[i] ?? [],
    visits: visits[i] ?? [],
    days: days[i] ?? [],
    deeds: deeds[i] ?? [],
    legs: legs[i] ?? [],
    money: money[i] ?? [],
  }));
}

/** The last day on which anything happened in these courses: before a period that begins later they need not be read. */
export function lastDayOf(courses: readonly Course[]): number {
  let last = 0;
  for (const { submittedDay, touch, decision, ready, endedDay, ...lists } of courses) {
    last = Math.max(last, submittedDay, touch.day, decision.day, ready.day, endedDay);
    for (const { day } of [
      ...lists.turns,
      ...lists.days,
      ...lists.deeds,
      ...lists.legs,
      ...lists.money,
    ]) {
      last = Math.max(last, day);
    }
  }
  return last;
}
