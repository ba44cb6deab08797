// Call numbers of the Chinese Library Classification 中图法: class line, item lines, signs in the rule's order.
// Rule: 《中图法》第五版使用手册 p. 82-83, as quoted in DigitalPlatform/dp2, whose comparator settles what the text leaves open.

import { foldForms, numberKey, unreadable } from './call-number-parts.ts';
import type { CallNumberOptions, Part } from './call-number-parts.ts';

/** Signs of the class line in the rule's order; each sorts before digits. */
const CLASS_SIGNS = '-("=<:+.';
const CLOSING: Record<string, string> = { '(': ')', '<': '>' };
const MARK_FIRST = '\u000F';
const LETTER_BEFORE = '\u0010';
const FIRST_SIGN = 0x11;
const LETTER_AFTER = '\u001F';
/** Signs that the rule does not name come after digits. */
const OTHER_SIGN = '@';
const LINE: Part = { what: 'line', text: '/', key: '\u0001' };

const CLASS_PIECES = /[A-Za-z]+|\d[\d.]*|\S/gu;
const HAN_DIGITS = '〇一二三四五六七八九';
const ITEM_PIECES = /[A-Za-z]+|\d+|[〇零一二三四五六七八九十百]+|\S/gu;
/** A class begins with one letter or a few, after which anything may come. */
const CLASS_LINE = /^[A-Z]{1,3}(?![A-Z])/u;
const ASCII = /^[\u0000-\u007F]*$/u;
const DIGIT = /^\d/u;
const LETTER = /^[A-Za-z]/u;
/** What may stand at the end of a line without a meaning. */
const CLOSERS = ')>" \t';
const HAN_PREFIX = /^[\p{Script=Han}\s]+/u;
/** Words around the number of a volume, edition or copy: 第2册. */
const VOLUME_WORDS = /[第卷册冊辑集部版编篇]/gu;
/** Volumes by position. */
const HAN_PARTS: Record<string, string> = { 上: '1', 中: '2', 下: '3' };
const HAN_NUMERAL = /^[〇零一二三四五六七八九十百]+$/u;

const RANKS = new Map<string, Map<string, string>>();

/** The key of each sign in an order, made once for each order. */
function ranksOf(order: string): Map<string, string> {
  let ranks = RANKS.get(order);
  if (ranks) return ranks;
  ranks = new Map();
  let next = FIRST_SIGN;
  for (const sign of order) {
    for (const each of [sign, CLOSING[sign]]) {
      if (each === undefined || ranks.has(each)) continue;
      ranks.set(each, String.fromCodePoint(next));
      next += 1;
    }
  }
  RANKS.set(order, ranks);
  return ranks;
}

/** Lines without location prefixes: `{…}` in front of a line goes, a `{ns}` line goes whole, so does Chinese text in front of the class. */
function linesOf(folded: string): string[] {
  if (ASCII.test(folded) && !folded.includes('{') && !folded.startsWith('/')) {
    return folded.split('/');
  }
  const lines = folded
    .split('/')
    .flatMap((line) => {
      const found = /^\s*\{([^}]*)\}/u.exec(line);
      if (!found) return [line.trim()];
      return found[1]?.trim().toLowerCase() === 'ns' ? [] : [line.slice(found[0].length).trim()];
    })
    .map((line, index) => (index === 0 ? line.replace(HAN_PREFIX, '') : line));
  const first = lines.findIndex((line) => line !== '');
  return first === -1 ? [] : lines.slice(first);
}

/** A bracket or quote at the end of a line says nothing that its opening did not say. */
function withoutEnd(line: string): string {
  let end = line.length;
  while (end > 0 && CLOSERS.includes(line.charAt(end - 1))) end -= 1;
  return end === line.length ? line : line.slice(0, end);
}

/** The recommendation mark: a small `a` by itself after a class in capitals, and nothing but a sign behind it. */
function isMark(piece: string, next: string | undefined): boolean {
  return piece === 'a' && (next === undefined || !DIGIT.test(next));
}

function classParts(line: string, options: CallNumberOptions): Part[] {
  const letterKey = options.letters === 'before_signs' ? LETTER_BEFORE : LETTER_AFTER;
  const ranks = ranksOf(CLASS_SIGNS);
  const text = withoutEnd(line);
  const capitals = /[A-Z]/u.test(text);
  const parts: Part[] = [];
  const pieces = text.match(CLASS_PIECES) ?? [];
  for (const [index, piece] of pieces.entries()) {
    const upper = piece.toUpperCase();
    const leading = parts.length === 0;
    if (DIGIT.test(piece)) {
      parts.push({ what: 'digits', text: piece, key: piece.replaceAll('.', '') });
    } else if (!LETTER.test(piece)) {
      if (piece === '.') continue;
      parts.push({ what: 'sign', text: piece, key: ranks.get(piece) ?? OTHER_SIGN + piece });
    } else if (capitals && options.mark !== 'letter' && isMark(piece, pieces[index + 1])) {
      if (options.mark === 'first') parts.push({ what: 'mark', text: piece, key: MARK_FIRST });
    } else {
      parts.push({ what: 'letters', text: upper, key: leading ? upper : letterKey + upper });
    }
  }
  return parts;
}

function lettersKey(letters: string, options: CallNumberOptions): string {
  const mark = options.letters === 'before_signs' ? LETTER_BEFORE : LETTER_AFTER;
  if (options.itemLetters === 'alphabetical') return mark + letters;
  return mark + String.fromCodePoint(0x30 + Math.min(letters.length, 60)) + letters;
}

/** A piece in digits where it is a number in Chinese: 二十一 is 21, 一九九八 is 1998, 中 of three is 2. */
function inDigits(piece: string): string {
  if (!HAN_NUMERAL.test(piece)) return HAN_PARTS[piece] ?? piece;
  const digits = [...piece.replaceAll('零', '〇')];
  if (!/[十百]/u.test(piece)) return digits.map((each) => HAN_DIGITS.indexOf(each)).join('');
  let [sum, digit] = [0, 0];
  for (const each of digits) {
    const unit = each === '百' ? 100 : each === '十' ? 10 : 0;
    // 十二 says no one before its ten.
    sum += unit * (digit || 1);
    digit = unit === 0 ? HAN_DIGITS.indexOf(each) : 0;
  }
  return String(sum + digit);
}

/** An item line (after each `/`): digit runs are numbers, so `/2` comes before `/1234` and `/L95:2` before `/L95:10`. */
function itemParts(line: string, options: CallNumberOptions): Part[] {
  const ranks = ranksOf(options.itemSigns);
  const parts: Part[] = [];
  const isAscii = ASCII.test(line);
  const text = withoutEnd(isAscii ? line : line.replaceAll(VOLUME_WORDS, ' '));
  for (const piece of text.match(ITEM_PIECES) ?? []) {
    const upper = piece.toUpperCase();
    const digits = isAscii ? piece : inDigits(piece);
    if (DIGIT.test(digits)) {
      parts.push({ what: 'number', text: piece, key: numberKey(digits) });
    } else if (LETTER.test(upper)) {
      parts.push({ what: 'item_letters', text: upper, key: lettersKey(upper, options) });
    } else {
      parts.push({ what: 'sign', text: piece, key: ranks.get(piece) ?? OTHER_SIGN + piece });
    }
  }
  return parts;
}

/**
 * Reads a call number of the Chinese Library Classification, `{北库}K835.617=43/S894:2`: class line (letters, then
 * digits as decimals without regard to `.`, signs in the rule's order before digits), then item lines (种次号, author
 * number, volume, edition). Unreadable where the class line does not begin with a class.
 */
export function clcParts(callNumber: string, options: CallNumberOptions): Part[] {
  const folded = foldForms(callNumber);
  const [classLine = '', ...items] = linesOf(folded);
  if (!CLASS_LINE.test(classLine.toUpperCase())) return unreadable(folded);
  const parts = classParts(classLine, options);
  for (const item of items) parts.push(LINE, ...itemParts(item, options));
  return parts;
}
