// Rows of a delimited text that comes in pieces. Source: RFC 4180, with `;` and tab as delimiters and bare line feeds too.

/** A row of cells. */
export interface CsvRow {
  /** Counted from 1, the header's row too. */
  number: number;
  cells: string[];
}

/**
 * A row whose quotation mark is never closed, or only by the one that opens a cell some lines on: its first line is
 * given up, the next one is a row again.
 */
export interface OpenQuote {
  number: number;
  openQuote: number;
}

/** Takes pieces of a text, gives the rows that are whole. */
export interface CsvReader {
  push(text: string): (CsvRow | OpenQuote)[];
  end(): (CsvRow | OpenQuote)[];
}

/** Characters of a row; a quotation mark left open must not swallow the file. */
export const MOST_ROW = 200_000;

/** The delimiter that stands most often in the first line outside quotes; a comma where none does. */
export function delimiterOf(head: string): string {
  const line = head.replaceAll(/"[^"]*"/gu, '').split(/[\r\n]/u)[0] ?? '';
  const count = (sign: string) => line.split(sign).length - 1;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

/** Where a quoted cell ends (the closing mark); -1 where the text does not reach so far. */
function closing(text: string, from: number): number {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at);
    if (at === -1 || text[at + 1] !== '"') return at;
  }
}

/**
 * One row from a place on: its cells and where the next begins; null where the text ends before it does. No cells where
 * a quoted text runs over lines and goes on behind its closing mark: that mark opened another cell.
 */
function rowAt(
  text: string,
  from: number,
  delimiter: string,
  isAll: boolean,
): { cells: string[] | null; next: number } | null {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    let cell = '';
    if (text[at] === '"') {
      const end = closing(text, at + 1);
      // A mark at the very end may be the first of two.
      if (end === -1 || (end + 1 === text.length && !isAll)) return null;
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    }
    const start = at;
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') {
      at += 1;
    }
    const behind = text.slice(start, at);
    if (/[\r\n]/u.test(cell) && behind.trim() !== '' && (at < text.length || isAll)) {
      return { cells: null, next: at };
    }
    cells.push(cell + behind);
    if (at === text.length) return isAll ? { cells, next: at } : null;
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    if (text[at] === '\r' && at + 1 === text.length && !isAll) return null;
    return { cells, next: at + (text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1) };
  }
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Makes a reader; rows without any text are left out, and counted. */
export function csvReader(delimiter: string): CsvReader {
  let text = '';
  let number = 0;
  /** Inside a line that was given up before its end had come. */
  let skipping = false;
  const skipLine = (from: number): number => {
    const end = text.indexOf('\n', from);
    skipping = end === -1;
    return skipping ? text.length : end + 1;
  };
  const take = (isAll: boolean): (CsvRow | OpenQuote)[] => {
    const found: (CsvRow | OpenQuote)[] = [];
    let at = skipping ? skipLine(0) : 0;
    while (at < text.length) {
      const row = rowAt(text, at, delimiter, isAll);
      const size = (row?.next ?? text.length) - at;
      if (size <= MOST_ROW && row === null && !isAll) break;
      number += 1;
      if (size > MOST_ROW || row === null || row.cells === null) {
        found.push({ number, openQuote: Math.min(size, MOST_ROW) });
        at = skipLine(at);
      } else {
        if (!isBlank(row.cells)) found.push({ number, cells: row.cells });
        at = row.next;
      }
    }
    text = text.slice(at);
    return found;
  };
  return {
    push(more) {
      text += more;
      return take(false);
    },
    end: () => take(true),
  };
}
