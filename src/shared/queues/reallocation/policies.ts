// What the library may set about reallocations: targets in opening minutes, limits of loops, days.

import type { PolicyValue } from '../../library/policies.ts';

/** Policy keys of reallocation with their defaults. */
export const reallocationPolicies = {
  /** Targets in opening minutes; an opening day has about 840. */
  'reallocation.target.submitted': 840,
  'reallocation.target.to_confirm': 840,
  'reallocation.target.approved': 420,
  'reallocation.target.picked': 420,
  'reallocation.target.in_transit': 1680,
  'reallocation.target.arrived': 210,
  'reallocation.target.ready': 420,
  'reallocation.target.cancel_asked': 840,
  'reallocation.target.returning': 2520,
  /** Open requests that a reader may have at a time. */
  'reallocation.quota': 5,
  /** Copies that one request may turn to, the first included. */
  'reallocation.copies': 3,
  /** Changes of target. */
  'reallocation.redirects': 3,
  /** Open days in a state after which a copy may be declared lost. */
  'reallocation.lost_after_days': 10,
  /** Days in which a second move of the same copy is pointed out. */
  'reallocation.moved_within_days': 90,
} satisfies Record<string, PolicyValue>;
