// Call numbers of the Library of Congress: class, decimal, cutters, dates, volumes.
// Order checked against Debian's Library::CallNumber::LC and the lists of SolrMarc and Koha (call-number-western.test.ts).

import { foldForms, numberKey, unreadable } from './call-number-parts.ts';
import type { Part } from './call-number-parts.ts';

/** Before everything that follows the class, so that nothing comes before something. */
const NEXT = '\u0001';
const NUMBER = '\u0002';
const WORD = '\u0003';
const VOLUME = '\u0004';
const CUTTER = '\u0005';
const CLASS = /^([A-Z]{1,3})\s*(\d+)(?:\s*\.\s*(\d+))?/u;
/** A date or other number; `1844L33` is a date and a cutter, `1902V` a date with its letter. */
const DATE = '(?<date>\\d+)(?<letters>[A-Z]+(?![A-Z]|\\.?\\d))?';
/** A number within a part: `NO. 555`, `V.2`; a point tells it from a cutter. */
const PART =
  '(?<word>[A-Z]+)\\.\\s*(?<number>\\d+)(?<suffix>[A-Z]*)|(?<name>VOL|V|NO|PT|BD|NR|SER|SUPPL|OP)\\s+(?<count>\\d+)';
/** A cutter is a letter and a decimal; a work letter may follow: `A45b`. */
const CUT = '(?<cut>[A-Z]+)(?<decimal>\\d+)(?<work>[A-Z]*(?!\\d))';
const PIECES = new RegExp(`${DATE}|${PART}|${CUT}|(?<bare>\\p{L}+)`, 'gu');

function restPart(found: RegExpMatchArray): Part {
  const { date, letters = '', word, number, suffix = '', name, count } = found.groups ?? {};
  const { cut, decimal = '', work = '', bare = '' } = found.groups ?? {};
  const [text] = found;
  const named = word ?? name;
  if (date !== undefined) {
    return { what: 'date', text, key: NEXT + NUMBER + numberKey(date) + letters };
  }
  if (named !== undefined) {
    const key = NEXT + WORD + named + VOLUME + numberKey(number ?? count ?? '') + suffix;
    return { what: 'volume', text, key };
  }
  if (cut !== undefined) {
    return { what: 'cutter', text, key: NEXT + WORD + cut + CUTTER + decimal + work };
  }
  return { what: 'word', text, key: NEXT + WORD + bare };
}

/**
 * Reads a call number of the Library of Congress, `PL2277 .H6 2010 v.2`: letters as in a dictionary, class as a number
 * with its decimal, cutters as decimals, dates and volumes as numbers; nothing before something. Unreadable where it
 * does not begin with one to three letters and a number.
 */
export function lcParts(callNumber: string): Part[] {
  const folded = foldForms(callNumber)
    .toUpperCase()
    .replace(/^\s*\{[^}]*\}\s*/u, '');
  const found = CLASS.exec(folded);
  if (!found) return unreadable(folded);
  const [whole, letters = '', number = '', decimal] = found;
  const parts: Part[] = [
    { what: 'class_letters', text: letters, key: letters.padEnd(3, ' ') },
    { what: 'class_number', text: number, key: numberKey(number) },
  ];
  if (decimal !== undefined) parts.push({ what: 'decimal', text: `.${decimal}`, key: decimal });
  for (const piece of folded.slice(whole.length).matchAll(PIECES)) parts.push(restPart(piece));
  return parts;
}
