// Side jobs of the service: what is done after a commit and never waited for.

import type { Instant } from '../../shared/lib/time.ts';

/** Work beside the lane. `key` makes it unique: a second one with the same key is not made. */
export interface NewJob {
  key: string;
  kind: string;
  body: Record<string, unknown>;
  /** Not before. */
  dueOn: Instant;
}
/** A job that somebody has taken for a while. */
export interface Job extends NewJob {
  /** How often it was taken, this time included. */
  tries: number;
  state: 'waiting' | 'done' | 'given_up';
  lastError: string | null;
  madeOn: Instant;
  doneOn: Instant | null;
}

/** Side jobs: any process may take them, each is one process's until its lease ends (`SKIP LOCKED` on PostgreSQL). */
export interface JobStore {
  add(jobs: readonly NewJob[], now: Instant): Promise<void>;
  /** Takes up to `limit` due jobs of a kind until `leaseUntil`. */
  take(kind: string, now: Instant, leaseUntil: Instant, limit: number): Promise<Job[]>;
  /** One job, or several at once, each with the same note. */
  done(key: string | readonly string[], now: Instant, note: string | null): Promise<void>;
  /** Jobs with a note for each, in one write. */
  doneEach(notes: readonly (readonly [key: string, note: string])[], now: Instant): Promise<void>;
  /** Puts it off, or gives it up when `dueOn` is null. */
  failed(key: string, error: string, dueOn: Instant | null, now: Instant): Promise<void>;
  get(key: string): Promise<Job | null>;
  counts(): Promise<{ kind: string; state: Job['state']; count: number }[]>;
  /** How many of a kind wait, and since when the oldest of them was made. */
  waiting(kind: string): Promise<{ count: number; since: Instant | null }>;
  /** Removes up to `limit` jobs of a kind that were over before that moment; gives how many. */
  sweep(kind: string, before: Instant, limit: number): Promise<number>;
  /** Newest first. */
  list(kind: string, limit: number): Promise<Job[]>;
}
