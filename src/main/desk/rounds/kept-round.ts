// What a desk keeps of a person's round besides the claims: which requests it began with, and which were passed over.

import * as z from 'zod';
import type { Kept } from '../outbox/kept.ts';

/** A round as it is kept. Claims say what is still in it; this says what was. */
const keptRound = z.object({
  startedOn: z.string().nullable(),
  requestIds: z.array(z.string()),
  taskIds: z.array(z.string()),
  skipped: z.array(z.string()),
});
/** A round as it is kept. */
export type KeptRound = z.output<typeof keptRound>;

/** Name among what pages remember of a person. */
const NAME = 'pick-round';
const NONE: KeptRound = { startedOn: null, requestIds: [], taskIds: [], skipped: [] };

/** The person's round; one that cannot be read counts as none. */
export function roundOf(kept: Kept, staffId: string): KeptRound {
  const read = keptRound.safeParse(kept.get('memory', staffId, NAME));
  return read.success ? read.data : NONE;
}

/** Keeps the person's round. */
export function keepRound(kept: Kept, staffId: string, round: KeptRound): void {
  kept.set('memory', staffId, NAME, round);
}

/** Forgets it. */
export function forgetRound(kept: Kept, staffId: string): void {
  kept.remove('memory', staffId, NAME);
}

/** The round with more in it. */
export function withMore(round: KeptRound, requestIds: string[], taskIds: string[]): KeptRound {
  const added = new Set(requestIds);
  return {
    ...round,
    requestIds: [...new Set([...round.requestIds, ...requestIds])],
    taskIds: [...new Set([...round.taskIds, ...taskIds])],
    // What is claimed again is to be walked.
    skipped: round.skipped.filter((id) => !added.has(id)),
  };
}
