// The shape of what a reader is told about a request: one plain sentence for each state, beside the queue's own words.

import type { Facts } from '../../lib/result.ts';
import type { Bilingual } from '../../library/entities.ts';
import type { Request } from '../request.ts';
import type { Settings } from '../world/world.ts';

/** Sentences by state, with those of every queue besides: `exception`, behind another request, waiting for a linked case. */
export type ReaderSentences<State extends string> = Record<
  State | 'exception' | 'follower' | 'blocked',
  Bilingual
>;

/**
 * What one queue says to readers. Sentences may use `{title}`, `{code}`, `{campus}` (where it goes), `{reason}` (of the
 * step that led to the state) and what `facts` adds; a fact that is missing shows as a dash.
 */
export interface ReaderWords {
  sentences: Record<string, Bilingual>;
  /** Names of the facts that `facts` gives. */
  uses: readonly string[];
  facts: (request: Request, settings: Settings) => Facts;
  /** Another sentence than the state's own; null = the state's. */
  instead?: (request: Request, settings: Settings) => string | null;
}
