// Suggestions, reviews and tickets, as a reader sends and follows them.

import type { Body, View } from './api-types.ts';
import type { Line } from './line.ts';
import type { feedbackBody } from '../../shared/sync/reader-calls.ts';
import type * as calls from '../../shared/sync/reader-voice-calls.ts';
import type * as views from '../../shared/sync/reader-voice-views.ts';
import type * as z from 'zod';

type V<K extends keyof typeof views> = View<typeof views, K>;
type B<K extends keyof typeof calls> = Body<typeof calls, K>;

export function voiceApi({ get, post }: Line) {
  const at = (list: string, id: string, what: string) =>
    `reader/${list}/${encodeURIComponent(id)}/${what}`;
  return {
    suggestions: (offset = 0) => get<V<'suggestionsAnswer'>>('reader/suggestions', { offset }),
    suggest: (body: B<'suggestionBody'>) => post<V<'suggestedAnswer'>>('reader/suggestions', body),
    withdrawSuggestion: (id: string, body: B<'onceBody'>) =>
      post<unknown>(at('suggestions', id, 'withdraw'), body),
    titleReviews: (titleId: string, offset = 0) =>
      get<V<'titleReviewsAnswer'>>(at('titles', titleId, 'reviews'), { offset }),
    review: (titleId: string, body: B<'reviewBody'>) =>
      post<V<'reviewedAnswer'>>(at('titles', titleId, 'review'), body),
    reviews: (offset = 0) => get<V<'reviewsAnswer'>>('reader/reviews', { offset }),
    removeReview: (id: string, body: B<'onceBody'>) =>
      post<unknown>(at('reviews', id, 'remove'), body),
    tickets: (offset = 0) => get<V<'ticketsAnswer'>>('reader/feedback', { offset }),
    tell: (body: z.input<typeof feedbackBody>) => post<unknown>('reader/feedback', body),
    confirm: (id: string, body: B<'onceBody'>) =>
      post<V<'ticketAnswer'>>(at('feedback', id, 'confirm'), body),
    sayIn: (id: string, body: B<'wordBody'>) =>
      post<V<'ticketAnswer'>>(at('feedback', id, 'say'), body),
    reopen: (id: string, body: B<'wordBody'>) =>
      post<V<'ticketAnswer'>>(at('feedback', id, 'reopen'), body),
  };
}
