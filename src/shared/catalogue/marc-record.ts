// One ISO 2709 record from its bytes: leader, directory, fields.
// Source: ISO 2709:2008 (leader 24, directory entries of tag 3, length 4, start 5; field terminator 1E, subfields 1F).

import { problem } from './problem.ts';
import type { Problem } from './problem.ts';
import { digitsAt } from './split-records.ts';

/** A field: its text with indicators and subfield marks, without its terminator. */
export interface MarcField {
  tag: string;
  text: string;
}

/** A record whose fields are text. */
export interface MarcRecord {
  fields: MarcField[];
}

/** Text of bytes; null where they are none in that encoding. */
export type Decode = (bytes: Uint8Array) => string | null;

const LEADER = 24;
const ENTRY = 12;
const FIELD_END = 0x1e;
/** The largest length that five digits can say. */
const MOST_SAID = 99_999;

/** What a directory says of one field. */
interface Entry {
  tag: string;
  length: number;
  start: number;
}

/** The leader's text, with a question mark for what is no ASCII. */
export function leaderOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, LEADER)).replaceAll(/[^\u0020-\u007e]/gu, '?');
}

/** Where the data begin; null where the leader does not say, or not truly. */
function baseOf(bytes: Uint8Array): number | null {
  const base = digitsAt(bytes, 12, 5);
  const fits = base > LEADER && base < bytes.length;
  return fits && bytes[base - 1] === FIELD_END ? base : null;
}

function tagAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
}

function entriesOf(bytes: Uint8Array, base: number): Entry[] | null {
  if ((base - 1 - LEADER) % ENTRY !== 0) return null;
  const entries: Entry[] = [];
  for (let at = LEADER; at < base - 1; at += ENTRY) {
    const length = digitsAt(bytes, at + 3, 4);
    const start = digitsAt(bytes, at + 7, 5);
    if (Number.isNaN(length) || Number.isNaN(start)) return null;
    entries.push({ tag: tagAt(bytes, at), length, start });
  }
  return entries;
}

function isAscending(entries: readonly Entry[]): boolean {
  return entries.every(
    ({ start }, index) => index === 0 || start > (entries[index - 1]?.start ?? 0),
  );
}

/** Fields by their terminators: the n-th in the order of the starts is the n-th that stands there. */
function byTerminators(entries: readonly Entry[], parts: readonly string[], long: boolean) {
  const inOrder = long || isAscending(entries);
  if (inOrder) return entries.map(({ tag }, index) => ({ tag, text: parts[index] ?? '' }));
  const rank = new Map(
    entries.toSorted((a, b) => a.start - b.start).map((entry, index) => [entry, index]),
  );
  return entries.map((entry) => ({ tag: entry.tag, text: parts[rank.get(entry) ?? 0] ?? '' }));
}

/** Fields by what the directory says, where terminators stand inside fields; null where it cannot be true. */
function byDirectory(
  bytes: Uint8Array,
  base: number,
  entries: readonly Entry[],
  decode: Decode,
): MarcField[] | 'text' | null {
  const fields: MarcField[] = [];
  for (const { tag, length, start } of entries) {
    const end = base + start + length - 1;
    if (length === 0 || end >= bytes.length || bytes[end] !== FIELD_END) return null;
    const text = decode(bytes.subarray(base + start, end));
    if (text === null) return 'text';
    fields.push({ tag, text });
  }
  return fields;
}

/**
 * Reads a record that ends with its terminator. A length that the leader states wrongly is a note where the fields
 * are complete; records beyond 99,999 bytes state none that could be right. Refused: `bad_leader`, `bad_directory`,
 * `bad_text`.
 */
export function readMarc(
  bytes: Uint8Array,
  decode: Decode,
): { record: MarcRecord; notes: Problem[] } | { refused: Problem } {
  const base = baseOf(bytes);
  const declared = digitsAt(bytes, 0, 5);
  const said = Number.isNaN(declared) ? null : declared;
  const length = { declared: said, bytes: bytes.length };
  if (base === null) return { refused: problem('bad_leader', { leader: leaderOf(bytes) }) };
  const entries = entriesOf(bytes, base);
  if (entries === null || entries.length === 0)
    return { refused: problem('bad_directory', length) };
  const data = decode(bytes.subarray(base, bytes.length - 1));
  if (data === null) return { refused: problem('bad_text') };
  const parts = data.split('\u001e');
  const long = bytes.length > MOST_SAID;
  const complete = parts.length - 1 === entries.length && (parts.at(-1) ?? '').trim() === '';
  const fields = complete
    ? byTerminators(entries, parts, long)
    : byDirectory(bytes, base, entries, decode);
  if (fields === null) return { refused: problem('bad_directory', length) };
  if (fields === 'text') return { refused: problem('bad_text') };
  const wrong = declared !== bytes.length && !long;
  const notes = wrong ? [problem('wrong_length', length)] : [];
  return { record: { fields }, notes };
}

/** A subfield. */
export interface Subfield {
  code: string;
  value: string;
}

/** Subfields of a field in their order; indicators, and whatever else comes before the first mark, are left out. */
export function subfieldsOf(text: string): Subfield[] {
  const parts = text.split('\u001f');
  const found: Subfield[] = [];
  for (let index = 1; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    if (part !== '') found.push({ code: part.charAt(0), value: part.slice(1).trim() });
  }
  return found;
}
