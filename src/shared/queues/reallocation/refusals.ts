// The codes with which this queue refuses or remarks, besides the engine's own.

import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Effect } from '../queue.ts';
import type { EngineRefusal } from '../refusals.ts';

/** Refusals of reallocation and the names of their facts. */
export const REALLOCATION_REFUSALS = {
  copy_unusable: ['barcode', 'status'],
  already_there: ['barcode', 'place'],
  /** The title has no copy at all. */
  no_copy: ['title'],
  no_next_copy: ['code', 'title'],
  copy_tried: ['barcode'],
  copy_not_free: ['barcode'],
  /** `loop`: copies or redirects (rule 17). */
  no_more_turns: ['loop', 'limit'],
  same_target: ['place'],
  other_destination: ['place', 'wanted'],
  /** A loan goes to the hold shelf, every other kind to its own shelf. */
  only_hold_shelf: ['code'],
  only_shelve: ['code'],
  /** The copy belongs to the request that the linked case serves. */
  only_pass_on: ['code'],
  nobody_next: ['code'],
  /** It is fetched for a reader's hold, which decides what becomes of it. */
  serves_hold: ['code', 'title'],
  too_early_for_lost: ['days', 'needed'],
} as const;

/** A refusal code of this queue. */
export type ReallocationRefusal = keyof typeof REALLOCATION_REFUSALS;

/** Makes a refusal whose sentence exists: in this queue's words or in the common ones. */
export function refuseReallocation(
  code: ReallocationRefusal | EngineRefusal,
  facts: Facts = {},
): Refusal {
  return refuse(code, facts);
}

/** Remarks of reallocation and the names of their facts; `step_…` name the next physical step of a cancelled move. */
export const REALLOCATION_REMARKS = {
  next_copy: ['barcode'],
  arrived_damaged: ['code'],
  step_put_back: ['title', 'callNumber', 'home'],
  step_await_crate: ['title', 'home'],
  step_send_home: ['title', 'home'],
  step_clear_slot: ['title', 'home'],
} as const;

/** A remark code of this queue. */
export type ReallocationRemark = keyof typeof REALLOCATION_REMARKS;

/** Makes a remark whose sentence exists in this queue's words. */
export function remark(code: ReallocationRemark | 'no_next_copy', facts: Facts): Effect {
  return { do: 'remark', code, facts };
}
