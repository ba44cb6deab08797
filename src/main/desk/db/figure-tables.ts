// Sheets of figures as they lie in the replica, what of them is due, and the numbers of names.

import { crc32 } from 'node:zlib';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { Names } from '../../../shared/figures/sheet.ts';
import { requestsIn } from '../../../shared/figures/sheet-columns.ts';
import type { PackedSheet } from '../../../shared/figures/sheet-columns.ts';
import type { Statements } from './statements.ts';

/** A sheet by its queue and month. */
export interface SheetName {
  queue: QueueName;
  month: string;
}

/** Notes that requests were written, by their ids; within the transaction that writes them. */
export function markDue(statements: Statements, requestIds: Iterable<string>): void {
  for (const id of requestIds) {
    statements.run(
      'INSERT OR IGNORE INTO figure_due SELECT queue, month, n FROM request WHERE id = ?',
      id,
    );
  }
}

/** Notes that the sheet in which a request lies must let go of it. */
export function markLeft(statements: Statements, was: SheetName & { n: number }): void {
  statements.run(
    'INSERT OR IGNORE INTO figure_due (queue, month, n) VALUES (?, ?, ?)',
    was.queue,
    was.month,
    was.n,
  );
}

/** Writes of figures within a transaction. */
export interface FigureWrites {
  /** Every sheet is to be made; those that are there are told from until then. */
  allDue(): void;
  /** No sheet is told from any more: they were made in another form. */
  forgetAll(): void;
  /** Puts a sheet in the place of the one before; without requests there is none. */
  putSheet(sheet: SheetName, packed: PackedSheet, lastDay: number): void;
  /** These requests of a sheet are due no longer; 0 is the whole. */
  settled(sheet: SheetName, numbers: readonly number[]): void;
  /** Only the whole of a sheet is due from here on. */
  settledRequests(sheet: SheetName): void;
  names: Names;
}

/** Numbers of names, new ones included; each is asked for once. */
function namesOf(statements: Statements): Names {
  const known = new Map<string, number>([['', 0]]);
  const find = (name: string) => {
    const number = numberOfName(statements, name);
    if (number !== null) return number;
    statements.run('INSERT INTO figure_name (name) VALUES (?)', name);
    return numberOfName(statements, name) ?? 0;
  };
  return {
    numberOf(name) {
      let number = known.get(name);
      if (number === undefined) known.set(name, (number = find(name)));
      return number;
    },
  };
}

/** Number of a name; null where nothing in any sheet has it. */
export function numberOfName(statements: Statements, name: string): number | null {
  const number = statements.one('SELECT number FROM figure_name WHERE name = ?', name)?.['number'];
  return typeof number === 'number' ? number : null;
}

/** Name of a number; 0 is the empty name. */
export function nameOfNumber(statements: Statements, number: number): string {
  const stored = statements.one('SELECT name FROM figure_name WHERE number = ?', number);
  return typeof stored?.['name'] === 'string' ? stored['name'] : '';
}

/** Digest of a column where it belongs: the same bytes of another queue, month or column have another. */
function digestOf({ queue, month }: SheetName, column: string, bytes: Uint8Array): number {
  return crc32(bytes, crc32(`${queue} ${month} ${column}`));
}

/** Makes the writes of a database. */
export function figureWrites(statements: Statements): FigureWrites {
  const drop = ({ queue, month }: SheetName) => {
    statements.run('DELETE FROM figure_sheet WHERE queue = ? AND month = ?', queue, month);
    statements.run('DELETE FROM figure_month WHERE queue = ? AND month = ?', queue, month);
  };
  return {
    allDue() {
      statements.run(
        'INSERT OR IGNORE INTO figure_due SELECT DISTINCT queue, month, 0 FROM figure_month',
      );
      statements.run(
        'INSERT OR IGNORE INTO figure_due SELECT DISTINCT queue, month, 0 FROM request',
      );
    },
    forgetAll() {
      statements.run('DELETE FROM figure_month');
    },
    putSheet(sheet, packed, lastDay) {
      const { queue, month } = sheet;
      drop(sheet);
      const requests = requestsIn(packed);
      if (requests === 0) return;
      for (const [column, bytes] of packed) {
        statements.run(
          'INSERT INTO figure_sheet (queue, month, "column", bytes, digest) VALUES (?, ?, ?, ?, ?)',
          queue,
          month,
          column,
          bytes,
          digestOf(sheet, column, bytes),
        );
      }
      statements.run(
        'INSERT INTO figure_month (queue, month, requests, "lastDay") VALUES (?, ?, ?, ?)',
        queue,
        month,
        requests,
        lastDay,
      );
    },
    settled({ queue, month }, numbers) {
      for (const n of numbers) {
        statements.run(
          'DELETE FROM figure_due WHERE queue = ? AND month = ? AND n = ?',
          queue,
          month,
          n,
        );
      }
    },
    settledRequests({ queue, month }) {
      statements.run(
        'DELETE FROM figure_due WHERE queue = ? AND month = ? AND n > 0',
        queue,
        month,
      );
    },
    names: namesOf(statements),
  };
}

/** Which sheets: those of months, or those in which anything happened since a day. */
export interface SheetRange {
  queue: QueueName;
  /** Months in UTC, both counted. */
  fromMonth: string;
  toMonth: string;
  /** Nothing before this day is of interest. */
  since: number;
}

/** Months of which there are sheets. */
export function sheetMonths(statements: Statements, range: SheetRange): string[] {
  return statements
    .all(
      `SELECT month FROM figure_month
       WHERE queue = ? AND month >= ? AND month <= ? AND "lastDay" >= ? ORDER BY month`,
      range.queue,
      range.fromMonth,
      range.toMonth,
      range.since,
    )
    .map((stored) => String(stored['month']));
}

/** Columns that were held against their digests since the database was opened, by row. */
const VERIFIED = new WeakMap<Statements, Map<number, number>>();

/** One column of a sheet; null where it is not there, or not as it was written. */
export function readColumn(
  statements: Statements,
  sheet: SheetName,
  column: string,
): Uint8Array | null {
  const stored = statements.one(
    'SELECT rowid, bytes, digest FROM figure_sheet WHERE queue = ? AND month = ? AND "column" = ?',
    sheet.queue,
    sheet.month,
    column,
  );
  if (!stored) return null;
  const { rowid, bytes, digest } = stored as { rowid: number; bytes: Uint8Array; digest: number };
  let verified = VERIFIED.get(statements);
  if (!verified) VERIFIED.set(statements, (verified = new Map()));
  if (verified.get(rowid) === digest) return bytes;
  if (digestOf(sheet, column, bytes) !== digest) return null;
  verified.set(rowid, digest);
  return bytes;
}
