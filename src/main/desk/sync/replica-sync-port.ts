// What the sync loop asks of the desk's two files: where the log was read to, what waits, and how pages and results go in.

import type { Command } from '../../../shared/queues/command.ts';
import type { Kind } from '../../../shared/queues/world/world.ts';
import type {
  ChecksumAnswer,
  CommandResult,
  Cursor,
  PullAnswer,
} from '../../../shared/sync/protocol.ts';

/** How far the replica has read which log. */
export interface ReadTo {
  epoch: string;
  cursor: Cursor;
}

/** How much of the history (events and notices of ended requests) has come. */
export interface History {
  done: boolean;
  /** `snapshot-lines.ts`, `historyMark`: what to ask for next; '' from the beginning. */
  after: string;
  /** Rows so far. */
  loaded: number;
}

/** What waits, by how far it has come. */
export interface Standing {
  /** Commands without a result. */
  waiting: number;
  /** Accepted, but not yet read back from the log. */
  received: number;
  /** Waiting, and no longer holding when they were last decided. */
  doubtful: number;
  /** Refused and not yet put away. */
  refused: number;
}

/** The desk's files in sync's hands; every method runs alone, with no command of a person beside it. */
export interface ReplicaSync {
  /** Null until a desk that has joined has rows of the service. */
  readTo(): ReadTo | null;
  standing(): Standing;
  /**
   * Begins to record over the base as it was loaded, whose log begins at `readTo`: what the outbox holds is decided
   * again. The desk has joined already (`store.join`). Private text that a desk of its campus must not hold is removed.
   */
  joinOnBase(readTo: ReadTo): Promise<void>;
  /**
   * Commands from a counter on, without or with results, in order. A first one above `cseq`, or a gap between two,
   * means that commands were lost with a damaged outbox: the service would wait for them for ever, so the desk needs a
   * new id (`takeNewId`).
   */
  commandsFrom(cseq: number, limit: number): Command[];
  /** Counter of the first command without a result; null when all have one. */
  firstOpen(): number | null;
  /**
   * Applies a page in transactions of whole commands; false when it does not begin where the replica has read to, or
   * when its hash chain is broken.
   */
  applyPage(page: PullAnswer): Promise<boolean>;
  /** Keeps results (outbox, FULL, first), then shows what follows from the refused ones. Unknown ids are passed over. */
  takeResults(results: readonly CommandResult[]): Promise<void>;
  /**
   * The service lost what came after `last`: results after it are forgotten, so that those commands are offered again.
   * What the screen shows follows with the snapshot that comes next.
   */
  forgetResultsAfter(last: number): Promise<void>;
  /**
   * This desk's counter cannot be used any longer (`forked`, or commands were lost): takes a new id, and offers what
   * has no outcome anew, counted from 1. Commands made with outcomes stay as they are.
   */
  takeNewId(deskId: string): Promise<void>;
  /**
   * Loads a snapshot into a fresh file while the old one is in use, then exchanges them and decides what waits again.
   * `progress` is told rows loaded and rows expected. An unfinished or damaged stream leaves the old one as it is.
   * @throws SnapshotFault when the stream ended early or is none; whatever the stream throws
   */
  loadSnapshot(
    lines: AsyncIterable<string>,
    progress: (loaded: number, expected: number) => void,
  ): Promise<void>;
  /** Events and notices of ended requests, some at a time; resumes after the last id kept. Throws as `loadSnapshot`. */
  loadHistory(lines: AsyncIterable<string>): Promise<void>;
  historyAfter(): History;
  /** Builds some of what search still lacks after a snapshot, a few milliseconds' worth; false when there is nothing left. */
  indexSome(): Promise<boolean>;
  /** Kinds whose rows are all here, so that they can be compared. */
  comparable(): Kind[];
  /** Digest of each of the 256 buckets of a kind, settled images only; reads in slices, so that the desk answers meanwhile. */
  buckets(kind: Kind): Promise<string[]>;
  /**
   * Puts the service's rows of differing buckets in place of the desk's; gives how many rows were mended. Does nothing
   * unless the replica has read exactly as far as the answer says.
   */
  repair(kind: Kind, answer: ChecksumAnswer): Promise<number>;
}

/** A snapshot or history that is not whole; nothing of it was kept, or as much as `historyAfter()` says. */
export class SnapshotFault extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'SnapshotFault';
  }
}
