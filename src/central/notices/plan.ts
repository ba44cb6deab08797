// What becomes of each notice: one job a carrier, at once or after quiet hours, or a place in the reader's next digest.

import { instantOf, millis } from '../../shared/lib/time.ts';
import type { Instant } from '../../shared/lib/time.ts';
import type { Settings } from '../../shared/queues/world/world.ts';
import type { Job, NewJob } from '../store/job-port.ts';
import { nextDigest, quietUntil } from './hours.ts';
import { digestKey, digestNote, keyOf, kindOf, noticeOf } from './keys.ts';
import type { NoticesOptions } from './notices-port.ts';

/** A notice's job with the reader who wants it in a digest, if that is so. */
interface Planned {
  job: Job;
  digestOf: string | null;
}

interface Looked {
  planned: Planned[];
  settings: Settings;
}

async function look({ lane }: NoticesOptions, jobs: readonly Job[]): Promise<Looked> {
  return lane.look(async (world, { settings }) => {
    const planned: Planned[] = [];
    for (const job of jobs) {
      const notice = await world.get('notice', noticeOf(job));
      const reader = notice && (await world.get('reader', notice.readerId));
      planned.push({ job, digestOf: reader?.notices === 'digest' ? reader.id : null });
    }
    return { planned, settings };
  });
}

/** Plans notices; made once, however often this runs. All together: each write is a wait for the disk. */
export async function plan(parts: NoticesOptions, taken: readonly Job[]): Promise<void> {
  const { store, carriers, clock, lane } = parts;
  if (taken.length === 0) return;
  const now = clock.now();
  if (carriers.length === 0) {
    const keys = taken.map(({ key }) => key);
    return store.jobs.done(keys, now, 'no_carrier');
  }
  const { planned, settings } = await look(parts, taken);
  const libraryNow = lane.now();
  /** An instant of the library's clock in real time. */
  const real = (at: Instant) => instantOf(millis(now) + millis(at) - millis(libraryNow));
  const quiet = quietUntil(settings, libraryNow);
  const digest = nextDigest(settings, libraryNow);
  const jobs = planned.flatMap(({ job, digestOf }) =>
    carriers.map(({ name }): NewJob => {
      const dueOn = digestOf === null ? (quiet === null ? now : real(quiet)) : real(digest.at);
      const key =
        digestOf === null
          ? keyOf(noticeOf(job), name)
          : digestKey({ readerId: digestOf, time: digest.time }, name);
      return { key, kind: kindOf(name), body: {}, dueOn };
    }),
  );
  await store.jobs.add(jobs, now);
  const noteOf = (readerId: string | null) =>
    readerId === null ? 'planned' : digestNote({ readerId, time: digest.time });
  await store.jobs.doneEach(
    planned.map(({ job, digestOf }) => [job.key, noteOf(digestOf)]),
    now,
  );
}
