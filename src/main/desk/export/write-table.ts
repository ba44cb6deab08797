// Writes a table into a file as its rows come: an Excel file, or CSV.

import { open } from 'node:fs/promises';
import {
  SHEET_PATH,
  sheetHead,
  sheetRow,
  sheetTail,
  workbookParts,
} from '../../../shared/tables/sheet-xml.ts';
import { CSV_MARK, csvHead, csvRow } from '../../../shared/tables/table-csv.ts';
import type { Cell, Column } from '../../../shared/tables/table.ts';
import { writeZip } from './zip-file.ts';

/** What a table is written as. */
export interface TableFile {
  path: string;
  format: 'xlsx' | 'csv';
  /** Name of the sheet. */
  name: string;
  columns: Column[];
}

/** Pages of rows in their order. */
export type Pages = AsyncIterable<readonly (readonly Cell[])[]>;

async function* sheetPieces({ columns }: TableFile, pages: Pages): AsyncIterable<string> {
  let row = 1;
  yield sheetHead(columns);
  for await (const page of pages) {
    let text = '';
    for (const cells of page) {
      row += 1;
      text += sheetRow(columns, row, cells);
    }
    yield text;
  }
  yield sheetTail(columns, row);
}

async function writeCsv({ path, columns }: TableFile, pages: Pages): Promise<number> {
  const file = await open(path, 'w', 0o600);
  let size = 0;
  const add = async (text: string) => {
    const bytes = Buffer.from(text);
    await file.writeFile(bytes);
    size += bytes.length;
  };
  try {
    await add(CSV_MARK + csvHead(columns));
    for await (const page of pages) {
      await add(page.map((cells) => csvRow(columns, cells)).join(''));
    }
    return size;
  } finally {
    await file.close();
  }
}

/** Writes the file; gives its size in bytes. @throws whatever the pages or the disk throw; what was written stays */
export function writeTable(file: TableFile, pages: Pages): Promise<number> {
  if (file.format === 'csv') return writeCsv(file, pages);
  const sheet = { path: SHEET_PATH, pieces: sheetPieces(file, pages) };
  const parts = workbookParts(file.name).map(({ path, text }) => ({ path, pieces: [text] }));
  return writeZip(file.path, [...parts, sheet]);
}
