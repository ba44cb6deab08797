// What a reader's phone may ask about loans, holds and loans passed on: bodies of `/v1/reader/…`, checked at run time.

import * as z from 'zod';
import { insistBody } from './reader-calls.ts';

const id = z.string().min(1).max(80);
const { requestId } = insistBody.shape;

/** `POST /v1/reader/loans`: a loan by phone of the copy in the hand (手机借书). */
export const phoneLoanBody = z.strictObject({
  requestId,
  barcode: z.string().min(1).max(64).describe('What the copy’s barcode or tag says.'),
  place: z
    .string()
    .min(1)
    .max(80)
    .optional()
    .describe('What a place’s code says, if one was scanned.'),
});
/** `POST …/loans/:id/renew`. */
export const renewBody = z.strictObject({ requestId });

/** `POST /v1/reader/holds`: waits for a title, or for one copy of it. */
export const holdBody = z.strictObject({
  requestId,
  titleId: id,
  copyId: id.optional().describe('This very copy (one volume of several); any copy without it.'),
  campus: id
    .optional()
    .describe('Campus where it is picked up; the reader’s own where it is left out.'),
  kind: z
    .enum(['hold', 'recall'])
    .default('hold')
    .describe('recall: whoever has it is asked to bring it back earlier.'),
});
/** `POST …/holds/:id/cancel`. */
export const holdCancelBody = z.strictObject({ requestId });

/** `POST …/loans/:id/offer`: offers an own loan to whoever brings the code (图书转借). */
export const offerBody = z.strictObject({ requestId });
/** `POST /v1/reader/transfers/accept`. */
export const acceptBody = z.strictObject({
  requestId,
  code: z
    .string()
    .min(1)
    .max(64)
    .describe(
      'What the first reader’s screen shows: the text of the QR code (“shutai:t/…”), or the eight letters, small or large, with or without a stroke.',
    ),
});
/** `POST …/transfers/:id/withdraw`. */
export const withdrawBody = z.strictObject({ requestId });
