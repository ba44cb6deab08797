// A chart as sheets of an Excel file: numbers as numbers, words as words that no program reads as a formula.

import type { ChartData, ChartSeries } from './chart-data.ts';

/** A cell with its type named: text stays text, whatever it begins with. */
export type SheetCell =
  | { value: string; type: StringConstructor; fontWeight?: 'bold' }
  | { value: number; type: NumberConstructor; format?: string }
  | { value: Date; type: DateConstructor; format: string }
  | null;

export interface Sheet {
  sheet: string;
  data: SheetCell[][];
  columns: { width: number }[];
  stickyRowsCount?: number;
}

/** What stands beside the numbers, a line each: title, period, filters, notes. */
export type SheetFacts = readonly (readonly [name: string, value: string])[];

/** Excel's formats; minutes stay whole minutes, so that a sheet can go on reckoning. */
const FORMATS = { number: '#,##0', share: '0.0%', fen: '#,##0.00', minutes: '#,##0' } as const;

const text = (value: string): SheetCell => ({ value, type: String });
const heading = (value: string): SheetCell => ({ value, type: String, fontWeight: 'bold' });

const DAY = /^\d{4}-\d\d-\d\d$/u;

/** A local day as a date of the sheet, which knows no zones. */
export function dayCell(day: string): SheetCell {
  return { value: new Date(`${day}T00:00:00.000Z`), type: Date, format: 'yyyy-mm-dd' };
}

function number(series: ChartSeries, value: number | null | undefined): SheetCell {
  if (value === null || value === undefined) return null;
  const kind = series.cells ?? 'number';
  const format = kind === 'number' && !Number.isInteger(value) ? '#,##0.0' : FORMATS[kind];
  return { value: kind === 'fen' ? value / 100 : value, type: Number, format };
}

/** Words of a sheet; `cases` is the word for n, `units` say what the numbers of a column are. */
export interface SheetNames {
  numbers: string;
  about: string;
  cases: string;
  units?: Partial<Record<NonNullable<ChartSeries['cells']>, string>>;
}

/** Series with their own column of n: percentiles of the same cases have one. */
function withCases(series: readonly ChartSeries[]): ReadonlySet<ChartSeries> {
  const told = new Set<string>();
  return new Set(
    series.filter(({ n }) => {
      const text = JSON.stringify(n ?? null);
      if (!n || told.has(text)) return false;
      told.add(text);
      return true;
    }),
  );
}

function columnsOf(
  series: readonly ChartSeries[],
  counted: ReadonlySet<ChartSeries>,
  { cases, units }: SheetNames,
): string[] {
  return series.flatMap((each) => {
    const unit = units?.[each.cells ?? 'number'];
    const name = unit === undefined ? each.name : `${each.name} (${unit})`;
    return counted.has(each) ? [name, `${each.name} · ${cases}`] : [name];
  });
}

/** Excel refuses these in the name of a sheet, and more than 31 characters. */
export function sheetName(name: string): string {
  return name
    .replaceAll(/[[\]:*?/\\]/gu, ' ')
    .trim()
    .slice(0, 31);
}

/** The numbers, and a second sheet with what they are. */
export function chartSheets(data: ChartData, names: SheetNames, facts: SheetFacts): Sheet[] {
  const counted = withCases(data.series);
  const columns = columnsOf(data.series, counted, names);
  const rows = data.categories.map((category, index) => [
    DAY.test(category) ? dayCell(category) : text(category),
    ...data.series.flatMap((series) => {
      const value = number(series, series.values[index]);
      const cases = () => number({ ...series, cells: 'number' }, series.n?.[index]);
      return counted.has(series) ? [value, cases()] : [value];
    }),
  ]);
  return [
    {
      sheet: sheetName(names.numbers),
      data: [[heading(data.heading), ...columns.map(heading)], ...rows],
      columns: [{ width: 24 }, ...columns.map(() => ({ width: 18 }))],
      stickyRowsCount: 1,
    },
    {
      sheet: sheetName(names.about),
      data: facts.map(([name, value]) => [heading(name), text(value)]),
      columns: [{ width: 18 }, { width: 80 }],
    },
  ];
}

/** The file; its writer is loaded only when somebody wants one. It packs without a worker, which the page's policy forbids. */
export async function excelFile(sheets: Sheet[]): Promise<Blob> {
  const { default: write } = await import('write-excel-file/universal');
  return write(sheets, { fontFamily: 'Calibri', fontSize: 11 }).toBlob();
}
