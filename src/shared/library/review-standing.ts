// What the reviews of a title come to: the mean of those that are shown.

import type { Review } from './circulation-rows.ts';

/** Mean of the stars, rounded to tenths, and the number of reviews that are shown. */
export interface ReviewStanding {
  stars: number | null;
  reviews: number;
}

/** The standing of a title by all of its reviews, whatever their state. */
export function standingOf(reviews: readonly Review[]): ReviewStanding {
  const shown = reviews.filter(({ state }) => state === 'shown');
  if (shown.length === 0) return { stars: null, reviews: 0 };
  const sum = shown.reduce((all, { stars }) => all + stars, 0);
  return { stars: Math.round((sum / shown.length) * 10) / 10, reviews: shown.length };
}
