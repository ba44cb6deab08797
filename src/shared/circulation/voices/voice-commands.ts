// Commands about suggestions, reviews and tickets, by their type.

import type { Act } from '../../queues/engine/run.ts';
import { moderateReview, removeReview, writeReview } from './reviews.ts';
import { followSuggestion } from './suggestion-follow.ts';
import { joinSuggestion, sendSuggestion } from './suggestion-send.ts';
import {
  arriveSuggestion,
  decideSuggestion,
  orderSuggestion,
  withdrawSuggestion,
} from './suggestions.ts';
import { convertTicket } from './ticket-convert.ts';
import {
  answerTicket,
  closeTicket,
  confirmTicket,
  reopenTicket,
  sayInTicket,
  takeTicket,
} from './tickets.ts';

/** What carries each of them out. */
export const VOICE_COMMANDS: Readonly<Record<string, Act>> = {
  'suggestion.send': sendSuggestion,
  'suggestion.join': joinSuggestion,
  'suggestion.decide': decideSuggestion,
  'suggestion.order': orderSuggestion,
  'suggestion.arrive': arriveSuggestion,
  'suggestion.withdraw': withdrawSuggestion,
  'suggestion.follow': followSuggestion,
  'review.write': writeReview,
  'review.moderate': moderateReview,
  'review.remove': removeReview,
  'feedback.take': takeTicket,
  'feedback.answer': answerTicket,
  'feedback.say': sayInTicket,
  'feedback.reopen': reopenTicket,
  'feedback.confirm': confirmTicket,
  'feedback.close': closeTicket,
  'feedback.convert': convertTicket,
};
