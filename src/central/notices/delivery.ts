// One carrier's job: whether its notice is still to be sent, the attempt, and what is written down of it.

import { DAY_MS, instantOf, millis } from '../../shared/lib/time.ts';
import type { Instant } from '../../shared/lib/time.ts';
import { cardIds } from '../../shared/circulation/readers/reader-standing.ts';
import type { Notice, Template } from '../../shared/library/entities.ts';
import { sceneOf, silenceOf } from '../../shared/queues/notices/notice-silence.ts';
import type { Scene } from '../../shared/queues/notices/notice-silence.ts';
import type { World } from '../../shared/queues/world/world.ts';
import type { Job } from '../store/job-port.ts';
import { doubtOf, failureText, nextTry, waitingText } from './attempts.ts';
import type { Attempt, Carrier, Letter } from './carrier.ts';
import { quietUntil } from './hours.ts';
import { digestLetter, letterOf } from './letter.ts';
import type { NoticesOptions } from './notices-port.ts';
import { digestKey, digestNoted, digestOf, keyOf, noticeOf } from './keys.ts';
import type { Digest } from './keys.ts';

/** Milliseconds until a correction asks again what became of the notice before it. */
const ASK_AGAIN = 5_000;

/** Days that a digest looks back: it waits for its time, and over quiet hours. */
const DIGEST_DAYS = 3;

/** What is to be done with a job. */
type Verdict = { send: Letter } | { drop: string } | { wait: string; until?: Instant };

/** Whether a carrier took the notice that a correction is about: yes (or perhaps), no, or it is being sent just now. */
async function wasSent(
  parts: NoticesOptions,
  noticeId: string,
  carrier: string,
  readerId: string,
): Promise<'yes' | 'no' | 'now'> {
  const { store, clock } = parts;
  const job = await store.jobs.get(keyOf(noticeId, carrier));
  if (!job) {
    const planned = await store.jobs.get(keyOf(noticeId));
    if (planned?.state === 'waiting') return 'now';
    return (await digestSent(parts, planned, carrier, readerId)) ?? 'no';
  }
  if (job.state === 'done')
    return /^(?:sent|perhaps_sent)$/u.test(job.lastError ?? '') ? 'yes' : 'no';
  // It waits for another attempt that the correction itself makes needless.
  if (job.state === 'given_up' || job.dueOn > clock.now()) return doubtOf(job) ? 'yes' : 'no';
  return 'now';
}

/** What became of a correction's notice that was left to a digest: sent with it or not; null where it was not left to one. */
async function digestSent(
  { store }: NoticesOptions,
  planned: Job | null,
  carrier: string,
  readerId: string,
): Promise<'yes' | 'no' | null> {
  const digest = digestNoted(planned, readerId);
  if (digest === null) return null;
  const job = await store.jobs.get(digestKey(digest, carrier));
  if (!job || (job.state === 'done' && job.lastError !== 'sent')) return 'no';
  return job.state === 'done' || doubtOf(job) ? 'yes' : 'no';
}

async function templatesOf({ store }: NoticesOptions): Promise<Template[]> {
  const rows = await store.reads.all('template');
  return rows.map((row) => JSON.parse(row.image) as Template);
}

/** Notices of a reader, the oldest first, with those that a merge has moved to another card. */
async function noticesOf(world: Pick<World, 'get' | 'list'>, readerId: string): Promise<Notice[]> {
  // In this order: what moves in between is there in one of the two.
  const own = await world.list('noticesOfReader', readerId);
  const ids = await cardIds(world, readerId);
  const moved = ids.filter((id) => id !== readerId).map((id) => world.list('noticesOfReader', id));
  const all = [...own, ...(await Promise.all(moved)).flat()];
  return [...new Map(all.map((notice) => [notice.id, notice])).values()];
}

/** Notices that were left to a digest, the oldest first. */
async function leftTo({ lane, store }: NoticesOptions, digest: Digest): Promise<Notice[]> {
  const since = instantOf(millis(lane.now()) - DIGEST_DAYS * DAY_MS);
  const notices = await lane.look((world) => noticesOf(world, digest.readerId));
  const left: Notice[] = [];
  for (const notice of notices.filter(({ at }) => at >= since)) {
    const noted = digestNoted(await store.jobs.get(keyOf(notice.id)), notice.readerId);
    if (noted?.readerId === digest.readerId && noted.time === digest.time) left.push(notice);
  }
  return left;
}

/** The digest as it stands now: without what was overtaken or taken back before anybody was told. */
async function digestVerdict(
  parts: NoticesOptions,
  about: Digest,
  carrier: Carrier,
): Promise<Verdict> {
  const { lane } = parts;
  const told: string[] = [];
  for (const { id, corrects } of await leftTo(parts, about)) {
    const before =
      corrects === null ? 'yes' : await wasSent(parts, corrects, carrier.name, about.readerId);
    if (before !== 'no') told.push(id);
  }
  const templates = await templatesOf(parts);
  return lane.look(async (world, env): Promise<Verdict> => {
    const scenes: Scene[] = [];
    for (const id of told) {
      const scene = await sceneOf(world, id);
      if (scene && silenceOf(scene, lane.now(), DIGEST_DAYS * DAY_MS) === null) scenes.push(scene);
    }
    return scenes.length === 0
      ? { drop: 'overtaken' }
      : { send: await digestLetter({ world, env, templates }, about, scenes) };
  });
}

/** When this may be sent, in real time, where it is not now: the library's quiet hours. */
async function quietEnd({ lane, clock }: NoticesOptions): Promise<Instant | null> {
  const now = lane.now();
  const end = await lane.look(async (_, { settings }) => quietUntil(settings, now));
  return end && instantOf(millis(clock.now()) + millis(end) - millis(now));
}

async function verdictOn(parts: NoticesOptions, job: Job, carrier: Carrier): Promise<Verdict> {
  const { lane } = parts;
  const until = await quietEnd(parts);
  if (until !== null) return { wait: 'quiet hours', until };
  const digest = digestOf(job);
  if (digest) return digestVerdict(parts, digest, carrier);
  const templates = await templatesOf(parts);
  const found = await lane.look(async (world, env) => {
    const scene = await sceneOf(world, noticeOf(job));
    if (!scene) return { drop: 'gone' };
    const silence = silenceOf(scene, lane.now());
    // An attempt before this one may have arrived; a correction has to know.
    if (silence === 'corrected' && doubtOf(job)) return { drop: 'perhaps_sent' };
    return silence ? { drop: silence } : { send: await letterOf({ world, env, templates }, scene) };
  });
  if (!('send' in found) || found.send.corrects === null) return found;
  const { corrects, readerId } = found.send;
  const before = await wasSent(parts, corrects, carrier.name, readerId);
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
    const again = verdict.until ?? instantOf(millis(now) + ASK_AGAIN);
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
