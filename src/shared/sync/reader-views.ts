// What the service answers to readers: every text in both languages, days in the library's zone.

import * as z from 'zod';
import { LABELS, QUEUE_NAMES } from '../queues/request.ts';
import { tokens } from './entry.ts';
import { titleHold } from './reader-circulation-views.ts';

const bilingual = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int().min(0);

/** Answer of a sign-in. */
export const readerSessionAnswer = tokens.extend({
  readerId: z.string(),
  mustChange: z
    .boolean()
    .describe(
      'The PIN was given at a desk: nothing but another PIN is answered before that is chosen.',
    ),
});

/** The library before anybody has signed in. */
export const aboutReadersAnswer = z.object({
  library: bilingual,
  zone: z.string().describe('The library’s time zone, by its IANA name.'),
  demoCards: z
    .array(z.string())
    .describe('Cards of the demonstration, whose PIN is their last six digits; none elsewhere.'),
});

/** Who the reader is, and how many requests of each kind are open against how many may be. */
export const meAnswer = z.object({
  name: z.string(),
  category: z.string().describe('Kind of reader, by its code in the library.'),
  campus: z.string().describe('Id of the reader’s own campus.'),
  status: z.enum(['active', 'blocked', 'expired', 'left', 'merged']),
  quotas: z
    .array(z.object({ queue: z.enum(QUEUE_NAMES), used: count, quota: count }))
    .describe('Open requests of each kind against how many may be open.'),
  library: bilingual,
  zone: z.string().describe('The library’s time zone, by its IANA name.'),
  language: z.enum(['zh', 'en']).nullable().describe('The language that the reader has chosen.'),
  notices: z.literal('digest').nullable().describe('digest: notices come together, once a day.'),
  digestAt: z.string().describe('When the digest goes out, on the library’s clock: 18:00.'),
  quietHours: z
    .string()
    .nullable()
    .describe('Hours in which nothing is sent, on the library’s clock: 22:00-07:00.'),
  now: z.string().describe('The library’s clock: the demonstration has its own.'),
});

/** A title in a list. */
export const titleLine = z.object({
  id: z.string(),
  title: z.string(),
  author: z.string(),
  publisher: z.string(),
  year: z.number().nullable(),
  isbn: z.string().nullable(),
  callNumber: z.string(),
  copies: count,
  available: count.describe('Copies on their shelf now.'),
  byCampus: z.array(
    z.object({ campus: z.string(), name: bilingual, held: count, available: count }),
  ),
  stars: z
    .number()
    .nullable()
    .describe('Mean of the reviews that are shown, 1 to 5; null without any.'),
  reviews: count.describe('Reviews that are shown.'),
});
export type TitleLine = z.output<typeof titleLine>;
/** Titles found, best first; `more`: there are more than are counted; not `complete`: some are not looked at yet. */
export const titlesAnswer = z.object({
  rows: z.array(titleLine),
  total: count,
  more: z.boolean().describe('There are more than total counts.'),
  complete: z
    .boolean()
    .describe('False while some titles are not looked at yet, just after a start.'),
});
export type TitlesAnswer = z.output<typeof titlesAnswer>;

/** A copy with its live status. */
const copyLine = z.object({
  id: z.string(),
  barcode: z.string(),
  volume: z.string().nullable(),
  callNumber: z.string(),
  campus: z.string().describe('Id of the campus where it belongs.'),
  campusName: bilingual,
  collection: bilingual,
  status: z.string().describe('Code of what it is doing now; statusText has its words.'),
  statusText: bilingual,
  dueOn: z.string().nullable().describe('Last day of the loan; null where it is not lent.'),
});
export type CopyLine = z.output<typeof copyLine>;
/** A title with all of its copies, and whether the reader can wait for it. */
export const titleAnswer = z.object({
  title: titleLine,
  copies: z.array(copyLine),
  hold: titleHold,
});

const place = z.object({ id: z.string(), name: bilingual, campus: z.string() });
const slotLeft = z.object({
  slot: z.string().describe('In the library’s time: “2018-06-06 10:00-12:00”.'),
  left: count.describe('Places that are left.'),
});
/** What a request can be made with. */
export const choicesAnswer = z.object({
  campuses: z.array(place),
  collections: z.array(place),
  addresses: z.array(place),
  slots: z
    .array(z.object({ campus: z.string(), slots: z.array(slotLeft) }))
    .describe('Slots with room, by campus.'),
  vendors: z.array(z.object({ id: z.string(), name: bilingual })),
  ways: z
    .array(z.object({ way: z.string(), name: bilingual }))
    .describe('Ways in which a read-first book comes.'),
  looked: z
    .array(z.object({ place: z.string(), name: bilingual }))
    .describe('Where one may have looked for a book.'),
});

/** A request in a list: where it stands, in one sentence. */
const readerLine = z.object({
  id: z.string(),
  code: z.string().describe('What people read and print: W-0412.'),
  queue: z.enum(QUEUE_NAMES),
  queueName: bilingual,
  title: z.string(),
  label: z.enum(LABELS),
  labelText: bilingual,
  sentence: bilingual.describe('Where it stands, in one sentence.'),
  submittedOn: z.string(),
  endedOn: z.string().nullable(),
  bundleId: z.string().nullable().describe('The application that it is a line of.'),
  question: z.string().nullable().describe('What the library asks, while it waits for the answer.'),
});
export type ReaderLine = z.output<typeof readerLine>;
/** Own requests. */
export const requestsAnswer = z.object({ rows: z.array(readerLine), total: count });

/** A notice as it was sent. */
/** Screens of a phone that what a notice tells of stands on. */
export const NOTICE_TOPICS = ['requests', 'loans', 'suggestions', 'reviews', 'feedback'] as const;
const noticeLine = z.object({
  id: z.string(),
  at: z.string(),
  requestId: z.string().nullable().describe('Null where it is about a loan, a hold or a wish.'),
  requestCode: z.string().nullable(),
  topic: z.enum(NOTICE_TOPICS).describe('What it is about; loans are holds and transfers, too.'),
  text: bilingual,
  correction: z.boolean().describe('It takes back what an earlier notice said.'),
});
export type NoticeLine = z.output<typeof noticeLine>;
/** Own notices. */
export const noticesAnswer = z.object({ rows: z.array(noticeLine), total: count });

/** An own request in full. */
export const requestAnswer = z.object({
  request: readerLine,
  author: z.string(),
  callNumber: z.string().nullable(),
  barcode: z.string().nullable(),
  asked: z
    .record(
      z.string(),
      z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
    )
    .describe('What was asked for, by name of the input; a price is in fen.'),
  handoverCode: z
    .string()
    .nullable()
    .describe('What the reader shows when a delivery is handed over, while it is on its way.'),
  steps: z
    .array(z.object({ at: z.string(), label: z.enum(LABELS), labelText: bilingual }))
    .describe('When its label changed.'),
  actions: z
    .array(z.object({ action: z.string(), text: bilingual, slots: z.array(slotLeft).optional() }))
    .describe('What may be done next, each the name of a call; slots for another slot.'),
  rating: z.object({ stars: z.number(), text: z.string().nullable(), at: z.string() }).nullable(),
  notices: z.array(noticeLine),
});
export type RequestAnswer = z.output<typeof requestAnswer>;

const refused = z.object({
  ok: z.literal(false),
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  text: bilingual,
});
/** What became of each line of a submission, in their order; at least one was taken. */
export const submitAnswer = z.object({
  bundleId: z.string().nullable().describe('The application, with a purchase.'),
  results: z.array(
    z.discriminatedUnion('ok', [z.object({ ok: z.literal(true), request: readerLine }), refused]),
  ),
});
export type SubmitAnswer = z.output<typeof submitAnswer>;
/** The request after something was done with it. */
export const doneAnswer = z.object({ request: readerLine });
