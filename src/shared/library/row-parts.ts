// What readers, loans and holds may have besides their common properties; where one is left out, it does not apply.

import type { Fen } from '../lib/money.ts';
import type { Day, Instant } from '../lib/time.ts';

/** Of a reader. */
export interface ReaderMore {
  /** Last day on which the card is good; without one it does not expire. */
  expiresOn?: Day;
  /** Why it is blocked: a code of `circulation/block-reasons`. */
  block?: string;
  /** The reader row that this one was merged into. */
  mergedInto?: string;
  /** Language of notices, where the reader chose one. */
  language?: 'zh' | 'en';
  /** `digest`: notices come together once a day. */
  notices?: 'digest';
}

/** Of a loan. */
export interface LoanMore {
  /** How often it was renewed. */
  renewals?: number;
  /** Somebody else waits for it, and the due date was brought forward. */
  recalledOn?: Instant;
  /** When it was due before, where the recall brought that forward. */
  recalledFrom?: Instant;
  /** The reader says that it was brought back. */
  claimedOn?: Instant;
  /** What the overdue days cost, known when it ended. */
  fine?: Fen;
  settledOn?: Instant;
  settled?: 'paid' | 'waived';
  /** A loan by phone: until when somebody has to see the copy, and when somebody did. */
  verifyBy?: Instant;
  verifiedOn?: Instant;
  /** The loan that a transfer ended to begin this one. */
  fromLoan?: string;
  /** How it ended. */
  ended?: 'desk' | 'drop' | 'transfer' | 'lost' | 'refused';
  /** Taken without a connection: `out` when it began so, `back` when it ended so, `both`. */
  offline?: 'out' | 'back' | 'both';
  /**
   * Where the library's own system keeps the ledger: what it has answered; `undated`: yes, and no due date but our own;
   * `unasked`: no answer could be got, and a person puts it down there.
   */
  ledger?: 'asked' | 'confirmed' | 'undated' | 'refused' | 'unasked';
}

/** How somebody tells a reader what nobody sends: by telephone, by letter, or face to face. */
export const TELLING = ['phone', 'letter', 'in_person'] as const;
export type Telling = (typeof TELLING)[number];

/** Of a notice. */
export interface NoticeMore {
  /** A person has told it: when, by whom (staff id) and how; it is sent no more. */
  toldOn?: Instant;
  toldBy?: string;
  toldHow?: Telling;
}

/** Of a hold. */
export interface HoldMore {
  /** It was placed on one copy, which another copy of the title does not stand for. */
  scope?: 'copy';
  /** Hold-shelf slot (place id) while ready, until when it waits there, and since when; without a slot since when promised. */
  slot?: string;
  readyOn?: Instant;
  readyUntil?: Instant;
  endedOn?: Instant;
  outcome?: 'lent' | 'cancelled' | 'expired' | 'refused';
  /**
   * Where the library's own system keeps the ledger: what it has answered; `here`: it keeps no holds for us; `unasked`: no
   * answer could be got.
   */
  ledger?: 'asked' | 'confirmed' | 'refused' | 'here' | 'unasked';
}
