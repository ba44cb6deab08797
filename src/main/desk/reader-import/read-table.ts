// A file with readers as rows of cells: a workbook of Excel, or a delimited text in any usual encoding.

import { readFile } from 'node:fs/promises';
import { csvReader, delimiterOf } from '../../../shared/catalogue/csv-rows.ts';
import type { TableCell } from '../../../shared/circulation/readers/reader-table.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';

/** One row; `cells` is null where a quotation mark is never closed. */
export interface TableRow {
  number: number;
  cells: readonly TableCell[] | null;
}

/** A table and what it was. */
export interface ReadTable {
  format: 'csv' | 'xlsx';
  rows: TableRow[];
}

/** Bytes that a workbook may have unpacked; one that says less and has more is stopped by the reading itself. */
const MOST_UNPACKED = 200_000_000;
const ZIP = 0x04034b50;
const MEMBER = 0x02014b50;
const END = 0x06054b50;

/** The size of all members of an archive as its directory says; null where there is no directory. */
function unpackedSize(bytes: Buffer): number | null {
  let end = bytes.length - 22;
  while (end >= 0 && bytes.readUInt32LE(end) !== END) end -= 1;
  if (end < 0) return null;
  let at = bytes.readUInt32LE(end + 16);
  let sum = 0;
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== MEMBER) return null;
    sum += bytes.readUInt32LE(at + 24);
    const [name, extra, note] = [28, 30, 32].map((where) => bytes.readUInt16LE(at + where));
    at += 46 + (name ?? 0) + (extra ?? 0) + (note ?? 0);
  }
  return sum;
}

async function workbook(bytes: Buffer): Promise<ReadTable | Refusal> {
  const size = unpackedSize(bytes);
  if (size === null) return refuse('import_no_workbook');
  if (size > MOST_UNPACKED) return refuse('import_too_large', { bytes: size, most: MOST_UNPACKED });
  // Loaded when it is needed: most starts of a desk import nobody.
  const { readSheet } = await import('read-excel-file/node');
  try {
    const rows = await readSheet(bytes);
    return {
      format: 'xlsx',
      rows: rows.flatMap((cells, index) =>
        cells.every((cell) => cell === null)
          ? []
          : [{ number: index + 1, cells: cells.map(cellOf) }],
      ),
    };
  } catch {
    return refuse('import_no_workbook');
  }
}

function cellOf(cell: unknown): TableCell {
  const kinds = ['string', 'number', 'boolean'];
  return kinds.includes(typeof cell) || cell instanceof Date ? (cell as TableCell) : null;
}

/** UTF-16 where its mark stands, else UTF-8, else GB18030, in which Excel of a Chinese Windows saves. */
function textOf(bytes: Buffer): string | null {
  const mark = bytes.length > 1 ? bytes.readUInt16BE(0) : 0;
  const wide = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : null;
  for (const encoding of wide ? [wide] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return null;
}

/** Reads a file whole. Refuses what is neither: `import_no_workbook`, `import_no_text`, `import_too_large`. */
export async function readTable(path: string): Promise<ReadTable | Refusal> {
  const bytes = await readFile(path);
  if (bytes.length > 4 && bytes.readUInt32LE(0) === ZIP) return workbook(bytes);
  // An old workbook (.xls) is a compound file, which no text begins like.
  if (bytes.length > 4 && bytes.readUInt32BE(0) === 0xd0cf11e0) return refuse('import_no_workbook');
  const text = textOf(bytes);
  if (text === null || text.includes('\u0000')) return refuse('import_no_text');
  const reader = csvReader(delimiterOf(text));
  const rows = [...reader.push(text), ...reader.end()];
  return {
    format: 'csv',
    rows: rows.map((row) => ({
      number: row.number,
      cells: 'cells' in row ? row.cells : null,
    })),
  };
}
