// Checks what a file says and makes a record of it, or says why not. Knows the file so far, not the library's rows.

import { cleanCode } from '../library/barcodes.ts';
import type { Draft, DraftCopy } from './draft.ts';
import { copyId, titleId, titleKey } from './identity.ts';
import { problem } from './problem.ts';
import type { Problem } from './problem.ts';
import { MOST_TEXT } from './record.ts';
import type { CatalogueCopy, CatalogueRecord } from './record.ts';
import { cleanText, clipText, isbnOf, priceOf, yearOf } from './values.ts';

/** What a file is checked against. */
export interface CheckedBy {
  /** The library's pattern of copy barcodes. */
  barcode: RegExp;
  /** Collection (place id) that a file means; null for none that is known. An empty text asks for the default. */
  collectionOf(text: string): string | null;
  sha256(text: string): string;
}

/** What came of a record: taken or not, with what there is to say. */
export interface Checked {
  record: CatalogueRecord | null;
  problems: Problem[];
}

/** Checks the records of one file, in their order. */
export interface FileCheck {
  /** `number` is the record's own, for what names an earlier one. */
  check(draft: Draft, number: number): Checked;
}

/** What a file had said when something stood in it for the first time. */
interface Seen {
  id: string;
  number: number;
  key: string;
}

type TextField = keyof typeof MOST_TEXT;

/** Makes the check of one file. */
export function fileCheck(by: CheckedBy): FileCheck {
  const titles = new Map<string, Seen>();
  /** By ISBN and title: where control numbers differ, the first one describes, or each repeat would change it again. */
  const books = new Map<string, Seen>();
  const barcodes = new Map<string, number>();

  const copyOf = (draft: DraftCopy, number: number): CatalogueCopy | Problem => {
    const barcode = cleanCode(draft.barcode);
    if (barcode === '') return problem('no_barcode');
    if (barcode.length > MOST_TEXT.barcode || !by.barcode.test(barcode)) {
      return problem('bad_barcode', { barcode: clipText(barcode, MOST_TEXT.barcode) });
    }
    const first = barcodes.get(barcode);
    if (first !== undefined) return problem('barcode_twice', { barcode, first });
    const collection = cleanText(draft.collection);
    const home = by.collectionOf(collection);
    if (home === null && collection === '') return problem('no_collection', { barcode });
    if (home === null) {
      return problem('unknown_collection', { barcode, collection: clipText(collection, 80) });
    }
    barcodes.set(barcode, number);
    return {
      id: copyId(barcode, by.sha256),
      barcode,
      home,
      callNumber: clipText(cleanText(draft.callNumber), MOST_TEXT.callNumber),
      volume: clipText(cleanText(draft.volume), MOST_TEXT.volume) || null,
    };
  };

  const copiesOf = (draft: Draft, number: number, callNumber: string, problems: Problem[]) => {
    const copies: CatalogueCopy[] = [];
    for (const each of draft.copies) {
      const copy = copyOf(each, number);
      if ('code' in copy) {
        problems.push(copy);
        continue;
      }
      copy.callNumber ||= callNumber;
      if (copy.callNumber === '') {
        problems.push(problem('no_call_number', { barcode: copy.barcode }));
      }
      copies.push(copy);
    }
    return copies;
  };

  return {
    check(draft, number) {
      const problems: Problem[] = [];
      const field = (name: TextField, text: string) => {
        const clean = cleanText(text);
        if (clean.length > MOST_TEXT[name]) problems.push(problem('too_long', { field: name }));
        return clipText(clean, MOST_TEXT[name]);
      };
      const title = field('title', draft.title);
      if (title === '') return { record: null, problems: [problem('no_title')] };
      const isbn = isbnOf(cleanText(draft.isbn));
      if (isbn === undefined) {
        problems.push(problem('bad_isbn', { isbn: clipText(cleanText(draft.isbn), 40) }));
      }
      const price = priceOf(cleanText(draft.price));
      if (price === undefined) {
        problems.push(problem('bad_price', { price: clipText(cleanText(draft.price), 40) }));
      }
      const described = {
        isbn: isbn ?? null,
        title,
        author: field('author', draft.author),
        publisher: field('publisher', draft.publisher),
        year: yearOf(draft.year),
        price: price ?? null,
        classCode: field('classCode', draft.classCode),
        callNumber: field('callNumber', draft.callNumber),
      };
      const control = cleanText(draft.control);
      const ownId = titleId({ ...described, control }, by.sha256);
      const key = titleKey(title);
      const book = described.isbn === null ? null : `${described.isbn} ${key}`;
      const before = titles.get(ownId) ?? (book === null ? undefined : books.get(book));
      const id = before?.id ?? ownId;
      if (before && before.key !== key) {
        const facts = { control: clipText(control, 40), first: before.number };
        return { record: null, problems: [problem('control_number_twice', facts)] };
      }
      const callNumber = described.callNumber || described.classCode;
      const copies = copiesOf(draft, number, callNumber, problems);
      const wanted = draft.isCopy || draft.copies.length > 0;
      if (wanted && copies.length === 0) return { record: null, problems };
      described.callNumber ||= copies[0]?.callNumber ?? described.classCode;
      if (before && !draft.isCopy) problems.push(problem('repeated', { first: before.number }));
      const seen = before ?? { id, number, key };
      titles.set(ownId, seen);
      if (book !== null) books.set(book, seen);
      return { record: { id, describes: before === undefined, ...described, copies }, problems };
    },
  };
}
