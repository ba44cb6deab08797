// What a reader's phone may send of suggestions, reviews and tickets: bodies and queries of `/v1/reader/…`.

import * as z from 'zod';
import { id, noticesQuery, requestId, words } from './reader-calls.ts';

/** `GET /v1/reader/suggestions`, `…/reviews`, `…/feedback` and a title's reviews, newest first. */
export const voicesQuery = noticesQuery;

/** `POST /v1/reader/suggestions`; without an ISBN the title is needed. */
export const suggestionBody = z.strictObject({
  requestId,
  isbn: z
    .string()
    .min(1)
    .max(20)
    .optional()
    .describe('ISBN-10 or ISBN-13, with or without hyphens; what is none is refused as bad_input.'),
  bookTitle: words(200).describe('Title of the book.'),
  author: words(200).optional(),
  publisher: words(200).optional(),
  price: z.number().int().min(0).max(10_000_000).optional().describe('List price in fen.'),
  campus: id
    .optional()
    .describe('Where it would be collected; the reader’s own campus if left out.'),
  note: words(500).optional().describe('Why the library should have it.'),
});

/** `POST /v1/reader/suggestions/:id/withdraw`, `…/reviews/:id/remove`, `…/feedback/:id/confirm`. */
export const onceBody = z.strictObject({ requestId });

/** `POST /v1/reader/titles/:id/review`; one a reader and title, a new one replaces the old. */
export const reviewBody = z.strictObject({
  requestId,
  stars: z.number().int().min(1).max(5),
  text: words(1000).optional(),
});

/** `POST /v1/reader/feedback/:id/say`: a word more; `…/reopen`: the answer was none. */
export const wordBody = z.strictObject({
  requestId,
  text: words(2000).describe('What is said, or is still to be answered.'),
});
