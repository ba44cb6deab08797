// The life of a file that is imported, whatever is in it: it comes by a ticket, is worked on, and ends with a word why.

import type { ImportView } from '../../../shared/desk-contract/catalogue.ts';
import { refuse } from '../../../shared/lib/result.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import { faultOf } from '../fault.ts';
import type { IncomingFile, UploadStatus } from './incoming-file.ts';

/** Where a file stands. */
type FileState = ImportView['state'];

/** What every import keeps of its file. */
export interface FileJob {
  state: FileState;
  incoming: IncomingFile;
  /** Null once it was used. */
  ticket: string | null;
  refusal: Refusal | null;
  cancelled: boolean;
}

/** Moves jobs on, one at a time. */
export interface FileJobs {
  /** Ends a job; null is a person's word. */
  stop(job: FileJob, refusal: Refusal | null): void;
  /** Does a job's work by itself; whatever goes wrong ends the job with a sentence. */
  alone(job: FileJob, work: () => Promise<Refusal | null>, next: FileState): void;
  /** Takes a file of `size` bytes by its ticket; `begin` once it is here. `onBytes` hears how many have come. */
  receive(
    job: FileJob | null,
    coming: { ticket: string; size: number; body: AsyncIterable<Uint8Array> },
    begin: () => void,
    onBytes?: (bytes: number) => void,
  ): Promise<UploadStatus>;
  /** Once nothing is under way. */
  settled(): Promise<void>;
}

/** Whether the desk is at work on it. */
export function isAtWork(job: FileJob | null): boolean {
  return job !== null && !job.cancelled && /^(?:receiving|checking|importing)$/u.test(job.state);
}

/** Makes it. `keeps` says that a file is wanted again; `story` is what the log may hold of an error. */
export function createFileJobs(parts: {
  tell(): void;
  log(line: string): void;
  keeps(job: FileJob): boolean;
  story(error: unknown): string;
}): FileJobs {
  const { tell } = parts;
  let busy: Promise<void> = Promise.resolve();
  const stop = (job: FileJob, refusal: Refusal | null) => {
    Object.assign(job, { state: 'stopped', refusal, ticket: null } satisfies Partial<FileJob>);
    tell();
  };
  return {
    stop,
    alone(job, work, next) {
      tell();
      busy = work()
        .then(
          (refusal) => {
            if (job.cancelled) return;
            if (refusal) stop(job, refusal);
            else job.state = next;
          },
          (error: unknown) => {
            const fault = faultOf(error);
            parts.log(parts.story(error));
            stop(job, fault ? refuse(fault.code, fault.facts) : refuse('internal', { id: null }));
          },
        )
        .then(() => {
          if (!parts.keeps(job)) job.incoming.remove();
          tell();
        });
    },
    async receive(job, { ticket, size, body }, begin, onBytes) {
      if (job?.state !== 'receiving' || job.ticket !== ticket) return 404;
      job.ticket = null;
      let bytes = 0;
      const status = await job.incoming.receive(size, body, (here) => {
        bytes = here;
        onBytes?.(here);
        return !job.cancelled;
      });
      if (job.cancelled) {
        job.incoming.remove();
        return 404;
      }
      if (status === 204) begin();
      else if (status === 507) stop(job, refuse('disk_full'));
      else stop(job, refuse('import_cut', { size, bytes }));
      return status;
    },
    settled: () => busy,
  };
}
