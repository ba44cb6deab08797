// The courses that a sheet was made from.

import type { Course, Fill } from '../../src/shared/figures/course.ts';
import { DEEDS } from '../../src/shared/figures/deeds.ts';
import { stateNames } from '../../src/shared/figures/sheet.ts';
import type { Columns, PartName, Sheet } from '../../src/shared/figures/sheet-columns.ts';
import type { QueueDefinition } from '../../src/shared/queues/queue.ts';

type ListName = Exclude<PartName, 'who' | 'times'>;
interface Names {
  nameOf(number: number): string;
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
    waited: at(part.waited, i),
    arrived: at(part.arrived, i),
    scanned: at(part.scanned, i),
  }));
  const deeds = lists(sheet, 'deeds', (part, i) => ({
    day: at(part.day, i),
    kind: DEEDS[at(part.kind, i)] ?? 'undone',
  }));
  const claims = lists(sheet, 'claims', (part, i) => ({
    day: at(part.day, i),
    overAt: at(part.overAt, i),
    lapsed: at(part.lapsed, i) === 1 ? (1 as const) : (0 as const),
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
    claims: claims[i] ?? [],
    legs: legs[i] ?? [],
    money: money[i] ?? [],
  }));
}
