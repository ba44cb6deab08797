// Title and copies from a record's fields: CNMARC/UNIMARC and MARC 21.
// Sources: UNIMARC Manual, Bibliographic Format; WH/T 0503-1996 (CNMARC); MARC 21 Format for Bibliographic Data.

import { emptyDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import { copiesOf } from './holdings.ts';
import { subfieldsOf } from './marc-record.ts';
import type { MarcRecord, Subfield } from './marc-record.ts';
import type { HoldingsMapping } from './options.ts';

/** A dialect of MARC. */
export type Dialect = 'cnmarc' | 'marc21';

/** The first value of a subfield. */
function one(text: string, code: string): string {
  const mark = `\u001f${code}`;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 2)) {
    const end = text.indexOf('\u001f', at + 2);
    const value = text.slice(at + 2, end === -1 ? text.length : end).trim();
    if (value !== '') return value;
  }
  return '';
}

/** Values of these subfields in the order in which they stand. */
function inOrder(subfields: readonly Subfield[], codes: string): Subfield[] {
  return subfields.filter(({ code, value }) => value !== '' && codes.includes(code));
}

/** ISBD punctuation at the end of a MARC 21 subfield. */
function bare(value: string): string {
  return value.replace(/\s*[/:;,=]\s*$/u, '').trim();
}

const GAPS = { e: ': ', b: ': ', h: '. ', n: '. ', i: ', ', p: ', ' } as const;

/** Proper title, other title information, part number and name, each with its ISBD sign. */
function titleOf(subfields: readonly Subfield[], codes: string): string {
  let whole = '';
  let after = '';
  for (const { code, value } of inOrder(subfields, codes)) {
    const part = bare(value).replace(/\.$/u, '');
    if (part === '' || (code === 'a' && whole !== '')) continue;
    const gap = code === 'i' && after !== 'h' ? '. ' : GAPS[code as keyof typeof GAPS];
    whole = whole === '' ? part : `${whole}${gap ?? '. '}${part}`;
    after = code;
  }
  return whole;
}

const first = (
  draft: Draft,
  name: 'isbn' | 'price' | 'author' | 'publisher' | 'year',
  value: string,
) => {
  if (draft[name] === '') draft[name] = value;
};

type Take = (draft: Draft, text: string) => void;

/** What each field of CNMARC gives. */
const CNMARC: Record<string, Take> = {
  '001': (draft, text) => void (draft.control = text.trim()),
  '010': (draft, text) => {
    first(draft, 'isbn', one(text, 'a'));
    first(draft, 'price', one(text, 'd'));
  },
  // Unified book numbers, before 1987.
  '091': (draft, text) => {
    first(draft, 'isbn', one(text, 'a'));
    first(draft, 'price', one(text, 'd'));
  },
  '200': (draft, text) => {
    if (draft.title !== '') return;
    const subfields = subfieldsOf(text);
    draft.title = titleOf(subfields, 'aehi');
    draft.author = inOrder(subfields, 'fg')
      .map(({ value }) => value)
      .join('; ');
  },
  '210': (draft, text) => {
    first(draft, 'publisher', one(text, 'c'));
    first(draft, 'year', one(text, 'd'));
  },
  '690': (draft, text) => void (draft.classCode ||= one(text, 'a')),
};

/** What each field of MARC 21 gives. */
const MARC21: Record<string, Take> = {
  '001': (draft, text) => void (draft.control = text.trim()),
  '020': (draft, text) => {
    first(draft, 'isbn', one(text, 'a'));
    first(draft, 'price', bare(one(text, 'c')));
  },
  '245': (draft, text) => {
    if (draft.title !== '') return;
    draft.title = titleOf(subfieldsOf(text), 'abnp');
    draft.author = bare(one(text, 'c')).replace(/\.$/u, '');
  },
  '260': (draft, text) => {
    first(draft, 'publisher', bare(one(text, 'b')));
    first(draft, 'year', one(text, 'c'));
  },
  '264': (draft, text) => {
    // Second indicator 1: publication; 4 is the copyright date.
    if (!/^.1/u.test(text)) return;
    first(draft, 'publisher', bare(one(text, 'b')));
    first(draft, 'year', one(text, 'c'));
  },
  '084': (draft, text) => {
    if (/^clc$/iu.test(one(text, '2'))) draft.classCode ||= one(text, 'a');
  },
  '050': (draft, text) => {
    const values = inOrder(subfieldsOf(text), 'ab').map(({ value }) => value);
    draft.callNumber ||= values.join(' ');
  },
  '082': (draft, text) => void (draft.callNumber ||= one(text, 'a')),
};

/** Where a name stands that the title field lacks. */
const NAMES: Record<Dialect, ReadonlySet<string>> = {
  cnmarc: new Set(['701', '702', '711', '712']),
  marc21: new Set(['100', '110', '700', '710']),
};

/** Whose control number it is: CNMARC 801$b, MARC 21 003. */
function agencyOf(dialect: Dialect, { fields }: MarcRecord): string {
  const wanted = dialect === 'cnmarc' ? '801' : '003';
  const text = fields.find(({ tag }) => tag === wanted)?.text ?? '';
  return dialect === 'cnmarc' ? one(text, 'b') : text.trim();
}

/** Reads a record. */
export function draftOf(record: MarcRecord, dialect: Dialect, mapping: HoldingsMapping): Draft {
  const draft = emptyDraft();
  const takes = dialect === 'cnmarc' ? CNMARC : MARC21;
  let name = '';
  for (const { tag, text } of record.fields) {
    if (tag === mapping.tag) draft.copies.push(...copiesOf(text, mapping));
    else if (NAMES[dialect].has(tag)) name ||= bare(one(text, 'a'));
    else if (Object.hasOwn(takes, tag)) takes[tag]?.(draft, text);
  }
  draft.author ||= name;
  const agency = agencyOf(dialect, record);
  if (draft.control !== '') draft.control = `${agency} ${draft.control}`.trim();
  return draft;
}

const SIGNS: Record<string, number> = {
  '010': 1,
  '200': 3,
  '210': 1,
  '690': 2,
  '801': 2,
  '905': 2,
  '020': -1,
  '245': -3,
  '260': -1,
  '264': -1,
  '084': -2,
  '852': -2,
  '008': -1,
};

/** For CNMARC above 0, for MARC 21 below: told by the fields that only one of them uses so. */
export function dialectVote({ fields }: MarcRecord): number {
  return fields.reduce((sum, { tag }) => sum + (SIGNS[tag] ?? 0), 0);
}
