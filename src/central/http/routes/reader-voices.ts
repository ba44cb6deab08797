// What a reader's phone may ask about suggestions, reviews and tickets.

import { idParams } from '../../../shared/sync/reader-calls.ts';
import {
  onceBody,
  reviewBody,
  suggestionBody,
  voicesQuery,
  wordBody,
} from '../../../shared/sync/reader-voice-calls.ts';
import {
  reviewedAnswer,
  reviewsAnswer,
  suggestedAnswer,
  suggestionsAnswer,
  ticketAnswer,
  ticketsAnswer,
  titleReviewsAnswer,
} from '../../../shared/sync/reader-voice-views.ts';
import type { ReaderContext } from '../../readers/reader-context.ts';
import * as reviews from '../../readers/voices/reviews.ts';
import * as suggestions from '../../readers/voices/suggestions.ts';
import * as tickets from '../../readers/voices/tickets.ts';
import type { Calls } from '../call.ts';
import { TAGS } from '../document.ts';
import { done } from './desks.ts';

const tag = TAGS.readers;

function addSuggestions({ call }: Calls, context: ReaderContext): void {
  call(['reader'], {
    method: 'GET',
    url: '/v1/reader/suggestions',
    summary: 'Suggestions that the reader made or joined, newest first.',
    tag,
    query: voicesQuery,
    answer: suggestionsAnswer,
    run: ({ who, query }) => suggestions.suggestionsPage(context, who.readerId, query),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/suggestions',
    summary: 'Suggests a book; joins who suggested it before, and says where it is if it is here.',
    tag,
    body: suggestionBody,
    answer: suggestedAnswer,
    run: ({ who, body }) => suggestions.suggest(context, who.readerId, body),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/suggestions/:id/withdraw',
    summary: 'Leaves a suggestion; the next reader who joined leads on.',
    tag,
    params: idParams,
    body: onceBody,
    answer: done,
    run: ({ who, params, body }) =>
      suggestions.withdrawSuggestion(context, who.readerId, params.id, body),
  });
}

function addReviews({ call }: Calls, context: ReaderContext): void {
  call(['reader'], {
    method: 'GET',
    url: '/v1/reader/titles/:id/reviews',
    summary: 'Reviews of a title that are shown, without names, and the reader’s own.',
    tag,
    params: idParams,
    query: voicesQuery,
    answer: titleReviewsAnswer,
    run: ({ who, params, query }) =>
      reviews.reviewsOfTitle(context, who.readerId, params.id, query),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/titles/:id/review',
    summary: 'Writes a review, or replaces the reader’s own; it is plain text everywhere.',
    tag,
    params: idParams,
    body: reviewBody,
    answer: reviewedAnswer,
    run: ({ who, params, body }) => reviews.writeReview(context, who.readerId, params.id, body),
  });
  call(['reader'], {
    method: 'GET',
    url: '/v1/reader/reviews',
    summary: 'Own reviews, newest first, each with where it stands.',
    tag,
    query: voicesQuery,
    answer: reviewsAnswer,
    run: ({ who, query }) => reviews.reviewsPage(context, who.readerId, query),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/reviews/:id/remove',
    summary: 'Removes an own review, and its words.',
    tag,
    params: idParams,
    body: onceBody,
    answer: done,
    run: ({ who, params, body }) => reviews.removeReview(context, who.readerId, params.id, body),
  });
}

function addTickets({ call }: Calls, context: ReaderContext): void {
  call(['reader'], {
    method: 'GET',
    url: '/v1/reader/feedback',
    summary: 'What the reader said and what was answered, newest first.',
    tag,
    query: voicesQuery,
    answer: ticketsAnswer,
    run: ({ who, query }) => tickets.ticketsPage(context, who.readerId, query),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/feedback/:id/confirm',
    summary: 'Says that this was answered: it is closed.',
    tag,
    params: idParams,
    body: onceBody,
    answer: ticketAnswer,
    run: ({ who, params, body }) => tickets.confirmTicket(context, who.readerId, params.id, body),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/feedback/:id/say',
    summary: 'Adds a word; to what has an answer it is a question that waits for one again.',
    tag,
    params: idParams,
    body: wordBody,
    answer: ticketAnswer,
    run: ({ who, params, body }) => tickets.sayInTicket(context, who.readerId, params.id, body),
  });
  call(['reader'], {
    method: 'POST',
    url: '/v1/reader/feedback/:id/reopen',
    summary: 'Says that this was no answer: it is open again, with what is missing.',
    tag,
    params: idParams,
    body: wordBody,
    answer: ticketAnswer,
    run: ({ who, params, body }) => tickets.reopenTicket(context, who.readerId, params.id, body),
  });
}

/** Adds them. */
export function addReaderVoices(calls: Calls, context: ReaderContext): void {
  addSuggestions(calls, context);
  addReviews(calls, context);
  addTickets(calls, context);
}
