// Names of the jobs that notices make: `notice/<id>` by the command, `notice/<id>/<carrier>` by the delivery, and
// `digest/<reader>/<time>/<carrier>` for whoever wants one letter a day: a day has more than one where its time was changed.

import type { Job } from '../store/job-port.ts';

/** Kind of the job that a command leaves for each notice. */
export const NOTICE_JOB = 'notice';

/** Key of a notice's job, or of one carrier's part of it. */
export function keyOf(noticeId: string, carrier?: string): string {
  return carrier === undefined ? `notice/${noticeId}` : `notice/${noticeId}/${carrier}`;
}

/** A digest: whose when it was planned, and the local time that it was set for. */
export interface Digest {
  readerId: string;
  time: string;
}

/** Key of one carrier's digest. */
export function digestKey({ readerId, time }: Digest, carrier: string): string {
  return `digest/${readerId}/${time}/${carrier}`;
}

/** What a notice's own job notes once it was left to a digest. */
export function digestNote({ readerId, time }: Digest): string {
  return `digest ${readerId}/${time}`;
}

/** The digest that a notice was left to; null where it was not. Older notes name no reader: it was the notice's own. */
export function digestNoted(job: Pick<Job, 'lastError'> | null, readerId: string): Digest | null {
  const [, whose = readerId, time] = /^digest (?:(\S+)\/)?(\S+)$/u.exec(job?.lastError ?? '') ?? [];
  return time === undefined ? null : { readerId: whose, time };
}

/** The digest of a job; null where the job is one notice's. */
export function digestOf(job: Pick<Job, 'key'>): Digest | null {
  const [name, readerId, time] = job.key.split('/');
  return name === 'digest' && readerId && time ? { readerId, time } : null;
}

/** Kind of a carrier's jobs. */
export function kindOf(carrier: string): string {
  return `${NOTICE_JOB}/${carrier}`;
}

/** Id of the notice that a job is about. */
export function noticeOf(job: Pick<Job, 'key'>): string {
  return job.key.split('/')[1] ?? '';
}
