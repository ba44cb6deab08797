// The rows a decision may look at and change: one port that the desk, the service and the tests each implement.

import type {
  Calendar,
  Copy,
  Fund,
  Hold,
  Loan,
  Manifest,
  Notice,
  Place,
  Policy,
  PrivateRow,
  Reader,
  Reason,
  Round,
  ShelfTask,
  Staff,
  Template,
  Title,
  Vendor,
} from '../../library/entities.ts';
import type {
  CirculationCase,
  Daily,
  Review,
  Suggestion,
  Transfer,
} from '../../library/circulation-rows.ts';
import type { Calendars } from '../../library/calendar.ts';
import type { Feedback } from '../../library/feedback.ts';
import type { Policies } from '../../library/policies.ts';
import type { Practice } from '../../library/practice.ts';
import type { StaffOpening, StaffRemark } from '../../library/staff-page.ts';
import type { Bundle, Custody, ExceptionCase, Request, RequestEvent } from '../request.ts';

/** Every replicated kind by its name in logs, tables and topics. */
export interface Kinds {
  request: Request;
  event: RequestEvent;
  custody: Custody;
  bundle: Bundle;
  exception_case: ExceptionCase;
  title: Title;
  copy: Copy;
  reader: Reader;
  private: PrivateRow;
  loan: Loan;
  hold: Hold;
  fund: Fund;
  vendor: Vendor;
  staff: Staff;
  policy: Policy;
  calendar: Calendar;
  place: Place;
  template: Template;
  reason: Reason;
  manifest: Manifest;
  round: Round;
  shelf_task: ShelfTask;
  practice: Practice;
  staff_opening: StaffOpening;
  staff_remark: StaffRemark;
  notice: Notice;
  feedback: Feedback;
  transfer: Transfer;
  circulation_case: CirculationCase;
  suggestion: Suggestion;
  review: Review;
  daily: Daily;
}
/** A replicated kind. */
export type Kind = keyof Kinds;

/** Questions a decision may ask about several rows; each is answered from an index. */
export interface Lists {
  copyByBarcode: { args: [barcode: string]; row: Copy };
  copiesOfTitle: { args: [titleId: string]; row: Copy };
  titlesByIsbn: { args: [isbn: string]; row: Title };
  /** Open requests that name the copy, in order of asking. */
  openRequestsOfCopy: { args: [copyId: string]; row: Request };
  /** Ended find-book requests on the copy in state `not_found` since the instant. */
  notFoundSince: { args: [copyId: string, since: string]; row: Request };
  openRequestsOfTitle: { args: [titleId: string]; row: Request };
  /** Open requests whose `fields.isbn` it is (titles that the catalogue may lack). */
  openRequestsOfIsbn: { args: [isbn: string]; row: Request };
  /** Lines that wait on a fund's list until there is money, in order of asking. */
  waitingForFund: { args: [fundId: string]; row: Request };
  openRequestsOfReader: { args: [readerId: string]; row: Request };
  /** Open read-first lines that a bookseller supplies, or is asked to. */
  openLinesOfVendor: { args: [vendorId: string]; row: Request };
  /** Open and ended; linked cases too. */
  requestsOfReader: { args: [readerId: string]; row: Request };
  requestsOfBundle: { args: [bundleId: string]; row: Request };
  childrenOf: { args: [requestId: string]; row: Request };
  followersOf: { args: [leaderId: string]; row: Request };
  eventsOf: { args: [requestId: string]; row: RequestEvent };
  /** The open custody (at most one) of a copy. */
  openCustodyOf: { args: [copyId: string]; row: Custody };
  openLoanOf: { args: [copyId: string]; row: Loan };
  openLoansOfReader: { args: [readerId: string]; row: Loan };
  /** Loans, open and closed, whose fine is neither paid nor waived. */
  unsettledLoansOf: { args: [readerId: string]; row: Loan };
  /** Loans by phone that nobody has verified, in order of their time. */
  unverifiedLoans: { args: []; row: Loan };
  /** Loans by phone of a reader, open and closed, in order of their beginning. */
  phoneLoansOf: { args: [readerId: string]; row: Loan };
  /** The hold (at most one) for which a copy lies on the hold shelf. */
  readyHoldOf: { args: [copyId: string]; row: Hold };
  /** Waiting and ready ones. */
  holdsOfReader: { args: [readerId: string]; row: Hold };
  /** Holds on the hold shelf, by their last day. */
  readyHolds: { args: []; row: Hold };
  /** Holds, and open requests, whose copies wait for their readers in a slot of the hold shelf. */
  holdsInSlot: { args: [placeId: string]; row: Hold };
  requestsInSlot: { args: [placeId: string]; row: Request };
  /** The offer (at most one) that still stands. */
  openTransferOf: { args: [loanId: string]; row: Transfer };
  /** Offers that still stand, in order of their ends. */
  openOffers: { args: []; row: Transfer };
  transfersFrom: { args: [readerId: string]; row: Transfer };
  transfersTo: { args: [readerId: string]; row: Transfer };
  openCirculationCases: { args: [copyId: string]; row: CirculationCase };
  /** Suggestions that are neither declined, withdrawn nor arrived. */
  openSuggestionsOfIsbn: { args: [isbn: string]; row: Suggestion };
  /** Those that the reader made or joined. */
  openSheets: { args: []; row: Suggestion };
  suggestionsOfReader: { args: [readerId: string]; row: Suggestion };
  reviewsOfTitle: { args: [titleId: string]; row: Review };
  reviewsOfReader: { args: [readerId: string]; row: Review };
  feedbackOfReader: { args: [readerId: string]; row: Feedback };
  /** Tickets with an answer that the reader has said nothing to, the oldest answer first. */
  answeredTickets: { args: []; row: Feedback };
  /** Waiting holds and recalls, recalls first, then by placing. */
  waitingHolds: { args: [titleId: string]; row: Hold };
  /** Open delivery requests with that slot (`2018-06-06 10:00-12:00`). */
  deliveriesInSlot: { args: [slot: string]; row: Request };
  noticesOf: { args: [requestId: string]; row: Notice };
  noticesOfReader: { args: [readerId: string]; row: Notice };
  openManifests: { args: [crate: string]; row: Manifest };
  openRounds: { args: [courier: string]; row: Round };
  openCases: { args: [requestId: string]; row: ExceptionCase };
  placeByCode: { args: [code: string]; row: Place };
  readerByCardHash: { args: [cardHash: string]; row: Reader };
  placesOfKind: { args: [kind: Place['kind']]; row: Place };
  activeFunds: { args: []; row: Fund };
  /** Copies whose temporary move is to end on that day or before. */
  copiesToReturn: { args: [day: string]; row: Copy };
  staffByLogin: { args: [login: string]; row: Staff };
}
/** A question about several rows. */
export type ListName = keyof Lists;

/** Reads and buffered writes over the replicated rows. A written row is seen by later reads of the same world. */
export interface World {
  get<K extends Kind>(kind: K, id: string): Promise<Kinds[K] | undefined>;
  list<N extends ListName>(name: N, ...args: Lists[N]['args']): Promise<Lists[N]['row'][]>;
  /** Buffers the row; the caller has set `ver` to one more than it read (1 for a new row). */
  put<K extends Kind>(kind: K, row: Kinds[K]): void;
}

/** Settings and places, compiled; whoever holds a world makes them again after a policy, calendar or place changed. */
export interface Settings {
  policies: Policies;
  calendars: Calendars;
  place: (id: string) => Place | undefined;
  placeByCode: (code: string) => Place | undefined;
}

/** What a decision needs besides rows; passed in, so that a replay gives the same result. */
export interface Env {
  /** UUID derived from (command id, ordinal): the same on desk and service. */
  deriveId(commandId: string, ordinal: number): string;
  /** Hex SHA-256 of a text, for hand-over codes. */
  sha256(text: string): string;
  /** HMAC (hex) of a card number under the library's key. */
  cardHash(card: string): string;
  /** As of this command. */
  settings: Settings;
}
