// Walks through a file in slices, so that the desk answers others between two of them.

import { open } from 'node:fs/promises';
import { fileCheck } from '../../../shared/catalogue/check.ts';
import type { CheckedBy } from '../../../shared/catalogue/check.ts';
import type { ReadingOptions } from '../../../shared/catalogue/options.ts';
import type { Problem } from '../../../shared/catalogue/problem.ts';
import { fileReader } from '../../../shared/catalogue/read-file.ts';
import type { FileReader, Item } from '../../../shared/catalogue/read-file.ts';
import type { CatalogueRecord } from '../../../shared/catalogue/record.ts';
import { sniffer } from '../../../shared/catalogue/sniff.ts';
import type { FileKind } from '../../../shared/catalogue/sniff.ts';
import { TEXT_DECODERS } from '../../../node/text-decoders.ts';

/** Bytes read at once: about a hundred records, some milliseconds of work. */
const PIECE = 64 * 1024;

/** A record as the file has it, checked. */
export interface WalkedRecord {
  number: number;
  at: number | null;
  title: string;
  record: CatalogueRecord | null;
  /** A row of a table, or a record, that told of copies. */
  wantsCopies: boolean;
  problems: Problem[];
}

/** Some records, and how far the file was read. */
export interface Slice {
  records: WalkedRecord[];
  /** Bytes. */
  read: number;
  /** Of a table whose header was read. */
  head: ReturnType<FileReader['head']>;
}

/** Pieces of a file; each is valid until the next is asked for. */
async function* pieces(path: string): AsyncIterable<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const piece = Buffer.alloc(PIECE);
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, PIECE);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** UTF-16 with its mark; no catalogue is read in it. */
export type Unread = 'utf16';

/** Finds out what a file is; reads as much of it as that takes. */
export async function kindOf(path: string, options: ReadingOptions): Promise<FileKind | Unread> {
  const looking = sniffer(options, TEXT_DECODERS);
  let isFirst = true;
  for await (const piece of pieces(path)) {
    const mark = ((piece[0] ?? 0) << 8) | (piece[1] ?? 0);
    if (isFirst && (mark === 0xfffe || mark === 0xfeff)) return 'utf16';
    isFirst = false;
    if (!looking.push(piece)) break;
  }
  return looking.kind();
}

/** Walks through a file, checking what it says; the caller lets others have their turn between two slices. */
export async function* walkFile(
  path: string,
  kind: FileKind,
  options: ReadingOptions,
  by: CheckedBy,
): AsyncIterable<Slice> {
  const reader = fileReader(kind, options, TEXT_DECODERS);
  const file = fileCheck(by);
  let read = 0;
  const walked = ({ number, at, draft, problems }: Item): WalkedRecord => {
    if (draft === null) {
      return { number, at, title: '', record: null, wantsCopies: false, problems };
    }
    const checked = file.check(draft, number);
    return {
      number,
      at,
      title: draft.title,
      record: checked.record,
      wantsCopies: draft.isCopy || draft.copies.length > 0,
      problems: [...problems, ...checked.problems],
    };
  };
  for await (const piece of pieces(path)) {
    read += piece.length;
    const records = reader.push(piece).map(walked);
    yield { records, read, head: reader.head() };
  }
  const records = reader.end().map(walked);
  yield { records, read, head: reader.head() };
}
