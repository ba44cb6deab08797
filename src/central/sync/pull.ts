// A page of the log for a desk, with a long wait where the live stream does not get through.

import type { PullAnswer, PullQuery } from '../../shared/sync/protocol.ts';
import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import type { Timers } from '../service-port.ts';
import type { Pages } from './pages.ts';
import { standingOf } from './standing.ts';
import type { Standing } from './standing.ts';

/** What a pull is answered from. */
export interface PullParts {
  pages: Pages;
  standing(): Standing;
  timers: Timers;
  onGrowth(heard: () => void): () => void;
  closed(): boolean;
}

/** Waits for the log to grow, for so many seconds at most, or until the caller has gone. */
function growth(parts: PullParts, seconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      cancel();
      stop();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = parts.timers.after(seconds * 1000, done);
    const stop = parts.onGrowth(done);
    signal?.addEventListener('abort', done, { once: true });
  });
}

/** Answers a pull. */
export async function pull(
  parts: PullParts,
  campus: string,
  query: PullQuery,
  signal?: AbortSignal,
): Promise<PullAnswer | Failure> {
  const from = { seq: query.seq, hash: query.h };
  const asked = { ...from, epoch: query.epoch };
  const wrong = await standingOf(parts.standing(), asked);
  if (wrong) return wrong;
  let rows = await parts.pages.rows(from.seq, query.limit);
  if (rows.length === 0 && query.wait > 0 && !parts.closed() && signal?.aborted !== true) {
    await growth(parts, query.wait, signal);
    // A database that went back meanwhile may no longer go on from there.
    const moved = await standingOf(parts.standing(), asked);
    if (moved) return moved;
    rows = await parts.pages.rows(from.seq, query.limit);
  }
  const [first] = rows;
  if (first && first.seq !== from.seq + 1) return failure(410, 'log_pruned');
  return parts.pages.page(from, rows, campus);
}
