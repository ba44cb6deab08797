// A report as an Excel file: one sheet a chapter, numbers as numbers with their comparison, then what is drawn.

import { chartSheets, sheetName } from '../../charts/chart-sheet.ts';
import type { Sheet, SheetCell } from '../../charts/chart-sheet.ts';
import type { ReportChapter, ReportRow } from './use-report-words.ts';

/** Words of the headings. */
export interface SheetWords {
  title: string;
  made: string;
  measure: string;
  now: string;
  was: string;
  year: string;
  cases: string;
}

const FORMATS: Partial<Record<ReportRow['unit'], string>> = {
  share: '0.0%',
  fen: '#,##0.00',
  days: '#,##0.0',
};

const text = (value: string): SheetCell => ({ value, type: String });
const bold = (value: string): SheetCell => ({ value, type: String, fontWeight: 'bold' });

function cell(unit: ReportRow['unit'], value: number | string | null): SheetCell {
  if (value === null) return null;
  if (typeof value === 'string') return text(value);
  const format = FORMATS[unit] ?? (Number.isInteger(value) ? '#,##0' : '#,##0.0');
  return { value: unit === 'fen' ? value / 100 : value, type: Number, format };
}

function rowCells({ figure, name, unit, now, was, year }: ReportRow): SheetCell[] {
  return [
    text(name === '' ? figure : `${figure} · ${name}`),
    cell(unit, now.value),
    cell(unit, was.value),
    cell(unit, year.value),
  ];
}

/** The sheets of a report. */
export function reportSheets(chapters: readonly ReportChapter[], words: SheetWords): Sheet[] {
  return chapters.map(({ title, rows, drawings }) => ({
    sheet: sheetName(title),
    columns: [{ width: 44 }, ...Array.from({ length: 8 }, () => ({ width: 16 }))],
    data: [
      [bold(`${words.title} · ${title}`)],
      [text(words.made)],
      [],
      [bold(words.measure), bold(words.now), bold(words.was), bold(words.year)],
      ...rows.map(rowCells),
      ...drawings.flatMap((drawing) => {
        const names = { numbers: drawing.title, about: ' ', cases: words.cases };
        const [numbers] = chartSheets(drawing.data, names, []);
        return [[], [bold(drawing.title)], ...(numbers?.data ?? [])];
      }),
    ],
  }));
}
