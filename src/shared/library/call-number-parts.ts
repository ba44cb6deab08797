// The pieces that a call number is read in: what each is, as it was written, and what it adds to the sort key.

/** What a piece of a call number is. */
export type PartKind =
  | 'letters'
  | 'digits'
  | 'sign'
  | 'mark'
  | 'line'
  | 'item_letters'
  | 'number'
  | 'class_letters'
  | 'class_number'
  | 'decimal'
  | 'date'
  | 'word'
  | 'volume'
  | 'cutter'
  | 'other'
  | 'unreadable';

/** One piece, in reading order; the keys of all pieces in a row are the sort key. */
export interface Part {
  what: PartKind;
  /** As written, folded: `301.1`. */
  text: string;
  /** Compared as text: `3011`. */
  key: string;
}

/** The schemes whose order is known. */
export const CALL_NUMBER_SCHEMES = ['clc', 'lc', 'dewey'] as const;
/** Chinese Library Classification, Library of Congress, Dewey. */
export type CallNumberScheme = (typeof CALL_NUMBER_SCHEMES)[number];

/** Open points that a library settles once; changing one means new keys for every copy. */
export interface CallNumberOptions {
  scheme: CallNumberScheme;
  /** `TP312C` before `TP312-43` (dp2's reading) or after it. */
  letters: 'before_signs' | 'after_signs';
  /** The recommendation mark of a class, `D0a`: a letter like others, before everything else, or without value. */
  mark: 'letter' | 'first' | 'ignored';
  /** Order of the signs in item lines, ascending; a closing bracket follows the one that opens it. */
  itemSigns: string;
  /** Letters of item lines: `Z763Y` before `Z763AA` (dp2), or as in a dictionary. */
  itemLetters: 'shorter_first' | 'alphabetical';
}

/** What holds where the library has set nothing. */
export const DEFAULT_CALL_NUMBERS: CallNumberOptions = {
  scheme: 'clc',
  letters: 'before_signs',
  mark: 'letter',
  itemSigns: '-("=<:+.',
  itemLetters: 'shorter_first',
};

/** Before every key of a number that cannot be read: after all others, and below the end of the last range, `~`. */
const UNREADABLE = '}';
const LONGEST_NUMBER = 12;
const PRINTABLE_ASCII = /^[\u0020-\u007E]*$/u;
const DASHES = /[\u2010-\u2015\u2212]/gu;

/** Full-width forms, Chinese brackets, quotes and dashes to ASCII. */
export function foldForms(callNumber: string): string {
  if (PRINTABLE_ASCII.test(callNumber)) return callNumber.trim();
  return callNumber
    .normalize('NFKC')
    .replaceAll('〈', '<')
    .replaceAll('〉', '>')
    .replaceAll(/[“”]/gu, '"')
    .replaceAll(DASHES, '-')
    .trim();
}

/** A whole number as fixed-width text, so that 2 comes before 1234; longer ones come after, by length. */
export function numberKey(digits: string): string {
  const plain = digits.startsWith('0') ? digits.replace(/^0+(?=\d)/u, '') : digits;
  if (plain.length <= LONGEST_NUMBER) return plain.padStart(LONGEST_NUMBER, '0');
  return `:${String(plain.length).padStart(3, '0')}${plain}`;
}

/** The only piece of a number that no rule of the scheme reads. */
export function unreadable(text: string): Part[] {
  return [{ what: 'unreadable', text, key: UNREADABLE + text }];
}
