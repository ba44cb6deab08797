// The one port to the service's store: SQLite and PostgreSQL implement it, one contract suite holds both to it.

import type { Kind, ListName } from '../../shared/queues/world/world.ts';
import type { CommandResult, Cursor, LogRow, PrivateText } from '../../shared/sync/protocol.ts';
import type { AuditLine, AuthStore, DeskRow } from './auth-port.ts';
import type { JobStore, NewJob } from './job-port.ts';
import type { PutPage } from './transfer.ts';

/**
 * An entity as the store keeps it: `image` is the JSON text of the row without private text (the text that was hashed
 * into the log), `digest` the hex SHA-256 of that text.
 */
export interface StoredRow {
  kind: Kind;
  id: string;
  ver: number;
  image: string;
  digest: string;
}

/**
 * Lists besides those of `world.ts`: requests by when their timer wants to act, loans and holds by when their reader is
 * to be reminded (key = instant), rows of circulation that ended and still name a reader by when they ended. Keys are
 * compared as text, so that `listedUpTo` works for instants.
 */
export type StoredList = ListName | 'timer' | 'reminder' | 'linked';

/** One place of an entity in a list. */
export interface Listing {
  list: StoredList;
  key: string;
  kind: Kind;
  id: string;
}

/** A result with whose it is; commands of the service itself have desk `service` and cseq 0. */
export interface ResultRow extends CommandResult {
  desk: string;
}

/** Reads that need no lock; each sees only what was committed. */
export interface StoreReads {
  meta(name: string): Promise<string | null>;
  /** The log's end; `(0, GENESIS)` before the first row. */
  head(): Promise<Cursor>;
  rows(keys: readonly { kind: Kind; id: string }[]): Promise<StoredRow[]>;
  /** Entities that stand in any of these lists, in no order. */
  listed(asks: readonly { list: StoredList; key: string }[]): Promise<Listing[]>;
  /** Entities of a list whose key is at most `key`, least first. */
  listedUpTo(list: StoredList, key: string, limit: number): Promise<Listing[]>;
  /** All rows of a kind; small kinds only. */
  all(kind: Kind): Promise<StoredRow[]>;
  /** Rows of a kind with an id greater than `after`, in order of ids. */
  page(kind: Kind, after: string, limit: number): Promise<StoredRow[]>;
  count(kind: Kind): Promise<number>;
  /** Every `(id, ver, digest)` of a kind, in order of ids, a page at a time. */
  digests(
    kind: Kind,
    after: string,
    limit: number,
  ): Promise<Pick<StoredRow, 'id' | 'ver' | 'digest'>[]>;
  /** Rows after a number, at least one command's and never part of one; up to about `limit`. */
  log(after: number, limit: number): Promise<LogRow[]>;
  /** Hash of the row with that number; null when the log does not have it. `hashAt(0)` is GENESIS. */
  hashAt(seq: number): Promise<string | null>;
  results(commandIds: readonly string[]): Promise<ResultRow[]>;
  /** Results of one desk from a counter on, in order. */
  resultsOfDesk(desk: string, from: number, limit: number): Promise<ResultRow[]>;
  /** Texts of these entities. */
  texts(keys: readonly { kind: Kind; id: string }[]): Promise<PrivateText[]>;
  /** Texts that belong to these requests (`of`). */
  textsOf(requestIds: readonly string[]): Promise<PrivateText[]>;
  desk(id: string): Promise<DeskRow | null>;
  /** All of them, or those with these ids. */
  desks(ids?: readonly string[]): Promise<DeskRow[]>;
  /** Staff who have signed in at a desk. */
  staffOfDesk(desk: string): Promise<string[]>;
  /** Last number given under a prefix of request codes; 0 when none was. */
  counter(prefix: string): Promise<number>;
}

/** All that one group of commands leaves; written together or not at all. */
export interface Group {
  /** Newest image of each entity; over whatever lies there. */
  rows: readonly StoredRow[];
  /** Places left and taken; a place both left and taken stays. */
  unlisted: readonly Listing[];
  listed: readonly Listing[];
  log: readonly LogRow[];
  results: readonly ResultRow[];
  texts: readonly PrivateText[];
  /** New counters and times of desks whose commands are among them. */
  desks: readonly Pick<DeskRow, 'id' | 'last' | 'lastAt'>[];
  counters: readonly { prefix: string; last: number }[];
  /** Side work that these commands ask for (notices); done later, never waited for. */
  jobs: readonly NewJob[];
  /** What of these commands the audit trail keeps; the store says when. */
  audit?: readonly Omit<AuditLine, 'at'>[];
}

/** The lane's hold on the store: the stream's lock is held from before the first read to the commit. */
export interface StoreWrites extends StoreReads {
  write(group: Group): Promise<void>;
  setMeta(name: string, value: string): Promise<void>;
}

/** What a bulk load of a base writes: entities at `ver` 1 with their places and texts, no log. */
export interface BaseRow {
  row: StoredRow;
  listings: readonly Listing[];
  text: PrivateText | null;
}

/** A store of one library's stream. */
export interface Store {
  kind: 'sqlite' | 'postgres';
  reads: StoreReads;
  jobs: JobStore;
  auth: AuthStore;
  /**
   * Runs one group under the stream's lock: nobody else writes this stream before the commit. What `work` throws rolls
   * everything back and is thrown on. Inside, only `writes` may be asked: in memory the store's other parts wait for the
   * end of the lane.
   */
  lane<T>(work: (writes: StoreWrites) => Promise<T>): Promise<T>;
  /** Loads a base into an empty stream, all or nothing; `meta` is written with it. */
  load(rows: Iterable<BaseRow>, meta: Record<string, string>): Promise<void>;
  /** Hears that some process may have committed; a hint, never the truth. Gives what stops the listening. */
  onHint(heard: () => void): Promise<() => Promise<void>>;
  /**
   * Erases entities: blanks their images in the log but the present one (which is what the erasing command left), removes
   * their texts, and of a reader credential and sessions. The chain still verifies. Gives how many rows it met.
   */
  eraseImages(keys: readonly { kind: Kind; id: string }[]): Promise<number>;
  /** Gives everything of the stream as of one moment, to be filled into another store. */
  dump(put: PutPage): Promise<void>;
  /** Takes everything that another store gave into an empty stream, all or nothing. */
  fill(produce: (put: PutPage) => Promise<void>): Promise<void>;
  /** A consistent copy of the whole store (SQLite: into a file; PostgreSQL: not here, `pg_dump` does it). */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

/** Faults of the store itself, as codes that answers have sentences for. */
export class StoreFault extends Error {
  readonly code:
    | 'store_full'
    | 'store_read_only'
    | 'store_io'
    | 'store_away'
    | 'store_newer'
    | 'store_busy';

  constructor(code: StoreFault['code'], cause?: unknown) {
    super(code, { cause });
    this.name = 'StoreFault';
    this.code = code;
  }
}
