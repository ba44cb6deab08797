// Puts changed requests into a sheet without unpacking the others: columns are copied in stretches.

import { PARTS, PART_NAMES, emptyColumn, widthOf } from './sheet-columns.ts';
import type { Column, PackedSheet, PartName, Sheet } from './sheet-columns.ts';

/** A stretch of requests of one of the two sheets, by their places. */
interface Stretch {
  sheet: Sheet;
  start: number;
  end: number;
}

/** Which requests follow each other, in the order of their numbers. */
function stretchesOf(old: Sheet, fresh: Sheet, gone: ReadonlySet<number>): Stretch[] {
  const stretches: Stretch[] = [];
  const add = (sheet: Sheet, place: number) => {
    const last = stretches.at(-1);
    if (last?.sheet === sheet && last.end === place) last.end = place + 1;
    else stretches.push({ sheet, start: place, end: place + 1 });
  };
  const [before, after] = [old.who.n, fresh.who.n];
  let next = 0;
  for (let place = 0; place < before.length; place += 1) {
    const n = before[place] ?? 0;
    for (; next < after.length && (after[next] ?? 0) < n; next += 1) add(fresh, next);
    if (!gone.has(n)) add(old, place);
  }
  for (; next < after.length; next += 1) add(fresh, next);
  return stretches;
}

/** First row of each request in a part, and the number of rows after the last. */
function startsOf(owners: Uint32Array, requests: number): Uint32Array {
  const starts = new Uint32Array(requests + 1);
  for (const owner of owners) starts[owner + 1] = (starts[owner + 1] ?? 0) + 1;
  for (let owner = 0; owner < requests; owner += 1) {
    starts[owner + 1] = (starts[owner + 1] ?? 0) + (starts[owner] ?? 0);
  }
  return starts;
}

/** Stretches of rows, from those of requests. */
function rowsOf(part: Exclude<PartName, 'who' | 'times'>, stretches: readonly Stretch[]) {
  const known = new Map<Sheet, Uint32Array>();
  const startsIn = (sheet: Sheet) => {
    let starts = known.get(sheet);
    if (!starts) {
      starts = startsOf(sheet[part].owner, sheet.who.length);
      known.set(sheet, starts);
    }
    return starts;
  };
  const counts = stretches.flatMap(({ sheet, start, end }) => {
    const starts = startsIn(sheet);
    return Array.from(
      { length: end - start },
      (_, place) => (starts[start + place + 1] ?? 0) - (starts[start + place] ?? 0),
    );
  });
  const rows = stretches.map(({ sheet, start, end }): Stretch => {
    const starts = startsIn(sheet);
    return { sheet, start: starts[start] ?? 0, end: starts[end] ?? 0 };
  });
  return { counts: Uint16Array.from(counts), rows };
}

function copied(part: PartName, name: string, stretches: readonly Stretch[]): Column {
  const length = stretches.reduce((sum, { start, end }) => sum + end - start, 0);
  const column = emptyColumn(widthOf(part, name), length);
  let place = 0;
  for (const { sheet, start, end } of stretches) {
    const from = (sheet[part] as unknown as Record<string, Column>)[name];
    if (from) column.set(from.subarray(start, end), place);
    place += end - start;
  }
  return column;
}

/** The sheet without the requests that are gone, and with those of the other in their places. @throws SheetFault */
export function spliceSheet(old: Sheet, fresh: Sheet, gone: ReadonlySet<number>): PackedSheet {
  const stretches = stretchesOf(old, fresh, gone);
  const packed: PackedSheet = new Map();
  const put = (key: string, column: Column) => packed.set(key, new Uint8Array(column.buffer));
  for (const part of PART_NAMES) {
    const isList = part !== 'who' && part !== 'times';
    const { counts, rows } = isList ? rowsOf(part, stretches) : { counts: null, rows: stretches };
    for (const name of Object.keys(PARTS[part])) {
      if (name === 'owner' && counts) put(`${part}.owner`, counts);
      else put(`${part}.${name}`, copied(part, name, rows));
    }
  }
  return packed;
}

function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let place = 0;
  for (const piece of pieces) {
    joined.set(piece, place);
    place += piece.length;
  }
  return joined;
}

/** Packed sheets one after the other as one; the numbers of each come after those of the one before. */
export function joinSheets(sheets: readonly PackedSheet[]): PackedSheet {
  const keys = [...new Set(sheets.flatMap((sheet) => [...sheet.keys()]))];
  return new Map(
    keys.map((key) => [key, joinBytes(sheets.map((sheet) => sheet.get(key) ?? new Uint8Array()))]),
  );
}
