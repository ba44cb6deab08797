// Every code with which a loan by phone or a loan passed on is refused, or said more about, and the facts of each.

/** Codes and the names of their facts; `time` is a clock in the library, `2018-06-06 14:05`. */
export const TRANSFER_REFUSALS = {
  /** An offer of the loan stands already. */
  transfer_open: ['time'],
  /** The library's own system has not said yet that the loan is one. */
  loan_unconfirmed: [],
  /** A loan by phone that nobody has seen yet. */
  loan_unverified: [],
  /** The reader has said that it was brought back. */
  loan_claimed: [],
  /** Passed on as often as a loan may be. */
  transfer_times: ['times'],
  /** A request has the copy in its hands, a read-first book for one. */
  transfer_of_request: ['code'],
  own_transfer: [],
  transfer_used: ['time'],
  /** Too late to take the offer back. */
  transfer_done: ['time'],
  transfer_expired: ['time'],
  transfer_withdrawn: ['time'],
  transfer_overtaken: ['time'],
  /** For whoever would accept: the first reader may not pass it on any more. */
  transfer_not_now: [],
  /** No offer has, or ever had, that code. */
  transfer_unknown: [],
  /** Nobody who stands at the desk has it: the first card is not of the reader who borrowed it. */
  not_of_reader: ['barcode'],
  phone_unverified: ['count', 'most'],
  phone_today: ['count', 'most'],
  phone_lapsed: ['times', 'days'],
} as const;

/** Codes that come with an accepted command, with their facts; `reader` is masked. */
export const TRANSFER_REMARKS = {
  loan_released: ['barcode', 'reader', 'due'],
  loan_verified: ['barcode', 'reader', 'due'],
  loan_verified_late: ['barcode', 'reader', 'time'],
} as const;
