// What the library may set about searches: when each round is due, targets in opening minutes, days of the ways back.

import type { PolicyValue } from '../../library/policies.ts';

/** Policy keys of find-book with their defaults. */
export const findBookPolicies = {
  /** Open days after the asking on which each round is due; as many rounds as days, each by another person. */
  'find_book.rounds.days': ['1', '3', '7'],
  /** Targets in opening minutes; an opening day has about 840. Open and waiting have their rounds' days. */
  'find_book.target.found': 210,
  'find_book.target.ready': 420,
  'find_book.target.returning': 840,
  /** Open requests that a reader may have at a time. */
  'find_book.quota': 10,
  /** Days after an answer in which the reader may insist. */
  'find_book.insist_days': 7,
  /** Days in which a book that was not found may still turn up for its asker. */
  'find_book.found_late_days': 180,
  /** Hours after a return, or a use in the house, in which a copy is likely on its way to the shelf. */
  'find_book.returned_within_hours': 48,
} satisfies Record<string, PolicyValue>;
