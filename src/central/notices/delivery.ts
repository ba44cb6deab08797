// One carrier's job: whether its notice is still to be sent, the attempt, and what is written down of it.

import { instantOf, millis } from '../../shared/lib/time.ts';
import type { Template } from '../../shared/library/entities.ts';
import type { Job } from '../store/job-port.ts';
import { doubtOf, failureText, nextTry, waitingText } from './attempts.ts';
import type { Attempt, Carrier, Letter } from './carrier.ts';
import { letterOf } from './letter.ts';
import type { NoticesOptions } from './notices-port.ts';
import { keyOf, noticeOf } from './keys.ts';
import { sceneOf, silenceOf } from './standing.ts';

/** Milliseconds until a correction asks again what became of the notice before it. */
const ASK_AGAIN = 5_000;

/** What is to be done with a job. */
type Verdict = { send: Letter } | { drop: string } | { wait: string };

/** Whether a carrier took the notice that a correction is about: yes (or perhaps), no, or it is being sent just now. */
async function wasSent(
  { store, clock }: NoticesOptions,
  noticeId: string,
  carrier: string,
): Promise<'yes' | 'no' | 'now'> {
  const job = await store.jobs.get(keyOf(noticeId, carrier));
  if (!job) {
    const planned = await store.jobs.get(keyOf(noticeId));
    return planned?.state === 'waiting' ? 'now' : 'no';
  }
  if (job.state === 'done')
    return /^(?:sent|perhaps_sent)$/u.test(job.lastError ?? '') ? 'yes' : 'no';
  // It waits for another attempt that the correction itself makes needless.
  if (job.state === 'given_up' || job.dueOn > clock.now()) return doubtOf(job) ? 'yes' : 'no';
  return 'now';
}

async function templatesOf({ store }: NoticesOptions): Promise<Template[]> {
  const rows = await store.reads.all('template');
  return rows.map((row) => JSON.parse(row.image) as Template);
}

async function verdictOn(parts: NoticesOptions, job: Job, carrier: Carrier): Promise<Verdict> {
  const { lane } = parts;
  const templates = await templatesOf(parts);
  const found = await lane.look(async (world, env) => {
    const scene = await sceneOf(world, noticeOf(job));
    if (!scene) return { drop: 'gone' };
    const silence = silenceOf(scene, lane.now());
    // An attempt before this one may have arrived; a correction has to know.
    if (silence === 'corrected' && doubtOf(job)) return { drop: 'perhaps_sent' };
    return silence ? { drop: silence } : { send: await letterOf(world, env, scene, templates) };
  });
  if (!('send' in found) || found.send.corrects === null) return found;
  const before = await wasSent(parts, found.send.corrects, carrier.name);
  if (before === 'now') return { wait: 'corrected notice under way' };
  return before === 'yes' ? found : { drop: 'nothing_to_correct' };
}

async function writeDown(parts: NoticesOptions, job: Job, attempt: Attempt): Promise<void> {
  const { store, clock, log } = parts;
  const now = clock.now();
  if (attempt.is === 'sent') return store.jobs.done(job.key, now, 'sent');
  if (attempt.is === 'skipped') return store.jobs.done(job.key, now, attempt.why);
  // Whoever held it after us has settled it.
  if ((await store.jobs.get(job.key))?.state !== 'waiting') return;
  const { why } = attempt;
  const refused = attempt.is === 'refused';
  const dueOn = refused ? null : nextTry(job, now, attempt.waitSeconds);
  const text = failureText(job, why, !refused && attempt.mayHaveArrived);
  await store.jobs.failed(job.key, text, dueOn, now);
  if (dueOn === null) log(`notice given up: ${job.key}: ${why}`);
}

/** Does a job that this process holds; gives whether a letter was sent. */
export async function doJob(parts: NoticesOptions, job: Job, carrier: Carrier): Promise<boolean> {
  const { store, clock } = parts;
  const verdict = await verdictOn(parts, job, carrier);
  const now = clock.now();
  if ('wait' in verdict) {
    const again = instantOf(millis(now) + ASK_AGAIN);
    await store.jobs.failed(job.key, waitingText(job, verdict.wait), again, now);
    return false;
  }
  if ('drop' in verdict) {
    await store.jobs.done(job.key, now, verdict.drop);
    return false;
  }
  const attempt = await carrier.send(verdict.send);
  await writeDown(parts, job, attempt);
  return attempt.is === 'sent';
}
