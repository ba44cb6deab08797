// What the service answers to readers about suggestions, reviews and tickets: every text in both languages.

import * as z from 'zod';
import { REVIEW_REASONS } from '../library/circulation-rows.ts';
import { FEEDBACK_CATEGORIES } from '../library/feedback.ts';
import { titleLine } from './reader-views.ts';

const bilingual = z.object({ zh: z.string(), en: z.string() });
const count = z.number().int().min(0);

/** A suggestion that the reader made or joined. */
export const suggestionLine = z.object({
  id: z.string(),
  isbn: z.string().nullable(),
  bookTitle: z.string(),
  author: z.string(),
  publisher: z.string(),
  at: z.string(),
  state: z.enum(['sent', 'accepted', 'ordered', 'arrived', 'declined', 'withdrawn']),
  stateText: bilingual,
  sentence: bilingual.describe('Where it stands, in one sentence.'),
  answer: z.string().nullable().describe('What the library wrote, as written.'),
  first: z.boolean().describe('False where the reader joined somebody’s suggestion.'),
  others: count.describe('How many more readers want it.'),
  mayWithdraw: z.boolean(),
  titleId: z.string().nullable().describe('The title, once it is in the library.'),
});
export type SuggestionLine = z.output<typeof suggestionLine>;
/** Own suggestions, newest first, and how many more may be open. */
export const suggestionsAnswer = z.object({
  rows: z.array(suggestionLine),
  total: count,
  used: count.describe('Open suggestions that the reader made.'),
  quota: count.describe('How many may be open.'),
});
/** What became of a suggestion. */
export const suggestedAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z
      .enum(['sent', 'joined'])
      .describe('joined: somebody had suggested it; the reader stands behind them.'),
    suggestion: suggestionLine,
  }),
  z.object({
    outcome: z
      .literal('held')
      .describe('The library has it: it says where, and a hold can be placed on the title.'),
    title: titleLine,
  }),
]);
export type SuggestedAnswer = z.output<typeof suggestedAnswer>;

/** A review as any reader sees it: nobody's name. */
export const reviewLine = z.object({
  id: z.string(),
  stars: z.number().int(),
  text: z.string().nullable().describe('As written: text, never markup.'),
  at: z.string(),
  own: z.boolean(),
});
export type ReviewLine = z.output<typeof reviewLine>;
/** The reader's own review, with where it stands. */
const ownReviewLine = reviewLine.extend({
  titleId: z.string(),
  title: z.string(),
  state: z.enum(['pending', 'shown', 'hidden']),
  reason: z.enum(REVIEW_REASONS).nullable().describe('Why it is hidden.'),
  sentence: bilingual.describe('Where it stands, in one sentence.'),
});
export type OwnReviewLine = z.output<typeof ownReviewLine>;
/** Reviews of a title that are shown, and the reader's own whatever its state. */
export const titleReviewsAnswer = z.object({
  stars: z.number().nullable().describe('Mean of those that are shown.'),
  total: count,
  rows: z.array(reviewLine),
  own: ownReviewLine.nullable(),
});
/** The review after it was written. */
export const reviewedAnswer = z.object({ review: ownReviewLine });
/** Own reviews. */
export const reviewsAnswer = z.object({ rows: z.array(ownReviewLine), total: count });

/** What the reader said, and what was answered. */
export const ticketLine = z.object({
  id: z.string(),
  at: z.string(),
  category: z.enum(FEEDBACK_CATEGORIES),
  categoryText: bilingual,
  text: z.string().nullable().describe('The words with which it begins.'),
  said: z
    .array(z.object({ side: z.enum(['reader', 'library']), at: z.string(), text: z.string() }))
    .describe('Everything that was said, those first words first; text, never markup.'),
  about: z
    .object({ requestId: z.string(), code: z.string() })
    .nullable()
    .describe('The own request that it is about.'),
  state: z.enum(['new', 'taken', 'answered', 'reopened', 'closed']),
  sentence: bilingual.describe('Where it stands, in one sentence.'),
  answer: z.string().nullable().describe('The library’s last words in `said`.'),
  answeredOn: z.string().nullable(),
  maySay: z.boolean().describe('A word more can be said.'),
  mayConfirm: z.boolean().describe('“Was this answered?” can be said yes to.'),
  mayReopen: z.boolean().describe('… or no to, with words.'),
  reopenUntil: z.string().nullable().describe('Last day for that, a day of the library.'),
  became: z
    .object({ kind: z.enum(['suggestion', 'find_book', 'reallocation']), id: z.string() })
    .nullable()
    .describe('The suggestion or request that it became.'),
});
export type TicketLine = z.output<typeof ticketLine>;
/** Own tickets, newest first; stars of requests are not among them. */
export const ticketsAnswer = z.object({ rows: z.array(ticketLine), total: count });
/** The ticket after something was done with it. */
export const ticketAnswer = z.object({ ticket: ticketLine });
