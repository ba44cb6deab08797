// A checked record on its way into the library: what a title is, and which copies it has.

import * as z from 'zod';
import type { Title } from '../library/entities.ts';

/** Longest texts that a title or copy keeps, in UTF-16 units. */
export const MOST_TEXT = {
  title: 400,
  author: 300,
  publisher: 200,
  classCode: 80,
  callNumber: 120,
  volume: 60,
  barcode: 40,
} as const;

/** Records of one command, and the rows that they may come to: a command stays well below 1 MB and one page of the log. */
const MOST_RECORDS = 200;
/** Titles and copies of one command. */
export const MOST_PUT_ROWS = 500;

const id = z.string().min(1).max(80);
// No control characters and no halves of pairs: stores and hashes keep them differently.
const text = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const copy = z.strictObject({
  id,
  barcode: text(MOST_TEXT.barcode).min(1),
  home: id,
  callNumber: text(MOST_TEXT.callNumber),
  volume: text(MOST_TEXT.volume).nullable(),
});

/** A record as `catalogue.put` carries it. */
export const catalogueRecord = z.strictObject({
  /** Id of the title if it is new; a known one is found by it, or by ISBN and title. */
  id,
  /** False where only the copies count: the title was described before. */
  describes: z.boolean(),
  isbn: z
    .string()
    .regex(/^\d{13}$/u)
    .nullable(),
  title: text(MOST_TEXT.title).min(1),
  author: text(MOST_TEXT.author),
  publisher: text(MOST_TEXT.publisher),
  year: z.number().int().min(1000).max(2999).nullable(),
  price: z.number().int().min(0).max(1_000_000_000_000).nullable(),
  classCode: text(MOST_TEXT.classCode),
  callNumber: text(MOST_TEXT.callNumber),
  copies: z.array(copy).max(MOST_PUT_ROWS),
});
/** A record as `catalogue.put` carries it. */
export type CatalogueRecord = z.output<typeof catalogueRecord>;
/** A copy of one. */
export type CatalogueCopy = CatalogueRecord['copies'][number];

/** Input of `catalogue.put`. */
export const cataloguePut = z.strictObject({
  records: z.array(catalogueRecord).min(1).max(MOST_RECORDS),
});

/** What of a title a catalogue says; the rest is counted by the library itself. */
export const DESCRIBING = [
  'isbn',
  'title',
  'author',
  'publisher',
  'year',
  'price',
  'classCode',
  'callNumber',
] as const satisfies readonly (keyof Title & keyof CatalogueRecord)[];
