// The last place of a copy is that of its latest scan, in whatever order scans become known.

import type { Instant } from '../../lib/time.ts';
import type { Copy } from '../../library/entities.ts';
import type { Run } from '../engine/run.ts';

/** Whether a scan at the instant is the latest of the copy; of two at once the one known later counts. */
export function isLatest({ seenOn }: Pick<Copy, 'seenOn'>, at: Instant): boolean {
  return seenOn === null || seenOn <= at;
}

/** Puts a copy where the command saw it, unless it was seen later; gives whether it did. */
export function placeCopy(run: Run, copy: Copy, placeId: string): boolean {
  if (!isLatest(copy, run.at)) return false;
  run.world.put('copy', { ...copy, seenAt: placeId, seenOn: run.at });
  return true;
}
