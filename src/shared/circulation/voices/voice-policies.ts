// Defaults for what readers say: suggestions, reviews, tickets.

import type { PolicyValue } from '../../library/policies.ts';

/** Defaults by key. */
export const VOICE_POLICIES: Record<string, PolicyValue> = {
  /** Open suggestions that a reader may have made. */
  'suggestion.quota': 5,
  /** When a review is shown: `at_once`, `after_look`, or `flagged` (after a look where a listed word is in it). */
  'review.moderation': 'after_look',
  /** Words with which a review waits for a look under `flagged`. */
  'review.flag_words': ['http', '微信', '加群', '代写'],
  /** Reviews that a reader may write, tickets that one may send, in a day. */
  'review.per_day': 10,
  'feedback.per_day': 10,
  /** Open minutes of the reader’s campus in which a ticket is to be answered. */
  'feedback.answer_minutes': 1680,
  /** Days after an answer in which the reader may say that it was none, and how often. */
  'feedback.reopen_days': 14,
  'feedback.reopenings': 2,
  /** Days after which an answer that nobody objected to closes the ticket. */
  'feedback.close_days': 7,
};
