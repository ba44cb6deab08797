// What a request, its events and its custody are, whatever the queue.

import type { Facts } from '../lib/result.ts';
import type { Instant } from '../lib/time.ts';
import type { Role, Row } from '../library/entities.ts';

/** Public labels: what charts and readers see. `done`, `cancelled`, `rejected` are states as well and are *ended*. */
export const LABELS = ['pending', 'in_progress', 'done', 'cancelled', 'rejected'] as const;
export type Label = (typeof LABELS)[number];

/** The queues of the product, in the order of the rail. */
export const QUEUE_NAMES = ['reallocation', 'find_book', 'purchase', 'delivery'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** The time points that analytics count; each is the first passing that was not undone. */
export interface TimePoints {
  submittedOn: Instant;
  firstTouchOn: Instant | null;
  decidedOn: Instant | null;
  pickedOn: Instant | null;
  readyOn: Instant | null;
  endedOn: Instant | null;
}

/** A lease on a request: an attribute, not a state; it lapses by itself at `until`. */
export interface Claim {
  by: string;
  since: Instant;
  until: Instant;
  kind: 'desk' | 'round';
}

/** One request of any queue. Everything but `claim`, `leaderId` and `blockedBy` is what its events fold to. */
export interface Request extends Row, TimePoints {
  queue: QueueName;
  /** What people read and print: desk's code and its counter, `N1-0412`; a linked case adds a letter. */
  code: string;
  state: string;
  /** The state it had when it went to `exception`. */
  cameFrom: string | null;
  /** Id of the last command that changed state or fields. */
  head: string;
  /** When the present state was entered. */
  enteredOn: Instant;
  /** Reader who asks, null for a request by staff for the library itself or by the system. */
  readerId: string | null;
  /** Staff id who entered it, `system`, or null when the reader did it alone. */
  enteredBy: string | null;
  titleId: string | null;
  copyId: string | null;
  /** Campus whose service point works on it now (owner's before transit, target's after); for lists and calendars. */
  campus: string;
  /** Where the reader or the shelf waits. */
  targetCampus: string | null;
  /** Collection (place id) that owns the copy, for scopes. */
  collection: string | null;
  priority: 'normal' | 'urgent';
  /** For read-first: the price now encumbered or asked; fen. */
  fundId: string | null;
  encumbered: number;
  claim: Claim | null;
  /** The request whose custody of the same copy (or same ISBN) it waits for. */
  leaderId: string | null;
  parentId: string | null;
  /** The linked child that blocks it. */
  blockedBy: string | null;
  /** Application (purchase) or set of volumes that it is a line of. */
  bundleId: string | null;
  /** The queue's own fields, checked by the definition's `fields` schema. */
  fields: Record<string, unknown>;
}

/** What of a request an event may set besides the state; a fold applies it in order. */
export type RequestPatch = Partial<
  Pick<
    Request,
    | 'titleId'
    | 'copyId'
    | 'campus'
    | 'targetCampus'
    | 'collection'
    | 'priority'
    | 'fundId'
    | 'encumbered'
    | 'cameFrom'
    // Of the submission's event only: who asked and what it belongs to.
    | 'code'
    | 'readerId'
    | 'enteredBy'
    | 'parentId'
    | 'bundleId'
  >
> & { fields?: Record<string, unknown> };

/** Proof that a copy or a hand-over was there: what was scanned, and how. */
export interface Evidence {
  /** Barcode as read. */
  scan?: string;
  copyId?: string;
  /** `typed` counts as a scan of a lower kind. */
  source?: 'wedge' | 'hid' | 'rfid' | 'typed' | 'camera';
  /** A reader's card (as hash), hand-over code, locker slot or proxy. */
  handover?: string;
  /** Place code where it happened. */
  place?: string;
}

/** One row of the record; appended, never changed. Notes, claims and sightings are events with `from === to`. */
export interface RequestEvent extends Row {
  requestId: string;
  /** 1, 2, 3 … within the request. */
  seq: number;
  action: string;
  /** null for the submission. */
  from: string | null;
  to: string;
  actor: string;
  role: Role;
  desk: string;
  point: string | null;
  campus: string | null;
  /** Desk's time. */
  at: Instant;
  reason: string | null;
  /** Staff note; never shown to the reader. */
  note: string | null;
  readerText: string | null;
  evidence: Evidence | null;
  patch: RequestPatch | null;
  /** What else the sentence on the timeline needs (places looked, fact used, advice lines shown …). */
  facts: Record<string, unknown>;
  /** Compensating events: the event undone. */
  undoes: string | null;
  commandId: string;
}

/** Which request has a copy in its hands; at most one row a copy with `until === null`. */
export interface Custody extends Row {
  copyId: string;
  requestId: string;
  since: Instant;
  until: Instant | null;
}

/** Lines entered together: a read-first application, or the volumes of one work; its state is derived, not stored. */
export interface Bundle extends Row {
  queue: QueueName;
  kind: 'application' | 'volumes';
  code: string;
  readerId: string | null;
  submittedOn: Instant;
}

/** A case for a supervisor, opened when a physical fact was illegal where it arrived. */
export interface ExceptionCase extends Row {
  requestId: string;
  commandId: string;
  code: string;
  facts: Facts;
  openedOn: Instant;
  closedOn: Instant | null;
}

/** Slot of the hold shelf in which a request's copy waits for its reader; null where none does. */
export function shelfSlot({ state, endedOn, fields }: Request): string | null {
  const slot = fields['holdSlot'] ?? fields['slot'];
  return state === 'ready' && endedOn === null && typeof slot === 'string' ? slot : null;
}
