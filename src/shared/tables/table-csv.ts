// A table as CSV: every field quoted, so that no program has to guess where one ends, and no text becomes a formula.

import { defused } from '../lib/csv.ts';
import { wallText } from './table.ts';
import type { Cell, Column } from './table.ts';

/** Before the first line: spreadsheets take the file for UTF-8 by it. */
export const CSV_MARK = '\ufeff';

function fieldText(cell: Cell, { kind }: Column): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return defused(cell);
  if (!Number.isFinite(cell)) return '';
  if (kind === 'time') return wallText(cell).slice(0, 16).replace('T', ' ');
  if (kind === 'day') return wallText(cell).slice(0, 10);
  return kind === 'money' ? cell.toFixed(2) : String(cell);
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** The line of the headings. */
export function csvHead(columns: readonly Column[]): string {
  return `${columns.map(({ heading }) => quoted(defused(heading))).join(',')}\r\n`;
}

/** One row as a line. */
export function csvRow(columns: readonly Column[], cells: readonly Cell[]): string {
  return `${columns.map((column, at) => quoted(fieldText(cells[at] ?? null, column))).join(',')}\r\n`;
}
