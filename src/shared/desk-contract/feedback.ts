// What readers say: tickets with answers, suggestions with their decision card, reviews with moderation.

import * as z from 'zod';
import type { Review, Suggestion } from '../library/circulation-rows.ts';
import type { Fund, Reader, Title } from '../library/entities.ts';
import { FEEDBACK_CATEGORIES } from '../library/feedback.ts';
import type { Feedback } from '../library/feedback.ts';
import { command, query } from '../rpc/contract.ts';
import { bilingual, facts, freeInput, holding, id, refusal, requestLine, row } from './views.ts';

const anyId = z.string().min(1).max(80);
const page = { offset: z.number().int().min(0), limit: z.number().int().min(1).max(1000) };

/** Lists of tickets. */
export const TICKET_LISTS = ['waiting', 'mine', 'answered', 'closed'] as const;
/** Lists of suggestions. */
export const SUGGESTION_LISTS = ['sent', 'accepted', 'ordered', 'ended'] as const;
/** Lists of reviews. */
export const REVIEW_LISTS = ['pending', 'shown', 'hidden'] as const;

/** What is done about what readers say; each is a command of the same name. */
const VOICE_ACTS = [
  'feedback.take',
  'feedback.answer',
  'feedback.say',
  'feedback.convert',
  'suggestion.send',
  'suggestion.join',
  'suggestion.decide',
  'suggestion.order',
  'suggestion.arrive',
  'review.moderate',
] as const;

/** A ticket in a list; `late` where its answer is due. */
const ticketLine = z.object({
  ticket: row<Feedback>(),
  reader: row<Reader>().nullable(),
  ownerName: z.string().nullable(),
  late: z.boolean(),
});

/** A colleague to whom a ticket can be handed over. */
const colleague = z.object({ id: z.string(), name: z.string() });

/** What a ticket became, or is about. */
const link = z.object({ id: z.string(), kind: z.string(), code: z.string(), title: z.string() });

const ticketDetail = ticketLine.extend({
  about: link.nullable(),
  became: link.nullable(),
  /** Everything that was said, the oldest first; `name` is null for the reader. */
  thread: z.array(z.object({ name: z.string().nullable(), at: z.string(), text: z.string() })),
  /** Until when the reader may say that the answer was none; null where they may not. */
  reopenUntil: z.string().nullable(),
  /** Whether this person may answer it now: not their own, nor somebody else's. */
  mayAnswer: z.boolean(),
  /** Whether it has an answer, to which this person may add another one. */
  mayAdd: z.boolean(),
  colleagues: z.array(colleague),
  /** A text to begin from, as the library words it for the subject. */
  reply: bilingual,
});

/** A suggestion in a list, with how many readers want it. */
const suggestionLine = z.object({
  suggestion: row<Suggestion>(),
  wanted: z.number(),
});

const suggestionCard = suggestionLine.extend({
  /** Masked, who suggested it first in front. */
  readers: z.array(row<Reader>()),
  decidedByName: z.string().nullable(),
  /** Whether it is one of this person's own. */
  own: z.boolean(),
  /** Titles of the library with the same ISBN, or of the same name where it has none, and their copies. */
  held: z.array(
    z.object({
      title: row<Title>(),
      holdings: z.array(holding),
      loans: z.number(),
      holds: z.number(),
    }),
  ),
  /** Other suggestions of the same ISBN or name. */
  others: z.array(suggestionLine),
  /** Open read-first lines of the ISBN. */
  lines: z.array(requestLine),
  /** The fund that it is charged to, once it is ordered. */
  fund: row<Fund>().nullable(),
  /** Funds in use, with what is free of each. */
  funds: z.array(z.object({ fund: row<Fund>(), free: z.number() })),
});

/** A review in a list. */
const reviewLine = z.object({
  review: row<Review>(),
  title: row<Title>().nullable(),
  reader: row<Reader>().nullable(),
  moderatedByName: z.string().nullable(),
  own: z.boolean(),
  /** Words for which the library looks that are in it. */
  flags: z.array(z.string()),
});

const VOICES = ['feedback', 'suggestion', 'review', 'policy', 'staff', 'clock'] as const;

/** What readers say, as the page asks for it. Whoever has none of the rights is denied. */
export const feedbackContract = {
  /** What waits for somebody: tickets to be answered, suggestions to be decided, reviews to be looked at. */
  'feedback.counts': query(
    z.object({}),
    z.object({
      tickets: z.number(),
      late: z.number(),
      suggestions: z.number(),
      reviews: z.number(),
    }),
    [...VOICES],
  ),
  'feedback.tickets': query(
    z.object({
      list: z.enum(TICKET_LISTS),
      category: z.enum(FEEDBACK_CATEGORIES).nullable(),
      ...page,
    }),
    z.object({ rows: z.array(ticketLine), total: z.number() }),
    [...VOICES],
  ),
  'feedback.ticket': query(z.object({ id: anyId }), ticketDetail.nullable(), [
    ...VOICES,
    'request',
    'template',
  ]),
  'feedback.suggestions': query(
    z.object({ list: z.enum(SUGGESTION_LISTS), ...page }),
    z.object({ rows: z.array(suggestionLine), total: z.number() }),
    [...VOICES],
  ),
  'feedback.suggestion': query(z.object({ id: anyId }), suggestionCard.nullable(), [
    ...VOICES,
    'title',
    'copy',
    'loan',
    'hold',
    'custody',
    'request',
    'fund',
  ]),
  'feedback.reviews': query(
    z.object({ list: z.enum(REVIEW_LISTS), ...page }),
    z.object({ rows: z.array(reviewLine), total: z.number() }),
    [...VOICES],
  ),
  /** What readers think of a title: those that are shown, newest first, at most fifty. */
  'feedback.ofTitle': query(
    z.object({ titleId: anyId }),
    z.object({
      stars: z.number().nullable(),
      reviews: z.number(),
      rows: z.array(
        z.object({
          id: z.string(),
          stars: z.number(),
          text: z.string().nullable(),
          at: z.string(),
        }),
      ),
    }),
    ['review'],
  ),
  /** The stars that the reader gave a request. */
  'feedback.ofRequest': query(
    z.object({ requestId: anyId }),
    z.object({ stars: z.number(), text: z.string().nullable(), at: z.string() }).nullable(),
    ['feedback'],
  ),
  /** Does one of `VOICE_ACTS`; `entity` is null for a new suggestion, whose id the answer gives. */
  'feedback.act': command(
    z.object({
      commandId: id,
      act: z.enum(VOICE_ACTS),
      entity: anyId.nullable(),
      input: freeInput,
    }),
    z.discriminatedUnion('ok', [
      z.object({
        ok: z.literal(true),
        entity: z.string(),
        remarks: z.array(z.object({ code: z.string(), facts })),
      }),
      refusal,
    ]),
  ),
};
