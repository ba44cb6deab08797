// What a reader's phone may ask of the service: bodies and queries of `/v1/reader/…`, checked at run time.

import * as z from 'zod';
import { isWords, seenWords } from '../lib/words.ts';
import { FEEDBACK_CATEGORIES } from '../library/feedback.ts';
import { LABELS, QUEUE_NAMES } from '../queues/request.ts';
import { PLACES_LOOKED } from '../queues/parts/places-looked.ts';

/** An id of anything. */
export const id = z.string().min(1).max(80);
/** Words of a person; a text in which nothing can be seen is an empty one. */
export const words = (most: number) =>
  z.string().max(most).refine(isWords, 'control characters').overwrite(seenWords);
/** Makes a call one that is done once. */
export const requestId = z
  .uuid()
  .describe(
    'Made by the phone for each thing that is to be done once: a repeat gets the first answer.',
  );
const day = (what: string) => z.iso.date().optional().describe(`${what}; a day of the library.`);
const slot = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}-\d{2}:\d{2}$/u)
  .describe(
    'A slot with room as /v1/reader/choices or the request’s detail names it, in the library’s time: “2018-06-06 10:00-12:00”.',
  );

/** `POST /v1/reader/session`. */
export const readerSessionBody = z.strictObject({
  card: z.string().min(1).max(40).describe('Number on the reader’s card.'),
  pin: z.string().min(1).max(40),
});
/** `POST /v1/reader/pin`. */
export const readerPinBody = z.strictObject({
  old: z.string().min(1).max(40),
  fresh: z.string().min(1).max(40),
});

/** `POST /v1/reader/preferences`: what is left out stays as it is, null takes it back. */
export const preferencesBody = z.strictObject({
  requestId,
  language: z.enum(['zh', 'en']).nullable().optional().describe('Language of notices.'),
  notices: z.literal('digest').nullable().optional().describe('digest: once a day, together.'),
});

/** `GET /v1/reader/titles`: part of a title or author, an ISBN, a barcode, the beginning of a call number. */
export const titlesQuery = z.strictObject({
  text: words(100).describe(
    'Part of a title or author, an ISBN, a barcode, or the beginning of a call number.',
  ),
  offset: z.coerce.number().int().min(0).max(1000).default(0),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
/** An id in the path. */
export const idParams = z.strictObject({ id });

/** A copy, or a title of which the library chooses the copy. */
const book = {
  titleId: id
    .optional()
    .describe('Title; the library chooses the copy. One of titleId and copyId is needed.'),
  copyId: id.optional().describe('This very copy; with a titleId it has to be one of that title.'),
};

const reallocation = z.strictObject({
  queue: z.literal('reallocation'),
  requestId,
  ...book,
  kind: z
    .enum(['for_loan', 'temporary', 'permanent'])
    .default('for_loan')
    .describe('for_loan: to be lent at a campus; the others move the copy to a collection.'),
  targetCampus: id.optional().describe('With for_loan: id of the campus where it is picked up.'),
  target: id.optional().describe('With temporary and permanent: id of the collection it goes to.'),
  returnDay: day('With temporary: when the copy goes back'),
  neededBy: day('Until when it is of use to the reader'),
});
const findBook = z.strictObject({
  queue: z.literal('find_book'),
  requestId,
  ...book,
  looked: z
    .array(z.enum(PLACES_LOOKED))
    .max(PLACES_LOOKED.length)
    .optional()
    .describe('Places in which the reader has looked in vain.'),
  lookedOn: day('When the reader looked'),
});
const line = z.strictObject({
  isbn: z.string().min(10).max(20).describe('ISBN-10 or ISBN-13, with or without hyphens.'),
  bookTitle: words(200).optional(),
  author: words(200).optional(),
  publisher: words(200).optional(),
  price: z
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .describe('List price in fen (hundredths of a yuan).'),
  vendorId: id.describe('Bookseller, of /v1/reader/choices.'),
  way: z
    .enum(['post', 'at_desk', 'shelf'])
    .describe('By post to the reader, handed over at a desk, or unread to the shelf.'),
  campus: id
    .optional()
    .describe('Campus of the desk or shelf; the reader’s own where it is left out.'),
});
const purchase = z.strictObject({
  queue: z.literal('purchase'),
  requestId,
  lines: z
    .array(line)
    .min(1)
    .max(10)
    .describe('Books of one application; each is decided and answered by itself.'),
});
const delivery = z.strictObject({
  queue: z.literal('delivery'),
  requestId,
  ...book,
  address: id.describe('Address, of /v1/reader/choices.'),
  slot,
  proxyAllowed: z.boolean().optional().describe('Somebody else may take it in.'),
});

/** `POST /v1/reader/requests`. */
export const submitBody = z.discriminatedUnion('queue', [
  reallocation,
  findBook,
  purchase,
  delivery,
]);
export type SubmitBody = z.output<typeof submitBody>;

/** `GET /v1/reader/requests`, newest first. */
export const requestsQuery = z.strictObject({
  which: z
    .enum(['open', 'ended', 'all'])
    .default('all')
    .describe('ended: done, cancelled or rejected.'),
  queue: z.enum(QUEUE_NAMES).optional(),
  label: z.enum(LABELS).optional(),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
/** `GET /v1/reader/notices`, newest first. */
export const noticesQuery = requestsQuery.pick({ offset: true, limit: true });

/** `POST …/cancel`; the book found by the reader is said with where it was. */
export const cancelBody = z.strictObject({
  requestId,
  reason: z.enum(['reader_cancel', 'reader_found', 'duplicate', 'other']).default('reader_cancel'),
  where: words(200).optional().describe('With reader_found: where the book was.'),
  note: words(500).optional().describe('Needed with the reason other.'),
});
/** `POST …/answer`. */
export const answerBody = z.strictObject({ requestId, answer: words(2000) });
/** `POST …/insist`. */
export const insistBody = z.strictObject({ requestId });
/** `POST …/slot`. */
export const slotBody = z.strictObject({ requestId, slot });
/** `POST …/problem`. */
export const problemBody = z.strictObject({
  requestId,
  reason: z.enum(['damaged', 'wrong_item', 'other']),
  note: words(500).optional(),
});
/** `POST …/rating`. */
export const ratingBody = z.strictObject({
  requestId,
  stars: z.number().int().min(1).max(5),
  text: words(2000).optional(),
});
/** `POST /v1/reader/feedback`; `about` names an own request. */
export const feedbackBody = z.strictObject({
  requestId,
  text: words(2000),
  about: id.optional().describe('Id of an own request that the words are about.'),
  category: z
    .enum(FEEDBACK_CATEGORIES)
    .optional()
    .describe('resources: the library lacks something; where left out, other.'),
});
