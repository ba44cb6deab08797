// When a notice that could not be sent is tried again, and what its job remembers of the attempts so far.

import { DAY_MS, instantOf, millis } from '../../shared/lib/time.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { Job } from '../store/job-port.ts';

const MINUTE = 60_000;
const LONGEST_WAIT = 360 * MINUTE;

/** What a job's error text holds, `#5/3? ECONNREFUSED`. */
interface Record {
  /** Taking (`tries`) that wrote it. */
  taking: number;
  /** Attempts to send that failed. */
  failures: number;
  /** An attempt may have arrived. */
  doubt: boolean;
}

function recordOf(job: Job): Record {
  const [, taking, failures, doubt] = /^#(\d+)\/(\d+)(\??) /u.exec(job.lastError ?? '') ?? [];
  return { taking: Number(taking ?? 0), failures: Number(failures ?? 0), doubt: doubt === '?' };
}

/**
 * Whether an earlier attempt may have arrived: its answer was lost, or the process ended between sending and marking,
 * so that nothing was written about it.
 */
export function doubtOf(job: Job): boolean {
  const { taking, doubt } = recordOf(job);
  return doubt || taking < job.tries - 1;
}

function textOf(job: Job, failures: number, doubt: boolean, why: string): string {
  return `#${job.tries}/${failures}${doubt ? '?' : ''} ${why}`;
}

/** Error text after an attempt that failed. */
export function failureText(job: Job, why: string, mayHaveArrived: boolean): string {
  return textOf(job, recordOf(job).failures + 1, mayHaveArrived || doubtOf(job), why);
}

/** Error text of a job that was put off without an attempt. */
export function waitingText(job: Job, why: string): string {
  return textOf(job, recordOf(job).failures, doubtOf(job), why);
}

/** Milliseconds to the next attempt after so many failures: 1, 2, 4 … minutes, at most six hours. */
export function waitAfter(failures: number): number {
  return Math.min(MINUTE * 2 ** Math.max(failures - 1, 0), LONGEST_WAIT);
}

/**
 * When to try again after an attempt that has just failed, or null where that would be more than a day after the job
 * was made. `waitSeconds`: what the other side asked for, if it did.
 */
export function nextTry(job: Job, now: Instant, waitSeconds: number | null): Instant | null {
  const asked = Math.min((waitSeconds ?? 0) * 1000, LONGEST_WAIT);
  const at = millis(now) + Math.max(waitAfter(recordOf(job).failures + 1), asked);
  return at - millis(job.madeOn) > DAY_MS ? null : instantOf(at);
}
