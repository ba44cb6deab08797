// What readers say about the library's work, as a replicated row.

import type { Instant } from '../lib/time.ts';
import type { Row } from './entities.ts';

/** What a reader has to say: stars for a finished request (then the id is the request's), or words of any kind. */
export interface Feedback extends Row {
  readerId: string;
  requestId: string | null;
  kind: 'rating' | 'feedback';
  /** 1 to 5; ratings only. */
  stars: number | null;
  /** Private text. */
  text: string | null;
  at: Instant;
  state: 'new' | 'answered';
}
