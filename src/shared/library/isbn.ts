// ISBN as typed or scanned, to thirteen digits; rules of the ISBN Users' Manual by isbn3.

import { parse } from 'isbn3';

/** Thirteen digits of a valid ISBN-10 or ISBN-13, with or without hyphens; anything else, a wrong check digit too, is null. */
export function toIsbn13(text: string): string | null {
  return parse(text.normalize('NFKC').trim())?.isbn13 ?? null;
}

/** The ISBN with its hyphens, `978-7-302-51185-4`; a text that is none comes back as it is. */
export function isbnText(isbn: string): string {
  return parse(isbn)?.isbn13h ?? isbn;
}
