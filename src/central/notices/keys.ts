// Names of the jobs that notices make: `notice/<id>` by the command, `notice/<id>/<carrier>` by the delivery, and
// `digest/<reader>/<day>/<carrier>` for whoever wants one letter a day.

import type { Job } from '../store/job-port.ts';

/** Kind of the job that a command leaves for each notice. */
export const NOTICE_JOB = 'notice';

/** Key of a notice's job, or of one carrier's part of it. */
export function keyOf(noticeId: string, carrier?: string): string {
  return carrier === undefined ? `notice/${noticeId}` : `notice/${noticeId}/${carrier}`;
}

/** Key of one carrier's digest of a reader's day. */
export function digestKey(readerId: string, day: string, carrier: string): string {
  return `digest/${readerId}/${day}/${carrier}`;
}

/** What a notice's own job notes once it was left to the digest of a day. */
export function digestNote(day: string): string {
  return `digest ${day}`;
}

/** The day of the digest that a notice was left to; null where it was not. */
export function digestDay(job: Pick<Job, 'lastError'> | null): string | null {
  return /^digest (\S+)$/u.exec(job?.lastError ?? '')?.[1] ?? null;
}

/** Reader and day of a digest's job; null where the job is one notice's. */
export function digestOf(job: Pick<Job, 'key'>): { readerId: string; day: string } | null {
  const [name, readerId, day] = job.key.split('/');
  return name === 'digest' && readerId && day ? { readerId, day } : null;
}

/** Kind of a carrier's jobs. */
export function kindOf(carrier: string): string {
  return `${NOTICE_JOB}/${carrier}`;
}

/** Id of the notice that a job is about. */
export function noticeOf(job: Pick<Job, 'key'>): string {
  return job.key.split('/')[1] ?? '';
}
