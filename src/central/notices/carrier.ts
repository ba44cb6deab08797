// What takes a notice out of the library: one port, with e-mail and webhook as its adapters.

import type { Instant } from '../../shared/lib/time.ts';
import type { Language } from '../../shared/words/fill.ts';

/** A notice as it leaves. `id` is the notice's: whoever gets it twice can tell by it. */
export interface Letter {
  id: string;
  /** Null where it is about no request, and in a digest. */
  requestId: string | null;
  readerId: string;
  /** Notice code, `delivery.packed`; `digest` for several notices of a day. */
  code: string;
  /** When the step was taken that it tells of; the library's clock. */
  at: Instant;
  /** The notice that it takes back. */
  corrects: string | null;
  language: Language | 'both';
  /** Name of the library, as the sender's. */
  library: string;
  subject: string;
  /** Plain text; lines end in `\n`. */
  text: string;
  footer: string;
  /** The reader's e-mail address; empty where there is none. */
  address: string;
  /** The notices of a digest, the oldest first. */
  parts?: readonly LetterPart[];
}

/** One notice of a digest. */
export interface LetterPart {
  id: string;
  requestId: string | null;
  code: string;
  at: Instant;
  text: string;
}

/**
 * What became of one attempt. `failed` is tried again, `refused` never; `mayHaveArrived` says that the other side may
 * have taken it all the same. `why` is for people who look after the service: codes, never words of a reader.
 */
export type Attempt =
  | { is: 'sent' }
  /** Nothing to send to for this reader. */
  | { is: 'skipped'; why: string }
  | { is: 'refused'; why: string }
  | { is: 'failed'; why: string; mayHaveArrived: boolean; waitSeconds: number | null };

/** One way to a reader. */
export interface Carrier {
  name: 'email' | 'webhook';
  /** Sends it, or says why not, within `LONGEST_ATTEMPT`; never throws. */
  send(letter: Letter): Promise<Attempt>;
}

/** No attempt takes longer; milliseconds. A job is leased for twice that. */
export const LONGEST_ATTEMPT = 45_000;
