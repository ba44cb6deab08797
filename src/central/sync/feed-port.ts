// What the rest of the service asks of the feed: pages of the log, live frames, snapshots and checksums for desks.

import type {
  ChecksumAnswer,
  ChecksumBody,
  PullAnswer,
  PullQuery,
  SnapshotPart,
} from '../../shared/sync/protocol.ts';
import type { Failure } from '../failure.ts';
import type { DeskRow } from '../store/auth-port.ts';

/** Who listens live. Each method gives false when the listener takes no more for now: it is then let go. */
export interface LiveSink {
  /** JSON of a `PullAnswer` that begins at the listener's cursor; one line. */
  frame(json: string): boolean;
  /** Nothing happened for a while. */
  heartbeat(): boolean;
  /** The stream is over; the desk pulls, or asks for a snapshot where a reason (`RESYNC_REASONS`) is given. */
  end(reason: string | null): void;
}

/** Where a listener has read to. */
export type LiveFrom = Pick<PullQuery, 'epoch' | 'seq' | 'h'>;

/** A snapshot on its way: items of one or several lines, without the last one's end; the first is a `SnapshotHead`. */
export type SnapshotLines = AsyncIterable<string>;

/** What desks read. Failures: 410 with a resync reason, 503 when the store is away. */
export interface Feed {
  /** A page of the log; waits up to `query.wait` seconds for one where there is nothing yet, or until the signal. */
  pull(desk: DeskRow, query: PullQuery, signal?: AbortSignal): Promise<PullAnswer | Failure>;
  /** Frames from a cursor on, as they come. Gives what stops it. */
  subscribe(desk: DeskRow, from: LiveFrom, sink: LiveSink): Promise<(() => void) | Failure>;
  /** How many listen. */
  listeners(): number;
  /** `after`: last id of the `history` part that the desk has; '' from the beginning. */
  snapshot(desk: DeskRow, part: SnapshotPart, after: string): Promise<SnapshotLines | Failure>;
  checksum(desk: DeskRow, body: ChecksumBody): Promise<ChecksumAnswer | Failure>;
  /** Lets every listener go and takes no more. */
  close(): Promise<void>;
}
