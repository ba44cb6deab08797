// What sheets follow from besides rows: when any of it changes, all of them are made again.

import { QUEUES } from '../../../shared/queues/index.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import type { Statements } from '../db/statements.ts';

/** Raised when sheets are made in another way. */
const FORM = 7;

function rows(statements: Statements, sql: string): unknown[] {
  return statements.all(sql).map((stored) => Object.values(stored));
}

/** The form of sheets, the states they number, and what opening hours and targets are made from, as one text. */
export function madeBy(statements: Statements): string {
  const own = QUEUE_NAMES.map((queue) => `id GLOB '${queue}.*'`).join(' OR ');
  return JSON.stringify([
    FORM,
    QUEUE_NAMES.map((queue) => Object.keys(QUEUES[queue].states)),
    rows(statements, 'SELECT id, weekly, exceptions FROM calendar ORDER BY n'),
    rows(statements, `SELECT id, "calendarId" FROM place WHERE kind = 'campus' ORDER BY n`),
    rows(
      statements,
      `SELECT id, value FROM policy WHERE id = 'library.zone' OR ${own} ORDER BY id`,
    ),
  ]);
}

/** Whether sheets of a text like that have the form of today: others cannot be read. */
export function hasForm(by: string): boolean {
  return by.startsWith(`[${FORM},`);
}
