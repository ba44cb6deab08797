// A report as an Excel file: one sheet a chapter, numbers as numbers with their unit and comparison, then what is drawn.

import { chartSheets, dayCell, sheetName } from '../../charts/chart-sheet.ts';
import type { Sheet, SheetCell } from '../../charts/chart-sheet.ts';
import type { ReportChapter, ReportRow } from './use-report-words.ts';

/** Words of the headings. */
export interface SheetWords {
  title: string;
  /** What must be known of the whole: when it was counted, that the period goes on. */
  said: readonly string[];
  period: string;
  measure: string;
  now: string;
  /** Null where nothing is compared. */
  compared: { was: string; year: string } | null;
  cases: string;
  units: { minutes: string; fen: string; days: string };
}

/** What the sheets are about. */
export interface SheetReport {
  from: string;
  to: string;
  chapters: readonly ReportChapter[];
}

const FORMATS: Partial<Record<ReportRow['unit'], string>> = {
  share: '0.0%',
  fen: '#,##0.00',
  days: '#,##0.0',
};

/** What a title says of its unit: minutes stand under a title that means hours. */
const UNIT = /\s*[（(][^）)]*[）)]/u;

const text = (value: string): SheetCell => ({ value, type: String });
const bold = (value: string): SheetCell => ({ value, type: String, fontWeight: 'bold' });

function cell(unit: ReportRow['unit'], value: number | string | null): SheetCell {
  if (value === null) return null;
  if (typeof value === 'string') return text(value);
  const format = FORMATS[unit] ?? (Number.isInteger(value) ? '#,##0' : '#,##0.0');
  return { value: unit === 'fen' ? value / 100 : value, type: Number, format };
}

function nameOf({ figure, name, unit }: ReportRow, units: SheetWords['units']): string {
  const told = (whole: string) => (name === '' ? whole : `${whole} · ${name}`);
  if (unit !== 'minutes' && unit !== 'fen' && unit !== 'days') return told(figure);
  return `${told(figure.replace(UNIT, ''))} (${units[unit]})`;
}

function rowCells(row: ReportRow, { units, compared }: SheetWords): SheetCell[] {
  const { unit, now, was, year } = row;
  const beside = compared === null ? [] : [cell(unit, was.value), cell(unit, year.value)];
  return [text(nameOf(row, units)), cell(unit, now.value), ...beside];
}

function drawingRows({ drawings }: ReportChapter, words: SheetWords): SheetCell[][] {
  return drawings.flatMap((drawing) => {
    const { cases, units } = words;
    const names = { numbers: drawing.title, about: ' ', cases, units };
    const [numbers] = chartSheets(drawing.data, names, []);
    return [
      [],
      [bold(drawing.title)],
      ...(numbers?.data ?? []),
      ...drawing.notes.map((note) => [text(note)]),
    ];
  });
}

/** The sheets of a report. */
export function reportSheets({ from, to, chapters }: SheetReport, words: SheetWords): Sheet[] {
  const compared = words.compared === null ? [] : [words.compared.was, words.compared.year];
  return chapters.map((chapter) => ({
    sheet: sheetName(chapter.title),
    columns: [{ width: 44 }, ...Array.from({ length: 8 }, () => ({ width: 16 }))],
    data: [
      [bold(`${words.title} · ${chapter.title}`)],
      [text(words.period), dayCell(from), dayCell(to)],
      ...words.said.map((sentence) => [text(sentence)]),
      [],
      [words.measure, words.now, ...compared].map(bold),
      ...chapter.rows.map((row) => rowCells(row, words)),
      ...chapter.notes.map((note) => [text(note)]),
      ...drawingRows(chapter, words),
    ],
  }));
}
