// How searches ended. Unit: cases; the share of an outcome is its count ÷ ended.

import { CAUSES, FACTS } from '../queues/find-book/fields.ts';
import type { RequestEvent } from '../queues/request.ts';

/** What is looked at of an event. */
type SearchEvent = Pick<RequestEvent, 'from' | 'to' | 'facts' | 'patch'>;

/** An outcome. */
export type SearchOutcome = 'found' | 'careless' | 'notFound' | 'answered' | 'cancelled';

/** States of the queue that have ended. */
const ENDED: ReadonlySet<string> = new Set([
  'answered',
  'not_found',
  'done',
  'cancelled',
  'rejected',
]);
/** The states in which the book is still looked for. */
const LOOKED_FOR = new Set(['open', 'waiting']);

/**
 * What a search event decides: a cause of a find, a fact of an answer, or one of the rest. `found` and `answered` are
 * finds and answers of which no cause or fact is told; `lent`: lent to its asker while it was still looked for.
 */
export const SEARCH_RESULTS = [
  ...CAUSES,
  ...FACTS,
  'found',
  'answered',
  'not_found',
  'cancelled',
  'lent',
] as const;
export type SearchResult = (typeof SEARCH_RESULTS)[number];

function told(event: SearchEvent, name: string): unknown {
  return event.facts[name] ?? event.patch?.fields?.[name];
}

function oneOf<T extends string>(codes: readonly T[], code: unknown): T | undefined {
  return codes.find((each) => each === code);
}

/** What a search event decides; undefined for events that decide nothing. */
export function searchResultOf(event: SearchEvent): SearchResult | undefined {
  if (event.from === event.to) return undefined;
  const wasLookedFor = LOOKED_FOR.has(event.from ?? '');
  switch (event.to) {
    case 'found':
      return oneOf(CAUSES, told(event, 'cause')) ?? 'found';
    case 'not_found':
      return 'not_found';
    case 'answered':
      return oneOf(FACTS, told(event, 'fact')) ?? 'answered';
    case 'cancelled':
    case 'rejected':
      return wasLookedFor ? 'cancelled' : undefined;
    case 'done':
      return wasLookedFor ? 'lent' : undefined;
    default:
      return undefined;
  }
}

const FINDS: ReadonlySet<SearchResult> = new Set<SearchResult>([...CAUSES, 'found']);

/**
 * Outcome of a result: found (any cause but `in_place`) · careless (`in_place`, or answered `misread`) · not found ·
 * answered otherwise (a loan to the asker is an answer) · cancelled. Source: the library's report of June 2018.
 */
export function outcomeOf(result: SearchResult): SearchOutcome {
  if (result === 'in_place' || result === 'misread') return 'careless';
  if (FINDS.has(result)) return 'found';
  if (result === 'not_found') return 'notFound';
  return result === 'cancelled' ? 'cancelled' : 'answered';
}

/** Whether a state of the queue is an end. */
export function isSearchEnded(state: string): boolean {
  return ENDED.has(state);
}
