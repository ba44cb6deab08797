// In which encoding a catalogue's text is: UTF-8 where it is one, else GB18030; MARC-8 is told apart and not read.
// Sources: MARC 21 leader 09 (blank MARC-8, `a` UCS/Unicode); GB 18030-2022; ANSEL (Z39.47) has single bytes above 7F.

/** What the platform decodes with; each gives null where bytes are no text in it. */
export interface TextDecoders {
  utf8(bytes: Uint8Array): string | null;
  gb18030(bytes: Uint8Array): string | null;
  /** Decodes text that comes in pieces; what is no text becomes U+FFFD. */
  stream(encoding: TextEncodingName): { write(bytes: Uint8Array): string; end(): string };
}

/** Encodings that are read. */
export const TEXT_ENCODINGS = ['utf-8', 'gb18030'] as const;
/** One of them. */
export type TextEncodingName = (typeof TEXT_ENCODINGS)[number];

/** What the non-ASCII text of a file looked like so far. */
export interface EncodingVotes {
  utf8: number;
  gb18030: number;
  marc8: number;
}

/** No text looked at. */
export const NO_VOTES: EncodingVotes = { utf8: 0, gb18030: 0, marc8: 0 };

/** Whether any byte stands for something else than ASCII. */
function hasHighBytes(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return true;
  return false;
}

/** Bytes of the UTF-8 character that begins so; 0 for a byte that begins none. */
function sizeOf(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

/** Pairs of GB18030 that may by chance all be characters of UTF-8; one in seven common ones may. */
const CHANCE = 8;

/**
 * Whether bytes of a file in GB18030 are UTF-8 all the same: well-formed throughout, with a character of three bytes
 * (Chinese) or so many of two or four that it is no chance. A lone pair, like that of 一, is one of GB18030.
 */
export function isUtf8AllTheSame(bytes: Uint8Array): boolean {
  let pairs = 0;
  let isLong = false;
  for (let at = 0; at < bytes.length;) {
    const size = sizeOf(bytes[at] ?? 0);
    if (size === 0) return false;
    for (let more = 1; more < size; more += 1) {
      if (((bytes[at + more] ?? 0) & 0xc0) !== 0x80) return false;
    }
    if (size === 3) isLong = true;
    else pairs += size >> 1;
    at += size;
  }
  return isLong || pairs >= CHANCE;
}

/** The mark of UTF-8 at the beginning of a file (U+FEFF). */
export function hasUtf8Mark(head: Uint8Array): boolean {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
}

const ESCAPE = 0x1b;

/**
 * Whether bytes that are no UTF-8 look like MARC-8: an escape to another character set, or bytes above 7F that stand
 * mostly alone (a diacritic before its letter), while those of Chinese text come in pairs.
 */
function looksLikeMarc8(bytes: Uint8Array): boolean {
  let alone = 0;
  let paired = 0;
  let run = 0;
  for (let at = 0; at <= bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === ESCAPE) return true;
    if (byte >= 0x80) {
      run += 1;
      continue;
    }
    if (run > 0 && run % 2 === 0) paired += run;
    else if (run > 0) alone += run;
    run = 0;
  }
  return alone > paired;
}

/** Whether a leader says MARC-8 (MARC 21 with a blank at 09). */
function saysMarc8(leader: string): boolean {
  return leader.charAt(9) === ' ' && leader.startsWith('22', 10);
}

/** The votes with one more part of the file; ASCII says nothing. */
export function withVote(
  votes: EncodingVotes,
  bytes: Uint8Array,
  decoders: TextDecoders,
): EncodingVotes {
  const escapes = bytes.includes(ESCAPE);
  if (!escapes && !hasHighBytes(bytes)) return votes;
  if (escapes) return { ...votes, marc8: votes.marc8 + 1 };
  if (decoders.utf8(bytes) !== null) return { ...votes, utf8: votes.utf8 + 1 };
  if (looksLikeMarc8(bytes)) return { ...votes, marc8: votes.marc8 + 1 };
  return { ...votes, gb18030: votes.gb18030 + 1 };
}

/** The encoding that most of the text is in; UTF-8 where there is nothing but ASCII. */
export function encodingOf({ utf8, gb18030 }: EncodingVotes): TextEncodingName {
  return gb18030 > utf8 ? 'gb18030' : 'utf-8';
}

/** Whether so much was seen that more would not change it. */
export function isDecided({ utf8, gb18030, marc8 }: EncodingVotes): boolean {
  return utf8 + gb18030 + marc8 >= 20;
}

/** A record's own word on its encoding, as far as it is one that is not read. */
export function isMarc8(leader: string, bytes: Uint8Array): boolean {
  return saysMarc8(leader) && (bytes.includes(ESCAPE) || looksLikeMarc8(bytes));
}
