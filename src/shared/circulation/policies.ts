// What a library sets about loans and holds, with the defaults.

import type { PolicyValue } from '../library/policies.ts';

/** Defaults by key; `loan.days` is a common one. Money is fen. */
export const CIRCULATION_POLICIES: Record<string, PolicyValue> = {
  /** Copies that a reader may have at a time. */
  'loan.limit': 20,
  /** How often a loan may be renewed. */
  'loan.renewals': 2,
  /** Days that a reader keeps a copy at least before a recall counts, and days that the recall leaves at least. */
  'loan.recall_keep_days': 10,
  'loan.recall_notice_days': 3,
  /** Open days late that cost nothing; beyond them every open day counts. */
  'loan.grace_days': 2,
  'loan.fine_per_day': 10,
  'loan.fine_cap': 2000,
  /** So many waiting readers stop a renewal; 0: none does. */
  'loan.renewal_holds': 1,
  /** Open days that a return may be dated back where that spares a fine; further back it takes the right to waive one. */
  'loan.back_days': 3,
  /** A loan so many days late, or so much unsettled, stops further loans. */
  'loan.block_overdue_days': 7,
  'loan.block_fines': 2000,
  /** Lines of `library/loan-rules`: later ones win. */
  'loan.rules': [
    'category=postgraduate;limit=30;days=60',
    'category=teacher;limit=40;days=90;renewals=3',
    'category=staff;limit=30;days=60',
    'kind=reserve;limit=2;days=3;renewals=0',
  ],
  /** Who keeps the ledger of loans: the service, or the library's own system over SIP2. */
  'loan.ledger': 'built_in',
  /** Holds that a reader may have at a time. */
  'hold.limit': 10,
  /** Open days within which a copy that is kept for a reader has to lie on the hold shelf. */
  'hold.shelve_days': 5,
  /** A copy that stands free on another campus is fetched from its shelf for whoever places a hold. */
  'hold.fetch': true,
  /** Seconds without a scan after which the desk takes the reader to be gone. */
  'circulation.forget_seconds': 60,
  /** A hold may be placed though a copy stands on a shelf of the campus where it is collected. */
  'hold.on_shelf': false,
  /** One slot of the hold shelf holds copies of several readers, and nobody is asked about it. */
  'hold.slot_shared': false,
};
