// Looks at the beginning of a file: MARC or a table, which dialect, which encoding, which delimiter.

import { delimiterOf } from './csv-rows.ts';
import { encodingOf, hasUtf8Mark, isDecided, NO_VOTES, withVote } from './encoding.ts';
import type { EncodingVotes, TextDecoders, TextEncodingName } from './encoding.ts';
import { dialectVote } from './from-marc.ts';
import { readMarc } from './marc-record.ts';
import type { FileFormat, ReadingOptions } from './options.ts';
import { recordSplitter } from './split-records.ts';

/** What a file turned out to be. */
export interface FileKind {
  format: FileFormat;
  encoding: TextEncodingName;
  /** Tables only. */
  delimiter: string;
}

/** Takes the beginning of a file until it knows enough. */
export interface Sniffer {
  /** False once more would tell nothing new. */
  push(chunk: Uint8Array): boolean;
  kind(): FileKind;
}

/** Records whose fields are looked at for the dialect. */
const MOST_LOOKED = 200;
const HEAD_BYTES = 64 * 1024;
/** Bytes without which nobody can tell what a file is, unless it has no more. */
const LEAST_BYTES = 4096;

/** Whether bytes are of ISO 2709: its separators stand in no table. */
function looksLikeMarc(head: Uint8Array): boolean {
  return head.includes(0x1d) || (head.includes(0x1e) && head.includes(0x1f));
}

/** Lines of a text; in UTF-8 and GB18030 no character has the byte of a line end in it. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(0x0a, at);
    const next = end === -1 ? bytes.length : end + 1;
    lines.push(bytes.subarray(at, next));
    at = next;
  }
  return lines;
}

/** Makes a sniffer; what the person chose is not looked for. */
export function sniffer(options: ReadingOptions, decoders: TextDecoders): Sniffer {
  const splitter = recordSplitter();
  let head = new Uint8Array(0);
  let isMarc: boolean | null = null;
  let votes: EncodingVotes = NO_VOTES;
  let dialect = 0;
  let looked = 0;
  let total = 0;
  const latin = (bytes: Uint8Array) => decoders.utf8(bytes) ?? decoders.gb18030(bytes) ?? '';
  const lookAtRecords = (chunk: Uint8Array) => {
    for (const part of splitter.push(chunk)) {
      if (!('bytes' in part)) continue;
      votes = withVote(votes, part.bytes, decoders);
      if (looked >= MOST_LOOKED) continue;
      looked += 1;
      const read = readMarc(part.bytes, latin);
      if ('record' in read) dialect += dialectVote(read.record);
    }
  };
  /** One vote a line: a bad byte speaks for its own one. */
  const voteByLines = (before: EncodingVotes, bytes: Uint8Array) =>
    linesOf(bytes).reduce((sum, line) => withVote(sum, line, decoders), before);
  /** Whole lines only: a piece may begin and end in the middle of a character. */
  const lookAtText = (chunk: Uint8Array, isFirst: boolean) => {
    const end = chunk.lastIndexOf(0x0a) + 1;
    const start = isFirst ? 0 : chunk.indexOf(0x0a) + 1;
    votes = voteByLines(votes, chunk.subarray(start, Math.max(start, end)));
  };
  const encoding = (format: FileFormat): TextEncodingName => {
    if (options.encoding !== 'auto') return options.encoding;
    if (hasUtf8Mark(head)) return 'utf-8';
    // A short table may be one line, or not end with one.
    if (format === 'csv' && total <= HEAD_BYTES) votes = voteByLines(NO_VOTES, head);
    const { utf8, gb18030, marc8 } = votes;
    return encodingOf(format === 'marc21' ? votes : { utf8, gb18030: gb18030 + marc8, marc8: 0 });
  };
  /** What came before it was known how to look at it. */
  let held: Uint8Array[] = [];
  const keepHead = (chunk: Uint8Array) => {
    const grown = new Uint8Array(Math.min(HEAD_BYTES, head.length + chunk.length));
    grown.set(head);
    grown.set(chunk.subarray(0, grown.length - head.length), head.length);
    head = grown;
  };
  const lookAt = (chunk: Uint8Array) => {
    const isFirst = total === 0;
    total += chunk.length;
    if (isMarc) lookAtRecords(chunk);
    else lookAtText(chunk, isFirst);
  };
  const decide = () => {
    isMarc ??= options.format === 'auto' ? looksLikeMarc(head) : options.format !== 'csv';
    const waiting = held;
    held = [];
    for (const each of waiting) lookAt(each);
  };
  return {
    push(chunk) {
      if (head.length < HEAD_BYTES) keepHead(chunk);
      held.push(chunk.slice());
      if (head.length >= LEAST_BYTES) decide();
      return !isDecided(votes);
    },
    kind() {
      decide();
      const format =
        options.format === 'auto'
          ? isMarc !== true
            ? 'csv'
            : dialect < 0
              ? 'marc21'
              : 'cnmarc'
          : options.format;
      const end = head.indexOf(0x0a);
      const line = latin(end === -1 ? head : head.subarray(0, end)).replace(/^\uFEFF/u, '');
      return { format, encoding: encoding(format), delimiter: delimiterOf(line) };
    },
  };
}
