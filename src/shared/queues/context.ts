// What a definition's rules may look at when an action is decided, and the inputs that the engine reads by itself.

import type { Calendars } from '../library/calendar.ts';
import type {
  Copy,
  Fund,
  Hold,
  Loan,
  Place,
  Reader,
  Role,
  Row,
  Title,
} from '../library/entities.ts';
import type { Policies } from '../library/policies.ts';
import type { Day, Instant } from '../lib/time.ts';
import type { Actor } from './command.ts';
import type { Bundle, Custody, ExceptionCase, Request, RequestEvent } from './request.ts';

/**
 * Inputs that the engine itself understands in every action, besides those that an action names:
 * `code` (submission: the request's code), `readerId` (submission: the asker), `bundleId` (submission: lines of one
 * application or set), `source` (how the scan was read; absent = typed), `swap` (another copy of the title is accepted),
 * `override` (a supervisor passes an earlier hold, with `reason`), `note` (staff's words), `readerText`; `secondPerson`
 * (staff id of whoever signed besides) is the desk's own to say and goes into the event's facts.
 * A `scan` input holds the barcode as read, a `reader_card` the card's number; the engine checks both
 * (the card must be the asker's) and keeps them out of the event's facts.
 */
export const ENGINE_INPUTS = [
  'code',
  'readerId',
  'bundleId',
  'parentId',
  'source',
  'swap',
  'override',
  'note',
  'readerText',
] as const;

/** Everything a definition's rule may look at; `reads` of the definition says what of it is loaded. */
export interface Context {
  now: Instant;
  today: Day;
  actor: Actor;
  /** The role under which the action was allowed. */
  role: Role;
  /** Service point of the command; null for readers and timers. */
  point: Place | null;
  title: Title | null;
  copy: Copy | null;
  /** Collection that owns the copy. */
  home: Place | null;
  /** Copy named by a scan in the input; null when the barcode is unknown (the field check refuses that). */
  scanned: Copy | null;
  custody: Custody | null;
  /** The request that `custody` names. */
  holder: Request | null;
  loan: Loan | null;
  /** The hold for which the copy is kept, then those that wait for the title. */
  holds: Hold[];
  reader: Reader | null;
  readerOpen: Request[];
  /** Copies of the title; with them their open loans and custodies. */
  copies: Copy[];
  copyLoans: Loan[];
  copyCustodies: Custody[];
  fund: Fund | null;
  parent: Request | null;
  children: Request[];
  leader: Request | null;
  followers: Request[];
  bundle: Bundle | null;
  /** The request's own events, oldest first. */
  events: RequestEvent[];
  policies: Policies;
  calendars: Calendars;
  /** Places by id, for codes and campuses. */
  place: (id: string) => Place | undefined;
  placeByCode: (code: string) => Place | undefined;
  /** Open deliveries in the slot that the input names. */
  slotLoad: number;
  /** Others' open requests for the same ISBN or title (purchase). */
  sameWork: Request[];
  /** HMAC of a card, and hash of a hand-over code. */
  cardHash: (card: string) => string;
  sha256: (text: string) => string;
  /** Rows that inputs of kind reader, title, copy, fund, vendor, barcode and isbn name, by input; null = there is none. */
  named?: Record<string, Row | null>;
  /** Open cases of rule 14 on the request. */
  cases?: ExceptionCase[];
  /** The action comes of another one: role, standing and claim are not asked again. */
  cascade?: true;
}
