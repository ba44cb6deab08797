// What the library may set about deliveries: targets in opening minutes, slots and their ceiling, limits of loops.

import type { PolicyValue } from '../../library/policies.ts';

/** Policy keys of delivery with their defaults. */
export const deliveryPolicies = {
  /** Targets in opening minutes; an opening day has about 840. */
  'delivery.target.submitted': 420,
  'delivery.target.accepted': 420,
  'delivery.target.picked': 210,
  'delivery.target.packed': 840,
  'delivery.target.out': 420,
  'delivery.target.attempt_failed': 420,
  'delivery.target.ready': 420,
  'delivery.target.cancel_asked': 420,
  'delivery.target.returning': 840,
  /** Windows of a day in which couriers go. */
  'delivery.slots': ['10:00-12:00', '15:00-17:00', '18:00-20:00'],
  /** Open deliveries that one slot takes. */
  'delivery.slot_ceiling': 10,
  /** Days ahead, today included, for which a slot can be chosen. */
  'delivery.slot_days': 7,
  /** When the loan begins: `hand_over` or `packing`. */
  'delivery.loan_at': 'hand_over',
  /** Open deliveries that a reader may have at a time. */
  'delivery.quota': 5,
  /** Days that a reader has to choose a second slot, and days that a slot is kept during a search. */
  'delivery.answer_days': 2,
  'delivery.slot_kept_days': 2,
  /** Turns of a loop. */
  'delivery.ways': 2,
  'delivery.slot_changes': 3,
  'delivery.copies': 3,
} satisfies Record<string, PolicyValue>;
