// Names of imported titles and copies: the same file gives the same ids, at any desk and any number of times.

import { namedId } from '../lib/ids.ts';
import { foldText } from '../library/search-tokens.ts';
import type { Draft } from './draft.ts';

type Described = Pick<Draft, 'control' | 'title' | 'author' | 'publisher'> & {
  isbn: string | null;
};

/**
 * What two titles have in common that are one: letters and digits of the title, folded, with the signs that tell C from
 * C++ and C#. A title of other signs alone, `？`, is all of them.
 */
export function titleKey(title: string): string {
  const folded = foldText(title);
  return folded.replaceAll(/[^\p{L}\p{N}+#]/gu, '') || folded;
}

/** By control number; where there is none by ISBN and title; else by title, author and publisher. */
export function titleId(draft: Described, sha256: (text: string) => string): string {
  const { control, isbn, title, author, publisher } = draft;
  if (control !== '') return namedId('title/control', control, sha256);
  if (isbn !== null) return namedId('title/isbn', `${isbn} ${titleKey(title)}`, sha256);
  const words = [title, author, publisher].map(titleKey).join('/');
  return namedId('title/words', words, sha256);
}

/** By barcode. */
export function copyId(barcode: string, sha256: (text: string) => string): string {
  return namedId('copy/barcode', barcode, sha256);
}
