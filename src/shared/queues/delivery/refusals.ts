// The codes with which this queue refuses, besides the engine's own, and what it remarks.

import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { EngineRefusal } from '../refusals.ts';

/** Codes of this queue and the names of their facts. */
export const DELIVERY_REFUSALS = {
  address_not_allowed: ['address'],
  no_copy: ['code', 'title'],
  copy_unusable: ['barcode', 'status'],
  not_lendable: ['barcode'],
  copy_not_free: ['barcode'],
  copy_tried: ['barcode'],
  no_next_copy: ['code', 'title'],
  slot_over: ['slot'],
  slot_too_far: ['slot', 'day'],
  slot_closed: ['slot', 'campus'],
  slot_full: ['slot', 'taken', 'ceiling'],
  /** The search took longer than the slot was kept. */
  slot_lapsed: ['slot', 'until'],
  /** `loop`: ways, slot_changes or copies (rule 17). */
  no_more_turns: ['loop', 'limit'],
  wrong_bag: ['bag', 'wanted'],
  wrong_code: ['code'],
  not_a_locker: ['locker'],
  proxy_not_allowed: ['code'],
  /** The reader may still choose a second slot. */
  second_slot_open: ['until'],
  nobody_next: ['code', 'title'],
  no_bag: ['choice'],
} as const;

/** A refusal code of this queue. */
export type DeliveryRefusal = keyof typeof DELIVERY_REFUSALS;

/** Remarks of this queue: the next physical step, the security bit, the next copy. */
export const DELIVERY_REMARKS = [
  'next_copy',
  'comes_from_campus',
  'security_off',
  'security_on',
  'step_put_back',
  'step_bring_back',
  'step_clear_slot',
] as const;

/** Makes a refusal whose sentence exists: in this queue's words or in the common ones. */
export function refuseDelivery(code: DeliveryRefusal | EngineRefusal, facts: Facts = {}): Refusal {
  return refuse(code, facts);
}
