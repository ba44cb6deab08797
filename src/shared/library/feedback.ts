// What readers say about the library's work, as a replicated row.

import type { Instant } from '../lib/time.ts';
import type { Row } from './entities.ts';

/** One word of the conversation that a ticket is. */
export interface TicketWord {
  /** Staff id of whoever of the library said it; null for the reader. */
  by: string | null;
  at: Instant;
  text: string;
}

/** What a reader has to say: stars for a finished request (then the id is the request's), or words of any kind. */
export interface Feedback extends Row {
  readerId: string;
  requestId: string | null;
  kind: 'rating' | 'feedback';
  /** 1 to 5; ratings only. */
  stars: number | null;
  /** Private text: the words with which it begins. */
  text: string | null;
  at: Instant;
  /** `reopened`: the reader says that the answer was none; `closed`: it was one, or time has passed. */
  state: 'new' | 'taken' | 'answered' | 'reopened' | 'closed';
  /** A ticket's subject: `FEEDBACK_CATEGORIES`. */
  category?: string;
  /** Staff id of whoever answers. */
  owner?: string;
  /** Until when the first of the reader's words that has no answer should have one. */
  dueAt?: Instant;
  /** Private text: what was said after `text`, by the reader and by the library, the oldest first. */
  said?: TicketWord[] | null;
  /** Private text of a row from before there was `said`: all answers in one. */
  answer?: string | null;
  /** Who gave the last answer, and when. */
  answeredBy?: string;
  answeredOn?: Instant;
  /** How often it was reopened. */
  reopened?: number;
  /** What it became, `suggestion` or a queue, with the row's id. */
  becameKind?: string;
  becameId?: string;
}

/** Subjects of tickets; `resources` (图书资源不全) can become a suggestion or a case. */
export const FEEDBACK_CATEGORIES = [
  'resources',
  'service',
  'facilities',
  'system',
  'other',
] as const;
