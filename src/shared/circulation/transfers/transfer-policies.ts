// What a library sets about loans by phone, loans passed from reader to reader, and how long a loan keeps its reader.

import type { PolicyValue } from '../../library/policies.ts';

/** Defaults by key. */
export const TRANSFER_POLICIES: Record<string, PolicyValue> = {
  /** Minutes in which a copy lent by phone is to be shown at a desk or an exit gate. */
  'phone_loan.verify_minutes': 15,
  /** Loans by phone of one reader that nobody has seen yet, at a time. */
  'phone_loan.unverified': 3,
  'phone_loan.per_day': 10,
  /** So many loans by phone that were not shown in time, within so many days, and the reader has to come to a desk. */
  'phone_loan.lapses': 2,
  'phone_loan.lapse_days': 30,
  /** Minutes for which the code of an offered loan can be used. */
  'transfer.minutes': 10,
  /** How often a loan may be passed on before it has to come back to a desk. */
  'transfer.times': 3,
  /** Days after which a loan that has ended loses the link to its reader: what somebody has read is nobody's business. */
  'privacy.loan_days': 30,
};
