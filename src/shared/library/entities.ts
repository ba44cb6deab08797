// The kinds of row that desks and the service replicate: what a library is made of, besides what happens in it.

import type { Day, Instant } from '../lib/time.ts';
import type { Fen } from '../lib/money.ts';
import type { HoldMore, LoanMore, NoticeMore, ReaderMore } from './row-parts.ts';

/** A text in both languages of the product. */
export interface Bilingual {
  zh: string;
  en: string;
}

/** Every replicated row: `ver` grows by one with each change and decides which image is newer. */
export interface Row {
  id: string;
  ver: number;
}

/** What a place is; each kind hangs below the one that holds it (campus ← point, collection ← range …). */
export type PlaceKind =
  | 'campus'
  | 'point'
  | 'collection'
  | 'range'
  | 'hold_slot'
  | 'locker'
  | 'address'
  | 'trolley';

/** A campus, service point, collection, stack range, hold-shelf slot, locker, delivery address or trolley. */
export interface Place extends Row {
  kind: PlaceKind;
  /** The place that holds this one; null for a campus. */
  parentId: string | null;
  /** The campus it stands on; its own id for a campus. */
  campus: string;
  /** What is printed and scanned, `3F-A12`; unique in the library. For a service point the prefix of request codes, `N1`. */
  code: string;
  name: Bilingual;
  /** Walking order within the parent, ascending. */
  order: number;
  /** Service points and campuses: whose opening hours count. */
  calendarId: string | null;
  /** Collections: may copies be lent at all. */
  lendable: boolean;
  floor: string | null;
  /** Ranges: sort keys from (inclusive) and to (exclusive), and the call numbers they are made from. */
  fromKey: string | null;
  toKey: string | null;
  fromNumber?: string;
  toNumber?: string;
  active: boolean;
}

/** A bibliographic title; the counters are kept for advice and decision cards. */
export interface Title extends Row {
  /** ISBN-13 digits, or null (before 1987, or unknown). */
  isbn: string | null;
  title: string;
  author: string;
  publisher: string;
  year: number | null;
  price: Fen | null;
  /** Class number of the Chinese Library Classification, `TP311.13`. */
  classCode: string;
  callNumber: string;
  /** Loans in the last 12 months by campus id. */
  loans12: Record<string, number>;
  holdsWaiting: number;
  /** Copies on order and not yet received. */
  onOrder: number;
}

/** Where a copy stands in its life; whether it is on loan is the open loan's to say. */
export type CopyStatus =
  | 'available'
  | 'missing'
  | 'lost'
  | 'in_repair'
  | 'withdrawn'
  | 'provisional';

/** One physical copy (item). */
export interface Copy extends Row {
  barcode: string;
  titleId: string;
  /** Collection that owns it (place id). */
  home: string;
  /** Collection that holds it now (place id); differs from home during a temporary move. */
  holding: string;
  callNumber: string;
  /** Sort key of `callNumber` when the row was written; lists sort by `library/shelf-keys`. */
  callKey: string;
  volume: string | null;
  status: CopyStatus;
  /** False for reference and course-reserve copies. */
  lendable: boolean;
  courseReserve: boolean;
  /** Place of the last scan (place id), with its instant; null before the first scan. */
  seenAt: string | null;
  seenOn: Instant | null;
  lastReturnedOn: Instant | null;
  lastUsedInHouseOn: Instant | null;
  lastMovedOn: Instant | null;
  /** A temporary move's return day. */
  returnDay: Day | null;
}

/** A reader as everybody sees one: masked. The full text is a `PrivateRow` of the same id. */
export interface Reader extends Row, ReaderMore {
  /** HMAC-SHA-256 (hex) of the card number under the library's key, so that a card scan works offline. */
  cardHash: string;
  /** `1806****12`. */
  cardMasked: string;
  /** `张*`. */
  nameMasked: string;
  category: string;
  campus: string;
  /** `left` after the departure check (离校), `merged` into another card of the same person. */
  status: 'active' | 'blocked' | 'expired' | 'left' | 'merged';
  registeredOn: Instant;
  pastReadFirsts: number;
  onTimeReturns: number;
}

/** Private text of a reader (same id as the reader); never in a log row. */
export interface PrivateRow extends Row {
  name: string;
  card: string;
  phone: string;
  email: string;
  /**
   * Cards that the reader had before, where another system keeps the ledger: what was charged under one of them is so still.
   * The service asks by them and desks keep none; they go with the rest of the row.
   */
  formerCards?: readonly string[];
}

/** An open or closed loan of a copy. */
export interface Loan extends Row, LoanMore {
  copyId: string;
  readerId: string;
  lentOn: Instant;
  dueOn: Instant;
  channel: 'desk' | 'mobile' | 'self_check' | 'transfer' | 'delivery' | 'vendor';
  /** The request whose action lent it, if one did. */
  requestId: string | null;
  closedOn: Instant | null;
  /** Set when an overdue loan was charged to the reader. */
  charge: Fen | null;
}

/** A reader waiting for a title, or for one copy of it. */
export interface Hold extends Row, HoldMore {
  titleId: string;
  copyId: string | null;
  readerId: string;
  placedOn: Instant;
  pickupCampus: string;
  kind: 'hold' | 'recall';
  status: 'waiting' | 'ready' | 'closed';
}

/** A fund of one year; `encumbered + spent` never passes `budget`. */
export interface Fund extends Row {
  code: string;
  name: Bilingual;
  /** Last day money can be committed. */
  lastDay: Day;
  budget: Fen;
  encumbered: Fen;
  spent: Fen;
  active: boolean;
}

/** A bookseller. */
export interface Vendor extends Row {
  code: string;
  name: Bilingual;
  email: string;
  active: boolean;
}

/** Roles that people hold; `reader` and `system` act too but are nobody's grant. */
export const STAFF_ROLES = [
  'desk',
  'assistant',
  'collection',
  'acquisitions',
  'courier',
  'vendor',
  'supervisor',
  'admin',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];
/** Every role that acts. */
export type Role = StaffRole | 'reader' | 'system';

/** One role of one person with its reach; null campuses or collections mean all. */
export interface Grant {
  role: StaffRole;
  campuses: string[] | null;
  collections: string[] | null;
  /** Vendor grants: the bookseller whose orders they are. */
  vendorId: string | null;
  /** A scope lent to a deputy holds from and until these days, both included; null = no limit. */
  from: Day | null;
  until: Day | null;
  /** Staff id of whoever lent it. */
  lentBy: string | null;
}

/** A person who works here. Passwords are not here: a desk keeps verifiers in `outbox.db`. */
export interface Staff extends Row {
  login: string;
  name: string;
  grants: Grant[];
  /** The person's own reader row, for the rule that nobody approves their own request. */
  readerId: string | null;
  active: boolean;
}

/** One number, list or switch that the library sets; the id is its key in library/policies. */
export interface Policy extends Row {
  value: unknown;
}

/** Minutes of a local day, `['08:00','12:00']`, end exclusive. */
export type OpenSpan = [string, string];

/** Opening hours of one or more service points. */
export interface Calendar extends Row {
  name: Bilingual;
  /** Seven lists of spans, Monday first; an empty list is a closed day. */
  weekly: OpenSpan[][];
  /** Days with other hours, both ends included; later entries win. An empty list is closed. */
  exceptions: { from: Day; to: Day; spans: OpenSpan[]; name: string }[];
}

/** A text for readers, chosen by what happened and, if set, by queue and reason. */
export interface Template extends Row {
  /** Notice code, `reallocation.rejected`; see library/notices. */
  notice: string;
  reason: string | null;
  /** May hold `{title}`, `{code}`, `{day}` …, filled from the notice's facts. */
  text: Bilingual;
  active: boolean;
}

/** A reason code as the library words and offers it; the id is the code. */
export interface Reason extends Row {
  text: Bilingual;
  active: boolean;
  order: number;
}

/** A crate on its way between campuses: what should be in it against what was scanned out of it. */
export interface Manifest extends Row {
  crate: string;
  fromCampus: string;
  toCampus: string;
  openedOn: Instant;
  closedOn: Instant | null;
  lines: { requestId: string; copyId: string; addedOn: Instant; arrivedOn: Instant | null }[];
}

/** A courier's round with the bags it carries. */
export interface Round extends Row {
  courier: string;
  openedOn: Instant;
  closedOn: Instant | null;
  lines: { requestId: string; bag: string; outcome: 'out' | 'handed' | 'failed' | 'back' }[];
}

/** A shelf-reading task, opened where a copy was found misshelved. */
export interface ShelfTask extends Row {
  collection: string;
  aroundKey: string;
  requestId: string;
  openedOn: Instant;
  closedOn: Instant | null;
}

/** A message to a reader, made by a state change; carriers come with the service. */
export interface Notice extends Row, NoticeMore {
  /** Null where it is about a loan, a hold, a transfer … and no request. */
  requestId: string | null;
  readerId: string;
  /** Template code. */
  code: string;
  facts: Record<string, string | number | boolean | null>;
  /** The text as edited by staff, if it was; otherwise made from the template when read. */
  text: string | null;
  at: Instant;
  /** The notice that this one corrects (after an undo). */
  corrects: string | null;
}
