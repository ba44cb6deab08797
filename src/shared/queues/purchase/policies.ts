// What the library may set about read-first: targets in opening minutes, limits, prices in fen.

import type { PolicyValue } from '../../library/policies.ts';

/** Policy keys of purchase with their defaults. */
export const purchasePolicies = {
  /** Targets in opening minutes; an opening day has about 840. */
  'purchase.target.review': 1680,
  'purchase.target.to_confirm': 840,
  'purchase.target.needs_info': 840,
  'purchase.target.deferred': 840,
  'purchase.target.approved': 1680,
  'purchase.target.ordered': 840,
  'purchase.target.cancel_asked': 840,
  'purchase.target.with_reader': 840,
  'purchase.target.not_returned': 5040,
  'purchase.target.returned': 1680,
  'purchase.target.accepted': 2520,
  /** Price (fen) that a title should not pass; advice only. */
  'purchase.price_cap': 20_000,
  /** Above this price (fen) a second person confirms. */
  'purchase.confirm_above': 10_000,
  /** Percent by which an order or an invoice may pass the approved price. */
  'purchase.price_tolerance_percent': 10,
  /** Open lines that a reader may have at a time. */
  'purchase.quota': 5,
  /** Beginnings of class numbers that are not bought: school books, language tests, comics. */
  'purchase.excluded_classes': ['G634', 'H310.4', 'J218.2'],
  /** Words in a title that point to textbooks, test guides and comics. */
  'purchase.excluded_words': ['教材', '习题', '试题', '题库', '考研', '漫画'],
  /** Days that a reader has for an answer. */
  'purchase.answer_days': 7,
  /** Days after `no_answer` in which a reader may reopen. */
  'purchase.reopen_days': 30,
  /** Turns of a loop. */
  'purchase.questions': 2,
  'purchase.deferrals': 3,
  'purchase.turns': 3,
  /** Days of the first loan, and days after its end when the price is charged. */
  'purchase.loan_days': 30,
  'purchase.write_off_days': 30,
  /** Last month and day of a fund year, where the line names no fund. */
  'purchase.fund_year_end': '12-31',
} satisfies Record<string, PolicyValue>;
