// What desks read, put together: pages, live frames, snapshots, checksums, over one follower of the log.

import { failure } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { storeFailure } from '../lane/rescue.ts';
import type { ServiceLane } from '../lane/lane.ts';
import type { Library } from '../library.ts';
import type { Log, Timers } from '../service-port.ts';
import type { Store } from '../store/port.ts';
import { createChecksums } from './checksum.ts';
import type { Feed } from './feed-port.ts';
import { createLive } from './live.ts';
import { createPages } from './pages.ts';
import { pull } from './pull.ts';
import { snapshotLines, snapshotStart } from './snapshot.ts';
import { standingOf } from './standing.ts';
import { createTailer } from './tailer.ts';

/** What a feed is made from. */
export interface FeedParts {
  store: Store;
  lane: Pick<ServiceLane, 'onCommit' | 'heard'>;
  library: Library;
  timers: Timers;
  log: Log;
  primary: boolean;
}

/** A feed with what only the service itself asks of it. */
export interface ServiceFeed extends Feed {
  /** Reads what other processes have committed by now. */
  catchUp(): Promise<void>;
}

/** Opens the feed of a store. */
export async function createFeed(parts: FeedParts): Promise<ServiceFeed> {
  const { store, library, timers, log, primary } = parts;
  const tailer = await createTailer(parts);
  const { ring } = tailer;
  const pages = createPages(store.reads, ring, library);
  const live = createLive({ ring, pages, timers, log });
  const checksums = createChecksums({ reads: store.reads, library, timers });
  const snapshotParts = { reads: store.reads, library, timers };
  let closed = false;
  tailer.onGrowth(live.grown);
  tailer.onOtherLog(live.endAll);

  const standing = () => ({ reads: store.reads, ring, epoch: library.about().epoch, primary });
  const pullParts = {
    pages,
    standing,
    timers,
    onGrowth: tailer.onGrowth,
    closed: () => closed,
  };
  const guarded = async <T>(work: () => Promise<T | Failure>): Promise<T | Failure> => {
    if (closed) return failure(503, 'closing', {}, { retryAfter: 1 });
    try {
      return await work();
    } catch (error) {
      log(`feed: ${String(error)}`);
      return storeFailure(error);
    }
  };
  return {
    pull: ({ campus }, query, signal) => guarded(() => pull(pullParts, campus, query, signal)),
    subscribe: ({ campus }, { epoch, seq, h }, sink) =>
      guarded(async () => {
        const wrong = await standingOf(standing(), { epoch, seq, hash: h });
        return wrong ?? live.add(campus, { seq, hash: h }, sink);
      }),
    listeners: live.size,
    snapshot: ({ campus }, part, after) =>
      guarded(async () => {
        const head = await snapshotStart(snapshotParts, part);
        return snapshotLines(snapshotParts, head, part, campus, after);
      }),
    checksum: (_desk, { epoch, kind, buckets }) =>
      guarded(async () => {
        if (epoch !== library.about().epoch) return failure(410, 'epoch');
        return checksums.compare(kind, buckets);
      }),
    catchUp: tailer.catchUp,
    async close() {
      closed = true;
      live.endAll(null);
      live.stop();
      await tailer.stop();
    },
  };
}
