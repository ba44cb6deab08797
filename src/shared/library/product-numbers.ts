// ISBN and ISSN as a bar code carries them: EAN-13 with or without an add-on (ISO 2108, ISO 3297, GS1 5.2).

import { toIsbn13 } from './isbn.ts';

/** A number of a publication with the two or five digits printed beside it (issue, price). */
export interface ProductNumber {
  kind: 'isbn' | 'issn';
  /** Thirteen digits of an ISBN; an ISSN with its hyphen, `1234-5679`. */
  number: string;
  addOn: string | null;
}

const WITH_ADD_ON = /^(97[789]\d{10})[ +]?(\d{5}|\d{2})$/u;

/** Whether the last of thirteen digits is the check digit of the others (weights 1 and 3). */
function isEan13(digits: string): boolean {
  if (!/^\d{13}$/u.test(digits)) return false;
  const sum = [...digits].reduce(
    (all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3),
    0,
  );
  return sum % 10 === 0;
}

/** Check digit of seven digits of an ISSN: weights 8 to 2, modulo 11, ten as X. */
function issnCheck(digits: string): string {
  const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (8 - at), 0);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

function toIssn(text: string): string | null {
  if (isEan13(text) && text.startsWith('977')) {
    const digits = text.slice(3, 10);
    return `${digits.slice(0, 4)}-${digits.slice(4)}${issnCheck(digits)}`;
  }
  const printed = /^(?:ISSN[ :]*)?(\d{4})-(\d{3})([\dX])$/u.exec(text.toUpperCase());
  if (!printed) return null;
  const [, first = '', second = '', check = ''] = printed;
  return issnCheck(first + second) === check ? `${first}-${second}${check}` : null;
}

/** The ISBN or ISSN that a text is, its check digit being right; null for any other text. */
export function productNumber(text: string): ProductNumber | null {
  const [, whole = text, addOn = null] = WITH_ADD_ON.exec(text) ?? [];
  const isbn = toIsbn13(whole.replace(/^ISBN[ :]*/iu, ''));
  if (isbn !== null) return { kind: 'isbn', number: isbn, addOn };
  const issn = toIssn(whole);
  return issn === null ? null : { kind: 'issn', number: issn, addOn };
}
