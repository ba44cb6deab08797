// Whether a desk's cursor stands on this log, and if not, why it must load everything anew.

import { GENESIS } from '../../shared/sync/protocol.ts';
import type { Cursor } from '../../shared/sync/protocol.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { StoreReads } from '../store/port.ts';
import type { Ring } from './ring.ts';

/** What a cursor is held against. */
export interface Standing {
  reads: Pick<StoreReads, 'head' | 'hashAt'>;
  ring: Ring;
  epoch: string;
  /** Only then may it be said that a desk has diverged: a replica may only be late. */
  primary: boolean;
}

function diverged(primary: boolean): Failure {
  return primary ? failure(410, 'diverged') : failure(503, 'not_primary', {}, { retryAfter: 1 });
}

/** Null when the log goes on from the cursor (on a replica, when it may do so in a while). */
export async function standingOf(
  { reads, ring, epoch, primary }: Standing,
  from: Cursor & { epoch: string },
): Promise<Failure | null> {
  if (from.epoch !== epoch) return failure(410, 'epoch');
  const held = ring.hashAt(from.seq);
  if (held !== null) return held === from.hash ? null : diverged(primary);
  const head = await reads.head();
  if (from.seq > head.seq) return primary ? diverged(primary) : null;
  const known = from.seq === 0 ? GENESIS : await reads.hashAt(from.seq);
  if (known === null) return failure(410, 'log_pruned');
  return known === from.hash ? null : diverged(primary);
}
