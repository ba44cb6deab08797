// How searches ended, counted one after the other. Unit: cases.

import { isSearchEnded, outcomeOf, searchResultOf } from '../../../src/shared/figures/find-book.ts';
import type { SearchResult } from '../../../src/shared/figures/find-book.ts';
import type { Standing } from './replay.ts';

/** Outcomes of ended searches. */
export interface FindBookOutcomes {
  /** Found, with any cause but `in_place`. */
  found: number;
  /** The copy was in its place, or the reader had misread. */
  careless: number;
  /** Not found in spite of every round. */
  notFound: number;
  /** Answered with another fact than `misread`. */
  answered: number;
  cancelled: number;
  ended: number;
}

/** Counts outcomes of cases that had ended; the last search event decides. Cases of the system are shown apart. */
export function findBookCounter() {
  const counts: FindBookOutcomes = {
    found: 0,
    careless: 0,
    notFound: 0,
    answered: 0,
    cancelled: 0,
    ended: 0,
  };
  return {
    add(standing: Standing): void {
      if (standing.bySystem || !isSearchEnded(standing.state)) return;
      let last: SearchResult = 'cancelled';
      for (const event of standing.events) last = searchResultOf(event) ?? last;
      counts[outcomeOf(last)] += 1;
      counts.ended += 1;
    },
    result: (): FindBookOutcomes => ({ ...counts }),
  };
}
