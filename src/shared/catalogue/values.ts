// Values of a catalogue as they are kept: ISBN, price, year, texts of a limited length.

import type { Fen } from '../lib/money.ts';
import { parseYuan } from '../lib/money.ts';
import { toIsbn13 } from '../library/isbn.ts';

/** Control characters, MARC's marks of what sorting passes over (88, 89, 98, 9C) among them. */
const SIGNS = /[\u0000-\u001f\u007f-\u009f]/gu;
const BLANKS = /\s+/gu;
/** Most texts need no cleaning; one look is quicker than two replacements. */
const UNCLEAN = /[\u0000-\u001f\u007f-\u009f]|\s\s|^\s|\s$|[^\S ]/u;

/** A text without control characters and surplus blanks. */
export function cleanText(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return text.replace(SIGNS, ' ').replace(BLANKS, ' ').trim();
}

/** The text cut to so many units, never in the middle of a pair. */
export function clipText(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? most - 1 : most);
}

/** Unified book numbers (统一书号) were given until 1986: `13017·123`, `7-80000-1 (13017.123)`. */
const UNIFIED = /^[(（]?(?:\d[)）])?\d{1,6}\s*[·.．•・‧]\s*\d{1,6}[)）]?$/u;

/** ISBN-13 digits, null where none is given (or an old number), undefined where it is none. */
export function isbnOf(text: string): string | null | undefined {
  if (text === '' || UNIFIED.test(text)) return null;
  // What stands behind it, `(pbk.)`, `（平装）`, is no part of it.
  const number = /^[^\dXx]*([\dXx][\dXx\s\u2010-\u2015-]*)/u.exec(text)?.[1] ?? '';
  return toIsbn13(number) ?? undefined;
}

const AMOUNT = /^(?:CNY|RMB|¥|人民币)*(\d{1,9})(?:\.(\d{1,2})0*)?(?:元|圆)?整?/iu;
/** What may stand behind an amount: a bracket, a stroke, a mark, or for what it is, `精装`, `全二册`, `每册`, `含光盘`. */
const BEHIND = /^(?:$|[([{<【〔《/\\;:。、精平线函全共每含附]|[.,](?!\d))/u;
/** A comma between thousands, `1,200.00`. */
const THOUSANDS = /(?<=\d),(?=\d{3}(?!\d))/gu;
const FOREIGN = /(?:USD|US\$|\$|£|€|GBP|EUR|JPY|HKD|HK\$|TWD|NT\$|KRW)/iu;

/** Whole fen, null where none is given, undefined where it is no amount in yuan or something else stands behind it. */
export function priceOf(text: string): Fen | null | undefined {
  if (text === '') return null;
  if (FOREIGN.test(text)) return undefined;
  const plain = text.normalize('NFKC').replaceAll(/\s/gu, '').replaceAll(THOUSANDS, '');
  const found = AMOUNT.exec(plain);
  if (!found || !BEHIND.test(plain.slice(found[0].length))) return undefined;
  const [, yuan = '', part = '0'] = found;
  return parseYuan(`${yuan}.${part}`);
}

/** The first year in a text, `[2018.6]`, `c2018`; null where there is none. */
export function yearOf(text: string): number | null {
  const found = /(?:^|\D)(1[4-9]\d\d|20\d\d)(?!\d)/u.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}
