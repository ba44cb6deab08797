// Brings sheets up to the rows, a slice of some milliseconds at a time: what changed first, then whole sheets, the newest first.

import type { Course } from '../../../shared/figures/course.ts';
import { lastDayOf, packSheet } from '../../../shared/figures/sheet.ts';
import { SheetFault, openSheet } from '../../../shared/figures/sheet-columns.ts';
import type { PackedSheet } from '../../../shared/figures/sheet-columns.ts';
import { joinSheets, spliceSheet } from '../../../shared/figures/splice-sheet.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { readColumn } from '../db/figure-tables.ts';
import type { SheetName } from '../db/figure-tables.ts';
import type { Statements } from '../db/statements.ts';
import type { Writes } from '../db/transact.ts';
import type { Store } from '../profile/store.ts';
import { readCourses } from './read-course.ts';

/** Requests whose courses are read without a pause. */
const SLICE = 60;
/** Changed requests that are put into one sheet at a time. */
const MOST_CHANGED = 300;

/** A whole sheet on its way. */
export interface Making {
  sheet: SheetName;
  /** Requests still to be read, in the order of their numbers. */
  numbers: number[];
  /** What was read, packed at once: thousands of courses as objects would stay on the heap for long. */
  packed: PackedSheet[];
  lastDay: number;
}

type Files = Pick<Store, 'replica' | 'settings'>;

/** Requests of a sheet that changed. */
export interface Changed {
  sheet: SheetName;
  numbers: number[];
}

function sheetOf(stored: Record<string, unknown>): SheetName {
  return { queue: stored['queue'] as QueueName, month: String(stored['month']) };
}

/** A sheet of which only requests have changed. */
export function nextChanged(statements: Statements, queue: QueueName | null): Changed | null {
  const stored = statements.one(
    `SELECT queue, month FROM figure_due AS due WHERE n > 0 AND queue = coalesce(?, queue) AND NOT EXISTS
     (SELECT 1 FROM figure_due WHERE queue = due.queue AND month = due.month AND n = 0) LIMIT 1`,
    queue,
  );
  if (!stored) return null;
  const sheet = sheetOf(stored);
  const numbers = statements
    .all(
      `SELECT n FROM figure_due WHERE queue = ? AND month = ? AND n > 0 ORDER BY n LIMIT ${MOST_CHANGED}`,
      sheet.queue,
      sheet.month,
    )
    .map(({ n }) => Number(n));
  return { sheet, numbers };
}

/** The newest sheet that is due as a whole. */
export function nextWhole(statements: Statements, queue: QueueName | null): SheetName | null {
  const stored = statements.one(
    'SELECT queue, month FROM figure_due WHERE n = 0 AND queue = coalesce(?, queue) ORDER BY month DESC LIMIT 1',
    queue,
  );
  return stored ? sheetOf(stored) : null;
}

function write(writes: Writes, sheet: SheetName, courses: readonly Course[]): void {
  const packed = packSheet(courses, QUEUES[sheet.queue], writes.figures.names);
  writes.figures.putSheet(sheet, packed, lastDayOf(courses));
}

/** Last day of a sheet that is there; null where there is none. */
function lastDayKept(statements: Statements, { queue, month }: SheetName): number | null {
  const sql = 'SELECT "lastDay" FROM figure_month WHERE queue = ? AND month = ?';
  const last = statements.one(sql, queue, month)?.['lastDay'];
  return typeof last === 'number' ? last : null;
}

/** Puts courses into a sheet that is there, in the place of those that are gone. @throws SheetFault */
function writeInto(
  statements: Statements,
  writes: Writes,
  sheet: SheetName,
  fresh: readonly Course[],
  gone: ReadonlySet<number>,
  lastDay: number,
): void {
  const old = openSheet((column) => readColumn(statements, sheet, column));
  const packed = packSheet(fresh, QUEUES[sheet.queue], writes.figures.names);
  const spliced = spliceSheet(
    old,
    openSheet((column) => packed.get(column) ?? null),
    gone,
  );
  writes.figures.putSheet(sheet, spliced, Math.max(lastDay, lastDayOf(fresh)));
}

/** Puts changed requests into their sheet; false where the sheet turned out to be damaged. */
export function settleChanged({ replica, settings }: Files, { sheet, numbers }: Changed): boolean {
  const { statements, transact } = replica();
  const fresh = readCourses(statements, settings(), sheet, numbers);
  try {
    transact((writes) => {
      const lastDay = lastDayKept(statements, sheet);
      if (lastDay === null) write(writes, sheet, fresh);
      else writeInto(statements, writes, sheet, fresh, new Set(numbers), lastDay);
      writes.figures.settled(sheet, numbers);
    });
    return true;
  } catch (error) {
    if (error instanceof SheetFault) return false;
    throw error;
  }
}

/** Begins to make a whole sheet; what changes meanwhile is put in afterwards. */
export function beginWhole({ replica }: Files, sheet: SheetName): Making {
  const { statements, transact } = replica();
  const numbers = statements
    .all(
      `SELECT n FROM request WHERE queue = ? AND "isOpen" IN (0, 1) AND month = ? ORDER BY n`,
      sheet.queue,
      sheet.month,
    )
    .map(({ n }) => Number(n));
  transact((writes) => writes.figures.settledRequests(sheet));
  return { sheet, numbers, packed: [], lastDay: 0 };
}

/** Goes on with a whole sheet; true when it has been written. */
export function makeSome({ replica, settings }: Files, making: Making): boolean {
  const { sheet, numbers, packed } = making;
  const { statements, transact } = replica();
  const courses = readCourses(statements, settings(), sheet, numbers.splice(0, SLICE));
  making.lastDay = Math.max(making.lastDay, lastDayOf(courses));
  return transact((writes) => {
    packed.push(packSheet(courses, QUEUES[sheet.queue], writes.figures.names));
    if (numbers.length > 0) return false;
    writes.figures.putSheet(sheet, joinSheets(packed), making.lastDay);
    writes.figures.settled(sheet, [0]);
    return true;
  });
}
