// Names of the jobs that notices make: `notice/<id>` by the command, `notice/<id>/<carrier>` by the delivery.

import type { Job } from '../store/job-port.ts';

/** Kind of the job that a command leaves for each notice. */
export const NOTICE_JOB = 'notice';

/** Key of a notice's job, or of one carrier's part of it. */
export function keyOf(noticeId: string, carrier?: string): string {
  return carrier === undefined ? `notice/${noticeId}` : `notice/${noticeId}/${carrier}`;
}

/** Kind of a carrier's jobs. */
export function kindOf(carrier: string): string {
  return `${NOTICE_JOB}/${carrier}`;
}

/** Id of the notice that a job is about. */
export function noticeOf(job: Pick<Job, 'key'>): string {
  return job.key.split('/')[1] ?? '';
}
