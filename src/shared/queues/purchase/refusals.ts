// The codes with which this queue refuses, besides the engine's own.

import { refuse } from '../../lib/result.ts';
import type { Facts, Refusal } from '../../lib/result.ts';
import type { EngineRefusal } from '../refusals.ts';

/** Codes of this queue and the names of their facts. */
export const PURCHASE_REFUSALS = {
  asked_before: ['code'],
  /** `loop`: questions, deferrals or turns (rule 17). */
  no_more_turns: ['loop', 'limit'],
  reopen_not_possible: ['reason'],
  reopen_too_late: ['days'],
  /** Goes to the shelf unread: it is accepted, not shipped. */
  shelf_unread: ['code'],
  not_for_shelf: ['code', 'way'],
  invoice_beyond_tolerance: ['price', 'cap'],
  invoice_beyond_fund: ['price', 'free', 'fund'],
  /** Resolve: there is no copy that could be with anybody. */
  no_copy_yet: ['choice'],
  already_paid: ['choice', 'price'],
  leader_not_shelved: ['leader'],
} as const;

/** A refusal code of this queue. */
export type PurchaseRefusal = keyof typeof PURCHASE_REFUSALS;

/** Makes a refusal whose sentence exists: in this queue's words or in the common ones. */
export function refusePurchase(code: PurchaseRefusal | EngineRefusal, facts: Facts = {}): Refusal {
  return refuse(code, facts);
}
