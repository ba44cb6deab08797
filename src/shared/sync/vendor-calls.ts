// What a bookseller may ask of the service: bodies, queries and answers of `/v1/vendor/…`.

import * as z from 'zod';
import { tokens } from './entry.ts';

const id = z.string().min(1).max(80);
const requestId = z
  .uuid()
  .describe(
    'Made by the caller for each thing that is to be done once: a repeat gets the first answer.',
  );

const bilingual = z.object({ zh: z.string(), en: z.string() });
const CONTROL = /\p{Cc}/u;
const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => !CONTROL.test(text), 'control characters');

/** `POST /v1/vendor/session`. */
export const vendorSessionBody = z.strictObject({
  login: z.string().min(1).max(80),
  password: z.string().min(1).max(128),
});
/** Answer of a sign-in; with `mustChange` nothing else than `POST /v1/password` is answered before. */
export const vendorSessionAnswer = tokens.extend({ vendorId: z.string(), mustChange: z.boolean() });

/** Where an order stands for a bookseller. */
const ORDER_STATES = ['to_order', 'ordered', 'to_stop', 'shipped', 'returned', 'problem'] as const;
export type OrderState = (typeof ORDER_STATES)[number];
const state = z
  .enum(ORDER_STATES)
  .describe(
    'to_order: to be ordered; ordered: on order; to_stop: the reader cancels, to be called off if it still can be; shipped: with the reader; returned: back at the library; problem: the library looks into it.',
  );

/** `GET /v1/vendor/orders`, oldest first. */
export const ordersQuery = z.strictObject({
  state: state.optional(),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** An order of a house; nothing of it says who reads the book. */
export const orderLine = z.object({
  id: z.string(),
  code: z.string().describe('What people read and print: W-0412.'),
  state,
  stateText: bilingual,
  isbn: z.string(),
  title: z.string(),
  author: z.string(),
  publisher: z.string(),
  price: z
    .number()
    .describe('In fen (hundredths of a yuan), as it was approved or, once ordered, agreed.'),
  way: z
    .string()
    .describe('How it goes to the reader: post, at_desk, or unread to the library’s shelf.'),
  wayText: bilingual,
  campus: bilingual.describe('Campus whose desk it goes to, where it does not go by post.'),
  since: z.string().describe('When the order was given to the house.'),
  expectedOn: z
    .string()
    .nullable()
    .describe('Day on which the house expects to ship it; null before it is ordered.'),
  tracking: z.string().nullable().describe('Number of the parcel; null before it is shipped.'),
  actions: z
    .array(z.enum(['order', 'failed', 'ship', 'call_off']))
    .describe('What may be done next.'),
});
export type OrderLine = z.output<typeof orderLine>;
/** Orders of the own house. */
export const ordersAnswer = z.object({ rows: z.array(orderLine), total: z.number().int() });
/** One order. */
export const orderAnswer = z.object({ order: orderLine });
/** The order after something was done with it; null when it is the library's again. */
export const orderDoneAnswer = z.object({
  order: orderLine.nullable().describe('Null where the order is the library’s again.'),
  outOfOrder: z
    .boolean()
    .describe(
      'It was recorded though the library had decided otherwise meanwhile: the library will ask.',
    ),
});

/** `POST …/order`; price in fen. Above the tolerance the order goes back to the library for another approval. */
export const orderBody = z.strictObject({
  requestId,
  price: z
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .describe(
      'In fen (hundredths of a yuan). Above the tolerance the order goes back to the library for another approval.',
    ),
  expectedOn: z.iso.date().describe('Day on which the house expects to ship it; after today.'),
});
/** `POST …/failed`: the house cannot supply it. */
export const failedBody = z.strictObject({
  requestId,
  reason: z.enum(['supplier', 'other']).default('supplier'),
  note: words(500).optional().describe('Needed with the reason other.'),
});
/** `POST …/ship`: by post with a number to follow it; at a desk with the book's ISBN and the reader's card. */
export const shipBody = z.strictObject({
  requestId,
  tracking: words(80)
    .optional()
    .describe('With the way post, and needed there: number of the parcel.'),
  isbn: z
    .string()
    .min(10)
    .max(20)
    .optional()
    .describe('With the way at_desk, and needed there: ISBN of the book in the hand.'),
  card: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .describe(
      'With the way at_desk, and needed there: number on the card of the reader who takes it.',
    ),
});
/** `POST …/call-off`: it is not delivered any more. */
export const callOffBody = z.strictObject({
  requestId,
  reason: z
    .enum(['reader_cancel', 'supplier', 'not_collected', 'duplicate', 'policy', 'other'])
    .default('reader_cancel'),
  note: words(500).optional().describe('Needed with the reason other.'),
});

/** `POST …/recipient`: whom a parcel goes to; each time it is asked is noted. */
export const recipientAnswer = z.object({ name: z.string(), phone: z.string(), campus: bilingual });
/** The id in the path. */
export const orderParams = z.strictObject({ id });
