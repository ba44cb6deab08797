// Every code with which circulation refuses a command, or says something though it was accepted, and the facts of each.

/** Codes and the names of their facts. `due` is an instant, `day` a day, `amount` fen. */
export const CIRCULATION_REFUSALS = {
  reader_blocked: ['reason'],
  reader_expired: ['day'],
  /** The departure check is done. */
  reader_left: [],
  /** As many copies as the reader may have at a time, of all or of this kind. */
  loan_limit: ['used', 'limit'],
  reader_overdue: ['loans', 'day'],
  reader_fines: ['amount'],
  copy_lost: ['barcode'],
  copy_in_repair: ['barcode'],
  copy_provisional: ['barcode'],
  not_lendable: ['barcode'],
  /** A renewal is what is wanted. */
  on_loan_to_reader: ['barcode', 'due'],
  on_hold_shelf: ['barcode'],
  loan_ended: ['barcode'],
  loan_overdue: ['due'],
  renewals_used: ['used', 'limit'],
  loan_recalled: ['due'],
  /** So many readers wait for it. */
  someone_waits: ['holds'],
  /** A renewal would not give a single day. */
  renew_too_early: ['due'],
  claimed_already: ['barcode'],
  not_claimed: ['barcode'],
  nothing_owed: ['barcode'],
  hold_exists: [],
  hold_limit: ['used', 'limit'],
  on_shelf_here: ['campus', 'barcode'],
  /** The title has no copy that could ever be lent. */
  nothing_to_wait_for: [],
  hold_ended: [],
  no_hold_waits: ['barcode'],
  /** The copy is for another hold than the one for which it was shelved. */
  other_hold: ['barcode'],
  /** A copy has another status than the person saw, or one that the deed is not for. */
  copy_status: ['barcode', 'status'],
  /** A lost copy whose price is still owed. */
  lost_unsettled: ['barcode'],
  case_closed: [],
  /** So many open days back, where that would spare a fine. */
  back_dated: ['days', 'limit'],
  /**
   * Only of cases: two desks that did not know of each other had the copy, and no clock says who had it last. Where the other
   * one only scanned it: at which place (id), when, and whether as a return.
   */
  order_unsure: ['barcode', 'scannedAt', 'scannedOn', 'returned'],
  /** Only of cases: two desks put copies of two readers into one slot; `reader` masked and `barcode` are of what lay there first. */
  slot_double: ['place', 'reader', 'barcode'],
  /** Only of cases: the library's own system has the copy out, and was told of its return so late that it may be lent there since. */
  ledger_late: ['barcode', 'at'],
} as const;

/** A refusal code of circulation. */
export type CirculationRefusal = keyof typeof CIRCULATION_REFUSALS;

/** Codes that come with an accepted command and are worth a sentence, with their facts. */
export const CIRCULATION_REMARKS = {
  not_on_loan: ['barcode'],
  back_late: ['days', 'amount'],
  /** Lies ready for a reader: on the hold shelf here, or on the way to the campus where it is collected. */
  to_hold_shelf: ['campus'],
  to_other_campus: ['campus'],
  /** A request waits for it or has it in its hands. */
  for_request: ['code', 'queue'],
  found_after_lost: ['barcode'],
  /** A desk knows by its own rows who has paid for the copy that has turned up. */
  lost_paid: ['reader', 'amount', 'day'],
  found_missing: ['barcode'],
  copy_damaged: ['barcode'],
  /** So many open requests ask for a copy that is out of use now. */
  copy_asked_for: ['requests', 'code'],
  /** The return belongs to a loan that became a case. */
  back_of_case: ['barcode'],
  /** The library's own system is told of a return that ends no loan here: of which scan, and when it counts. */
  back_told: ['barcode', 'scannedOn', 'returned'],
  /** A copy stands free at another campus, and the library has none fetched: it can be asked for through reallocation. */
  free_elsewhere: ['campus', 'barcode'],
  /** A copy that stands free is kept for the reader, and the desk there has it to fetch. */
  fetch_asked: ['campus', 'barcode'],
  /** A request takes the copy to where its reader collects it. */
  fetch_opened: ['code'],
  /** Holds on a copy that is gone now wait for another one, or have ended where there is none. */
  holds_widened: ['holds', 'barcode'],
  holds_ended: ['holds'],
  /** Place in the queue of those who wait. */
  hold_place: ['place'],
  due_brought_forward: ['due'],
  rule_passed: ['passed'],
  fine_settled: ['amount'],
  /** What the days late would have cost, of a loan that was renewed all the same. */
  fine_waived: ['amount'],
} as const;
