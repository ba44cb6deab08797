// Call numbers of the Dewey Decimal Classification: prefix, class, decimal, cutter, volumes.
// Forms: Koha's C4/ClassSortRoutine/Dewey (upper case, prefix split off, the second digit group a decimal).

import { foldForms, numberKey, unreadable } from './call-number-parts.ts';
import type { Part } from './call-number-parts.ts';

const NEXT = '\u0001';
const DECIMAL = '\u0002';
const CLASS = /^([\p{L}\s]*?)\s*(\d+)(?:(?:\s*\.\s*|\s+)(\d+)(?![\p{L}\d]))?/u;
const PIECES = /\d+|\p{L}[\p{L}\d]*/gu;
/** `V2` is volume 2, `P23` a cutter. */
const NUMBERED = /^(VOL|V|PT|NO|BK|BD)(\d+)$/u;

function restParts(text: string): Part[] {
  if (/^\d/u.test(text)) return [{ what: 'number', text, key: NEXT + numberKey(text) }];
  const [, name, number] = NUMBERED.exec(text) ?? [];
  if (name !== undefined && number !== undefined) {
    return [
      { what: 'word', text: name, key: NEXT + name },
      { what: 'number', text: number, key: NEXT + numberKey(number) },
    ];
  }
  return [{ what: /\d/u.test(text) ? 'cutter' : 'word', text, key: NEXT + text }];
}

/**
 * Reads a Dewey call number, `REF 971.01 P23w v.1-2`: numbers without a prefix first, the class digit by digit, its
 * decimal without regard to zeros at its end, then cutter and volumes, which are numbers. Unreadable without a class.
 */
export function deweyParts(callNumber: string): Part[] {
  const folded = foldForms(callNumber)
    .toUpperCase()
    .replace(/^\s*\{[^}]*\}\s*/u, '')
    .replaceAll('/', ' ');
  const found = CLASS.exec(folded);
  if (!found) return unreadable(folded);
  const [whole, prefix = '', number = '', decimal] = found;
  const parts: Part[] = [];
  if (prefix !== '') parts.push({ what: 'word', text: prefix, key: prefix + NEXT });
  parts.push({ what: 'class_number', text: number, key: number });
  const significant = decimal?.replace(/0+$/u, '') ?? '';
  if (decimal !== undefined && significant !== '') {
    parts.push({ what: 'decimal', text: `.${decimal}`, key: DECIMAL + significant });
  }
  for (const [piece] of folded.slice(whole.length).matchAll(PIECES)) {
    parts.push(...restParts(piece));
  }
  return parts;
}
