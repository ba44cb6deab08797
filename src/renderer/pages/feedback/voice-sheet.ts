// A list of readers' voices as an Excel sheet: every text typed as text, so that no formula and no markup comes to life in it.

import { sheetName } from '../../charts/chart-sheet.ts';
import type { Sheet, SheetCell } from '../../charts/chart-sheet.ts';

/** A row as words and numbers, one a heading. */
export type VoiceCells = readonly (string | number | null)[];

/** What a list puts into its sheet. */
export interface VoiceTable {
  headings: readonly string[];
  rows: readonly VoiceCells[];
}

/** Characters of a column that holds what people wrote, and of others. */
const WIDE = 60;
const NARROW = 18;
/** The longest text that a cell of a spreadsheet holds. */
const MOST = 32_767;

function cell(value: string | number | null): SheetCell {
  if (value === null) return null;
  if (typeof value === 'number') return { value, type: Number };
  return { value: value.slice(0, MOST), type: String };
}

/** The sheet, headings first and always in sight. */
export function voiceSheet(name: string, { headings, rows }: VoiceTable): Sheet {
  const head = headings.map((value): SheetCell => ({ value, type: String, fontWeight: 'bold' }));
  const longest = headings.map((_, at) =>
    Math.max(...rows.map((row) => String(row[at] ?? '').length), 0),
  );
  return {
    sheet: sheetName(name),
    data: [head, ...rows.map((row) => row.map(cell))],
    columns: longest.map((length) => ({ width: length > NARROW ? WIDE : NARROW })),
    stickyRowsCount: 1,
  };
}
