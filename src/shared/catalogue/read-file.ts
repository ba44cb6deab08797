// Reads a file of a known kind: pieces of bytes in, drafts of titles and copies out, with what was refused on the way.

import { csvReader } from './csv-rows.ts';
import type { CsvRow, OpenQuote } from './csv-rows.ts';
import { draftOfRow, headOf } from './from-csv.ts';
import type { CsvHead } from './from-csv.ts';
import type { Draft } from './draft.ts';
import { isMarc8, isUtf8AllTheSame } from './encoding.ts';
import type { TextDecoders } from './encoding.ts';
import { draftOf } from './from-marc.ts';
import { leaderOf, readMarc } from './marc-record.ts';
import { lineDecoder } from './line-text.ts';
import type { ReadingOptions } from './options.ts';
import { problem } from './problem.ts';
import type { Problem } from './problem.ts';
import type { FileKind } from './sniff.ts';
import { recordSplitter } from './split-records.ts';
import type { LostPart, RawRecord } from './split-records.ts';

/** One record or row of a file; `draft` is null where it could not be read. */
export interface Item {
  /** Counted from 1; of a table the row, the header being 1. */
  number: number;
  /** Byte at which the record begins; null in a table. */
  at: number | null;
  draft: Draft | null;
  problems: Problem[];
}

/** Reads a file by pieces of any size. */
export interface FileReader {
  push(chunk: Uint8Array): Item[];
  end(): Item[];
  /** Of a table: columns that were not understood, and whether there is one with titles; null before its header. */
  head(): { ignored: string[]; hasTitle: boolean } | null;
}

function marcReader(kind: FileKind, options: ReadingOptions, decoders: TextDecoders): FileReader {
  const splitter = recordSplitter();
  const dialect = kind.format === 'marc21' ? 'marc21' : 'cnmarc';
  const isChosen = options.encoding !== 'auto';
  // Systems that export GB18030 write some records in UTF-8: each record is asked for itself.
  const isUtf8 = (bytes: Uint8Array) =>
    kind.encoding === 'utf-8' || (!isChosen && isUtf8AllTheSame(bytes));
  const unread = (part: RawRecord): Problem => {
    return dialect === 'marc21' && isMarc8(leaderOf(part.bytes), part.bytes)
      ? problem('marc8')
      : problem('bad_text', { encoding: kind.encoding });
  };
  const itemOf = (part: RawRecord | LostPart): Item => {
    const { number, at } = part;
    if ('lost' in part) {
      return { number, at, draft: null, problems: [problem(part.lost, part.facts)] };
    }
    const escaped = !isChosen && dialect === 'marc21' && part.bytes.includes(0x1b);
    const utf8 = isUtf8(part.bytes);
    const mixed = !utf8 && dialect === 'marc21' && !isChosen;
    const refused = escaped || (mixed && isMarc8(leaderOf(part.bytes), part.bytes));
    const decode = utf8 ? decoders.utf8 : decoders.gb18030;
    const read = refused ? { refused: unread(part) } : readMarc(part.bytes, decode);
    if ('refused' in read) {
      const why = read.refused.code === 'bad_text' ? unread(part) : read.refused;
      return { number, at, draft: null, problems: [why] };
    }
    const draft = draftOf(read.record, dialect, options[dialect]);
    return { number, at, draft, problems: read.notes };
  };
  return {
    push: (chunk) => splitter.push(chunk).map(itemOf),
    end: () => splitter.end().map(itemOf),
    head: () => null,
  };
}

function tableReader(
  { encoding, delimiter }: FileKind,
  options: ReadingOptions,
  decoders: TextDecoders,
): FileReader {
  const mayMix = encoding === 'gb18030' && options.encoding === 'auto';
  const text = mayMix ? lineDecoder(decoders) : decoders.stream(encoding);
  const rows = csvReader(delimiter);
  let head: CsvHead | null = null;
  const itemsOf = (found: (CsvRow | OpenQuote)[]): Item[] => {
    const items: Item[] = [];
    for (const row of found) {
      const { number } = row;
      if ('openQuote' in row) {
        const why = problem('open_quote', { bytes: row.openQuote });
        items.push({ number, at: null, draft: null, problems: [why] });
      } else if (head === null) {
        head = headOf(row.cells);
      } else if (row.cells.some((cell) => cell.includes('\uFFFD'))) {
        items.push({
          number,
          at: null,
          draft: null,
          problems: [problem('bad_text', { encoding })],
        });
      } else {
        items.push({ number, at: null, draft: draftOfRow(row.cells, head), problems: [] });
      }
    }
    return items;
  };
  return {
    push: (chunk) => itemsOf(rows.push(text.write(chunk))),
    end: () => itemsOf([...rows.push(text.end()), ...rows.end()]),
    head: () => head && { ignored: head.ignored, hasTitle: head.places.title !== undefined },
  };
}

/** Makes the reader of a file. */
export function fileReader(
  kind: FileKind,
  options: ReadingOptions,
  decoders: TextDecoders,
): FileReader {
  return (kind.format === 'csv' ? tableReader : marcReader)(kind, options, decoders);
}
