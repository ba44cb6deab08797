// How searches ended. Unit: cases; the share of an outcome is its count ÷ ended.

import type { FigureEvent, Standing } from './replay.ts';

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

type Outcome = Exclude<keyof FindBookOutcomes, 'ended'>;

const ENDED = new Set(['answered', 'not_found', 'done', 'cancelled', 'rejected']);
/** The states in which the book is still looked for. */
const LOOKED_FOR = new Set(['open', 'waiting']);

function told(event: FigureEvent, name: string): unknown {
  return event.facts[name] ?? event.patch?.fields?.[name];
}

/** What a search event decides; undefined for events that decide nothing. */
function outcomeOf(event: FigureEvent): Outcome | undefined {
  if (event.from === event.to) return undefined;
  switch (event.to) {
    case 'found':
      return told(event, 'cause') === 'in_place' ? 'careless' : 'found';
    case 'not_found':
      return 'notFound';
    case 'answered':
      return told(event, 'fact') === 'misread' ? 'careless' : 'answered';
    case 'cancelled':
    case 'rejected':
      return LOOKED_FOR.has(event.from ?? '') ? 'cancelled' : undefined;
    case 'done':
      // Lent to its asker while it was still looked for: the answer is the loan.
      return LOOKED_FOR.has(event.from ?? '') ? 'answered' : undefined;
    default:
      return undefined;
  }
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
      if (standing.bySystem || !ENDED.has(standing.state)) return;
      let last: Outcome = 'cancelled';
      for (const event of standing.events) last = outcomeOf(event) ?? last;
      counts[last] += 1;
      counts.ended += 1;
    },
    result: (): FindBookOutcomes => ({ ...counts }),
  };
}
