// A command: the only thing that changes shared state, made on a desk (or by the service) and decided twice.

import type { Facts, Refusal } from '../lib/result.ts';
import type { Instant } from '../lib/time.ts';
import type { Role } from '../library/entities.ts';
import type { RequestEvent } from './request.ts';

/** Desk id of commands that the service itself makes: readers', booksellers' over the network, timers'. */
export const SERVICE_DESK = 'service';
/**
 * Stands for a reader who acted, wherever that is kept for good: in the log from the first day on, in rows once they are
 * over. Pages show an actor whom they do not know as "reader".
 */
export const SOME_READER = 'reader';

/**
 * One command. `type` is `<queue>.<action>` for what a definition names,
 * `request.<action>` for claim, release, take_over, note and undo, `copy.sighting`, `shelf.report`, `shelf.missing`, `practice.record`, `manifest.close`, `reader.reveal`,
 * `reader.export`, `feedback.send`, those of `circulation/commands`, `catalogue.put`, `staff_page.open`, `staff_page.remark`, `<kind>.save` for settings rows. Of the service alone: `reader.erase`, `request.unlink`,
 * `feedback.unlink`.
 */
export interface Command {
  /** UUIDv7, made by the page or by the timer, so that a repeat is the same command. */
  id: string;
  desk: string;
  /** Service point (place id) where the person works; null for timers. */
  point: string | null;
  /** Dense counter of the desk; orders its commands. */
  cseq: number;
  /** Staff id, reader id for role `reader`, or `system`. */
  actor: string;
  type: string;
  /** Version of the input's shape. */
  v: number;
  /** Id of the request, copy, reader or row it is about; for a submission the id the request will have. */
  entity: string;
  /** `head` the person saw; null where the precondition does not compare it. */
  expectHead: string | null;
  input: Record<string, unknown>;
  at: Instant;
}

/** How a command's legality depends on what the person saw. */
export type Precondition = 'head' | 'state' | 'none' | 'fact';

/** What became of a command where it was decided. */
export type Outcome =
  | {
      ok: true;
      /** Request that now exists or changed; null for settings. */
      requestId: string | null;
      /** Events written, cascades included, the first being the command's own. */
      events: RequestEvent[];
      /** Codes worth a sentence though nothing was refused (`swapped`, `joined_as_follower`, `typed_scan` …). */
      remarks: { code: string; facts: Facts }[];
    }
  | Refusal;

/** Who acts: resolved from the staff row (or reader, or `system`) before anything is decided. */
export interface Actor {
  id: string;
  /** Roles in force on the command's day, with their reach. */
  grants: ActorGrant[];
  /** The person's own reader row. */
  readerId: string | null;
}

/** A grant in force; `campuses`, `collections` null = all. */
export interface ActorGrant {
  role: Role;
  campuses: string[] | null;
  collections: string[] | null;
  vendorId: string | null;
}
