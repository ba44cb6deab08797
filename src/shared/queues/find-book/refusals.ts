// The codes with which this queue refuses or remarks, besides the engine's own.

import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { Effect } from '../queue.ts';
import type { EngineRefusal } from '../refusals.ts';

/** Refusals of find-book and the names of their facts. */
export const FIND_BOOK_REFUSALS = {
  /** The title has no copy at all. */
  no_copy: ['title'],
  /** Each round is walked by a different person. */
  same_searcher: ['round', 'by'],
  /** Only whoever follows another search shares its end. */
  no_follower: ['code'],
  /** The search it follows ended without an outcome, so it is led on. */
  nothing_to_share: ['code'],
  /** `loop`: insist (rule 17). */
  no_more_turns: ['loop', 'limit'],
  insist_too_late: ['days'],
  found_too_late: ['days'],
  /** The copy belongs to another request's course. */
  only_pass_on: ['code'],
  /** No reader asked, so there is nobody to keep it for. */
  only_reshelve: ['code'],
  nobody_next: ['code'],
} as const;

/** A refusal code of this queue. */
export type FindBookRefusal = keyof typeof FIND_BOOK_REFUSALS;

/** Makes a refusal whose sentence exists: in this queue's words or in the common ones. */
export function refuseFindBook(code: FindBookRefusal | EngineRefusal, facts: Facts = {}): Refusal {
  return refuse(code, facts);
}

/** Remarks of find-book and the names of their facts; `check_…` come of the automatic check on submission. */
export const FIND_BOOK_REMARKS = {
  check_on_loan: ['barcode', 'day'],
  check_in_transit: ['barcode', 'code'],
  check_on_hold_shelf: ['barcode', 'code'],
  check_last_on_hold_shelf: ['barcode', 'place'],
  check_copy_status: ['barcode', 'status'],
  offer_reallocation: ['title', 'barcode'],
  stop_replacement: ['code'],
  step_put_back: ['title', 'callNumber', 'home'],
  step_clear_slot: ['title', 'home'],
} as const;

/** A remark code of this queue. */
export type FindBookRemark = keyof typeof FIND_BOOK_REMARKS;

/** Makes a remark whose sentence exists in this queue's words. */
export function remark(code: FindBookRemark | 'only_pass_on', facts: Facts): Effect {
  return { do: 'remark', code, facts };
}
