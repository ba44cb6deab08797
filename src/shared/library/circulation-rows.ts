// Rows of circulation and of what readers ask for besides the four queues: transfers, cases, suggestions, reviews; daily sums.

import type { Fen } from '../lib/money.ts';
import type { Facts } from '../lib/result.ts';
import type { Day, Instant } from '../lib/time.ts';
import type { Row } from './entities.ts';

/** An offer of a loan by the reader who has the copy to whoever brings its code (图书转借). */
export interface Transfer extends Row {
  loanId: string;
  copyId: string;
  fromReader: string;
  /** Who accepted it; null until somebody has. */
  toReader: string | null;
  /** Hex SHA-256 of the code; the code itself is on the first reader's screen only. */
  codeHash: string;
  offeredOn: Instant;
  expiresOn: Instant;
  /** `overtaken`: the loan ended or changed before anybody accepted. */
  state: 'offered' | 'accepted' | 'withdrawn' | 'expired' | 'overtaken';
  endedOn: Instant | null;
  /** The second reader's loan. */
  newLoanId: string | null;
}

/**
 * A fact of circulation that did not fit the rows where it counts (a copy lent on a desk without a connection that
 * another desk had lent): kept until a person has closed it with a word. Closed as it is opened where it only keeps who passed
 * a rule, or took a copy out of use or put it back, and why.
 */
export interface CirculationCase extends Row {
  /** The command that said it. */
  commandId: string;
  /** Type of that command, `loan.out`. */
  tried: string;
  by: string;
  desk: string;
  copyId: string | null;
  readerId: string | null;
  loanId: string | null;
  /** Code of the refusal, and its facts. */
  code: string;
  facts: Facts;
  openedOn: Instant;
  closedOn: Instant | null;
  closedBy: string | null;
  /** Private text: what was done about it. */
  note: string | null;
}

/** A book that readers want the library to have (荐购); the library decides, nobody reads it first at its cost. */
export interface Suggestion extends Row {
  /** Who suggested it first; null once unlinked. */
  readerId: string | null;
  /** Readers who joined later, in their order; as many as one command can serve, the others stand on further sheets. */
  joined: string[];
  /** Further sheets of names, in their order, and how many readers stand on them. */
  sheets?: string[];
  more?: number;
  /** Of a further sheet: the suggestion that it belongs to, which it follows; it has no `readerId`. */
  sheetOf?: string;
  isbn: string | null;
  bookTitle: string;
  author: string;
  publisher: string;
  price: Fen | null;
  /** Where the first reader would collect it. */
  campus: string;
  state: 'sent' | 'accepted' | 'ordered' | 'arrived' | 'declined' | 'withdrawn';
  /** Private text: why the reader wants it. */
  note: string | null;
  at: Instant;
  decidedBy: string | null;
  decidedOn: Instant | null;
  reason: string | null;
  /** Private text: what the readers are told. */
  answer: string | null;
  orderedOn: Instant | null;
  /** The fund that the order is charged to, and what is committed in it (spent once it has arrived). */
  fundId?: string;
  charge?: Fen;
  arrivedOn: Instant | null;
  /** The title and copy that came of it. */
  titleId: string | null;
  copyId: string | null;
}

/** What a reader thinks of a title (点评); others see it once it is shown. */
export interface Review extends Row {
  titleId: string;
  readerId: string;
  /** 1 to 5. */
  stars: number;
  /** Private text. */
  text: string | null;
  at: Instant;
  state: 'pending' | 'shown' | 'hidden' | 'removed';
  moderatedBy: string | null;
  moderatedOn: Instant | null;
  /** Why it is hidden: `REVIEW_REASONS`. */
  reason: string | null;
}

/** Why a review is not shown. */
export const REVIEW_REASONS = ['abuse', 'advertising', 'personal', 'off_topic', 'other'] as const;

/** Loans, or uses in the library, of one day as one number; never a person's history. */
export interface Daily extends Row {
  day: Day;
  measure: 'loans' | 'in_house';
  campus: string;
  collection: string;
  channel: string;
  category: string;
  count: number;
}
