// Side jobs over either database; only how several takers pass each other by differs.

import { sql } from 'kysely';
import type { Instant } from '../../shared/lib/time.ts';
import type { Dialect } from './dialect.ts';
import type { Job, JobStore, NewJob } from './job-port.ts';
import { jobOf } from './rows.ts';
import type { Db, Tables } from './schema.ts';

/** A new job as columns. */
export function jobColumns(stream: string, job: NewJob, now: Instant): Tables['job'] {
  return {
    stream,
    key: job.key,
    kind: job.kind,
    body: JSON.stringify(job.body),
    due_on: job.dueOn,
    tries: 0,
    state: 'waiting',
    last_error: null,
    made_on: now,
    done_on: null,
    leased_until: null,
  };
}

/** Rows in one insert; some databases bound the parameters of a statement. */
const CHUNK = 500;

async function addJobs(
  db: Db,
  stream: string,
  jobs: readonly NewJob[],
  now: Instant,
): Promise<void> {
  for (let from = 0; from < jobs.length; from += CHUNK) {
    const part = jobs.slice(from, from + CHUNK).map((job) => jobColumns(stream, job, now));
    await db
      .insertInto('job')
      .values(part)
      .onConflict((conflict) => conflict.columns(['stream', 'key']).doNothing())
      .execute();
  }
}

const doneAt = (now: Instant) => ({ state: 'done', done_on: now, leased_until: null }) as const;

/** The jobs of one stream. */
export function jobsOf(
  db: Db,
  stream: string,
  { kind, pairs, texts }: Pick<Dialect, 'kind' | 'pairs' | 'texts'>,
): JobStore {
  /** Several processes take at once. */
  const skipLocked = kind === 'postgres';
  const ofKey = (key: string) =>
    db.updateTable('job').where('stream', '=', stream).where('key', '=', key);
  const all = () => db.selectFrom('job').where('stream', '=', stream);
  return {
    add: (jobs, now) => addJobs(db, stream, jobs, now),
    async take(kind, now, leaseUntil, limit) {
      const due = all()
        .where('kind', '=', kind)
        // Said in so many words: the index of waiting jobs serves no question with a parameter in this place.
        .where('state', '=', sql.lit('waiting'))
        .where('due_on', '<=', now)
        .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
        .orderBy('due_on')
        .orderBy('key')
        .limit(limit)
        .select('key');
      // Materialized, so that no plan asks twice and locks more than the limit.
      const taken = await db
        .with(
          (cte) => cte('due').materialized(),
          () => (skipLocked ? due.forUpdate().skipLocked() : due),
        )
        .updateTable('job')
        .set((eb) => ({ leased_until: leaseUntil, tries: eb('tries', '+', 1) }))
        .where('stream', '=', stream)
        .where('key', 'in', (eb) => eb.selectFrom('due').select('due.key'))
        .returningAll()
        .execute();
      const byDue = (a: Job, b: Job) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0);
      return taken.map(jobOf).toSorted(byDue);
    },
    async done(key, now, note) {
      const keys = [key].flat();
      if (keys.length === 0) return;
      await db
        .updateTable('job')
        .where('stream', '=', stream)
        .where('key', 'in', (eb) => eb.selectFrom(texts(keys)).select('k.a'))
        .set({ ...doneAt(now), last_error: note })
        .execute();
    },
    async doneEach(notes, now) {
      if (notes.length === 0) return;
      await db
        .updateTable('job')
        .from(pairs(notes))
        .where('job.stream', '=', stream)
        .whereRef('job.key', '=', 'k.a')
        .set((eb) => ({ ...doneAt(now), last_error: eb.ref('k.b') }))
        .execute();
    },
    async failed(key, error, dueOn, now) {
      const over = dueOn === null;
      const set = over ? { state: 'given_up' as const, done_on: now } : { due_on: dueOn };
      await ofKey(key)
        .set({ ...set, last_error: error, leased_until: null })
        .execute();
    },
    async sweep(kind, before, limit) {
      const over = all()
        .where('kind', '=', kind)
        // What is over was made before: the index of makings leads past all newer jobs.
        .where('made_on', '<', before)
        .where('state', '<>', 'waiting')
        .where('done_on', '<', before)
        .limit(limit)
        .select('key');
      const { numDeletedRows } = await db
        .deleteFrom('job')
        .where('stream', '=', stream)
        .where('key', 'in', over)
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
    async get(key) {
      const row = await all().where('key', '=', key).selectAll().executeTakeFirst();
      return row ? jobOf(row) : null;
    },
    counts: () =>
      all()
        .groupBy(['kind', 'state'])
        .orderBy('kind')
        .orderBy('state')
        .select((eb) => ['kind', 'state', eb.fn.countAll<number>().as('count')] as const)
        .execute(),
    async waiting(kind) {
      const found = await all()
        .where('kind', '=', kind)
        .where('state', '=', sql.lit('waiting'))
        .select((eb) => [
          eb.fn.countAll<number>().as('count'),
          eb.fn.min<string | null>('made_on').as('since'),
        ])
        .executeTakeFirstOrThrow();
      return { count: found.count, since: found.since };
    },
    async list(kind, limit) {
      const rows = await all()
        .where('kind', '=', kind)
        .orderBy('made_on', 'desc')
        .orderBy('key', 'desc')
        .limit(limit)
        .selectAll()
        .execute();
      return rows.map(jobOf);
    },
  };
}
