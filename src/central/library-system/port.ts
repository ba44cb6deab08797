// The library's own system as the service asks it: what it is asked, and its answers as values; nothing here throws.

import type { Facts } from '../../shared/lib/result.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { SystemFaultCode } from '../../shared/sync/library-system.ts';

/**
 * Why no answer was got. `mayHaveHappened`: what was asked may have been done all the same, and has to be looked at
 * before it is asked again.
 */
export interface SystemFault {
  is: 'fault';
  code: SystemFaultCode;
  facts: Facts;
  mayHaveHappened: boolean;
}

/** The system said no; `messages` are its own words, for staff and reader, in order. */
export interface SystemRefusal {
  is: 'refused';
  messages: string[];
  /** What it said of the due date or the copy, where that helps to understand it. */
  facts: Facts;
}

/** The system said no, and it may be because an earlier attempt was carried out: nothing tells to whom the copy is charged. */
export interface SystemUnclear {
  is: 'unclear';
  messages: string[];
}

/** The system did it, or tells it. */
export interface SystemDone<T> {
  is: 'done';
  value: T;
  messages: string[];
  /** Some of its texts are not of the encoding that is set. */
  damaged: boolean;
}

/** What became of a question. */
export type Answered<T> = SystemDone<T> | SystemFault;
/** What became of an order. */
export type Ordered<T> = SystemDone<T> | SystemRefusal | SystemFault;

/** What the system says of itself. */
export interface SystemStatus {
  online: boolean;
  /** Names of what it can do, of `SYSTEM_ABILITIES`; null where it does not say. */
  abilities: string[] | null;
  /** Version of the protocol, `2.00`. */
  version: string;
  institution: string;
  libraryName: string;
  /** Seconds that its clock is ahead of ours; null where its time cannot be read. */
  ahead: number | null;
  /** Whether its checksums are right, or made in another way, so that nobody looks at them; none. */
  checked: 'right' | 'none' | 'other';
}

/** A copy as the system knows it. */
export interface CopyThere {
  barcode: string;
  title: string;
  state: 'unknown' | 'available' | 'charged' | 'hold_shelf' | 'in_transit' | 'lost' | 'other';
  /** The system's own two digits. */
  circulation: string;
  due: Instant | null;
  /** Card of who has it, where the system tells. */
  card: string | null;
  holds: number;
  place: string;
}

/** A reader as the system knows one. */
export interface ReaderThere {
  card: string;
  name: string;
  /** Whether the card is known, and whether it may borrow. */
  valid: boolean;
  mayBorrow: boolean;
  charged: number;
  overdue: number;
  /** Barcodes of the copies that the reader has, as far as the system lists them. */
  copies: string[];
}

/** A loan that is to be put down there. */
export interface LoanOrder {
  barcode: string;
  card: string;
  /** Cards that the reader had before; what was charged under one of them may be so still. */
  former: readonly string[];
  /** Whose a card is here; `nobody` for what is none. */
  whose(card: string): Promise<'reader' | 'another' | 'nobody'>;
  /** When it happened at the desk, and the due date that the desk named. */
  at: Instant;
  due: Instant;
  /** It has happened: the book is gone, blocks come too late. */
  happened: boolean;
  /** An earlier attempt may have been carried out: it is looked at first. */
  uncertain: boolean;
}

/** A renewal that is to be put down there. */
export interface RenewalOrder extends LoanOrder {
  /** Due date until now: how long a renewal is there, only the system knows. */
  dueBefore: Instant;
}

/** A return that is to be put down there. */
export interface ReturnOrder extends Omit<LoanOrder, 'card' | 'due'> {
  /** Card of who had it; empty where nobody knows any more. */
  card: string;
  /** When the copy came back; earlier than `at` for a book drop. */
  returned: Instant;
}

/** A hold that is to be put down there, or to end there. */
export interface HoldOrder extends Pick<LoanOrder, 'barcode' | 'card' | 'at' | 'uncertain'> {
  /** Where the reader wants to collect it, as the system names it; empty to leave that to the system. */
  pickup: string;
  /** For this very copy, not for any of its title. */
  thisCopy: boolean;
  ends: boolean;
}

/** What came of a hold there; `unable`: the system keeps none for us, or does not understand the question. */
export type HeldAnswer = Ordered<{ available: boolean }> | { is: 'unable' };

/** What came of a loan or a renewal there. */
export interface Lent {
  /** Null where the system named none that can be read; `dueText` is what it said then. */
  due: Instant | null;
  dueText: string;
  /** It had been done before: nothing was asked again. */
  already: boolean;
}

/** What came of a return there. */
export interface Returned {
  /** The system wants somebody to look at it: a hold, another place. */
  alert: boolean;
  /** Kind of the alert (CV), two digits; empty where the system names none. */
  kind: string;
  /** Where it should go, as the system names it. */
  place: string;
  already: boolean;
}

/** Whoever keeps the ledger of loans. */
export interface LibrarySystem {
  name: 'built_in' | 'sip2';
  status(): Promise<Answered<SystemStatus>>;
  copy(barcode: string): Promise<Answered<CopyThere>>;
  reader(card: string): Promise<Answered<ReaderThere>>;
  checkOut(order: LoanOrder): Promise<Ordered<Lent> | SystemUnclear>;
  checkIn(order: ReturnOrder): Promise<Ordered<Returned>>;
  renew(order: RenewalOrder): Promise<Ordered<Lent>>;
  hold(order: HoldOrder): Promise<HeldAnswer>;
  /** Lets go of every connection; what is under way ends as a fault. */
  close(): Promise<void>;
}
