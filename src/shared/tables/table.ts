// A table on its way into a file: named columns of one kind each, and rows of plain cells.

import { DAY_MS } from '../lib/time.ts';

/** What the cells of a column are; it decides how a spreadsheet shows and adds them. */
export type ColumnKind = 'text' | 'number' | 'money' | 'time' | 'day';

/** A column; `width` is in characters. */
export interface Column {
  heading: string;
  kind: ColumnKind;
  width: number;
}

/**
 * A cell: a text; a number; yuan for `money`; for `time` and `day` a spreadsheet's day number of the wall clock
 * (`dayNumber`); null is an empty cell, and so is what is no
 * number.
 */
export type Cell = string | number | null;

/** Rows that a sheet can have, the heading not counted (ECMA-376: 1,048,576 in all). */
export const MOST_ROWS = 1_048_575;

/** Day number of 1970-01-01 where 1900-01-01 is day 1 and the calendar has its 29 February 1900. */
const EPOCH = 25_569;

/** The day number of a wall clock's time, in milliseconds as if it were UTC; the fraction is the time of day. */
export function dayNumber(wallMillis: number): number {
  return EPOCH + wallMillis / DAY_MS;
}

/** The wall clock's time of a day number, as ISO text without a zone, `2018-06-05T14:30:00`. */
export function wallText(number: number): string {
  const seconds = Math.round((number - EPOCH) * 86_400);
  return new Date(seconds * 1000).toISOString().slice(0, 19);
}
