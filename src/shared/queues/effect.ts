// What an accepted action does: the state it leads to, the patch, and its effects as data.

import type { Copy, Loan, Title } from '../library/entities.ts';
import type { Facts } from '../lib/result.ts';
import type { Instant } from '../lib/time.ts';
import type { Evidence, QueueName, RequestPatch } from './request.ts';

/** In `copyId` and `titleId` of an effect: the copy or title that an earlier effect of the same decision creates. */
export const CREATED = 'created';

/** What an action does besides changing the state: data that `perform` carries out in the same transaction. */
export type Effect =
  | { do: 'notice'; code: string; facts?: Facts; readerId?: string }
  | { do: 'slip'; slip: 'pull' | 'transit' | 'reroute' | 'hold' | 'delivery' | 'return' }
  /** The copy was here: place id of the last scan. */
  | { do: 'seen'; copyId: string; placeId: string }
  | { do: 'copy'; copyId: string; set: Partial<Copy> }
  | { do: 'create_copy'; copy: Omit<Copy, 'id' | 'ver'>; asRequestCopy: boolean }
  /** A brief record of a title that the catalogue lacks; it becomes the request's title. */
  | { do: 'create_title'; title: Omit<Title, 'id' | 'ver'> }
  /** The reader waits for the title from now on. */
  | { do: 'place_hold'; titleId: string; readerId: string; pickupCampus: string }
  | { do: 'lend'; copyId: string; readerId: string; dueOn: Instant; channel: Loan['channel'] }
  | { do: 'close_loan'; copyId: string; waiveCharge?: boolean }
  | { do: 'charge_loan'; copyId: string; charge: number }
  /** Money moves that the ¥ marks do not already say: an encumbrance turns into expenditure of `amount`. */
  | { do: 'spend'; amount: number }
  /** A linked request of another queue that blocks this one. */
  | { do: 'link'; queue: QueueName; input: Record<string, unknown>; blocks: boolean }
  /** A request by the system that stands for itself (a return reallocation). */
  | { do: 'open'; queue: QueueName; input: Record<string, unknown> }
  /** A system action on another request (its copy's next, its parent, its child …). */
  | { do: 'act'; requestId: string; action: string; input: Record<string, unknown> }
  /** The copy goes to whoever is next: parent, earlier hold, first approved follower. */
  | { do: 'pass_on' }
  | { do: 'free_parent'; reason: string }
  | { do: 'shelf_task'; collection: string; aroundKey: string }
  | { do: 'manifest_add'; crate: string; toCampus: string }
  | { do: 'manifest_tick' }
  | { do: 'round_add'; bag: string }
  | { do: 'round_close'; outcome: 'handed' | 'failed' | 'back' }
  | { do: 'reader_count'; readFirst?: 1; onTime?: 1 }
  /** Closes the request's open cases of rule 14. */
  | { do: 'close_case' }
  | { do: 'remark'; code: string; facts?: Facts };

/** An accepted action: where it goes and what comes with it. */
export interface Decision {
  ok: true;
  to: string;
  patch?: RequestPatch;
  effects?: Effect[];
  /** More for the event's `facts` than the input already gives. */
  facts?: Record<string, unknown>;
  /** More evidence than the scan and the card that the engine notes by itself. */
  evidence?: Evidence;
}
