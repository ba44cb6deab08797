// What is on a person's workbench: counts a queue, what is due first, own claims, exceptions, promised answers.

import { sql } from 'kysely';
import type { RequestLine } from '../../../shared/desk-contract.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import { QUEUE_NAMES } from '../../../shared/queues/request.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { Reads } from '../db/transact.ts';
import { linesById, linesByNumber } from './lines.ts';

/** Open requests of one queue; late ones are counted in both groups. */
export interface QueueCounts {
  queue: QueueName;
  pending: number;
  inProgress: number;
  late: number;
  open: number;
}

interface CountRow {
  queue: QueueName;
  label: string;
  total: number;
  late: number;
}

/** Whose orders are counted: those of these booksellers only, or (null) everybody's. */
export type Vendors = string[] | null;

const ofVendors = (vendors: Vendors) =>
  vendors === null ? sql`` : sql`and "vendorId" in (${sql.join([...vendors, ''])})`;

/** Open requests of every queue by label, with how many of them are late now. */
export async function queueCounts(
  db: Reads,
  now: Instant,
  vendors: Vendors,
): Promise<QueueCounts[]> {
  const { rows } = await sql<CountRow>`
    select queue, label, count(*) as total, coalesce(sum("dueAt" < ${now}), 0) as late
    from request indexed by request_filter
    where queue in (${sql.join([...QUEUE_NAMES])}) and "isOpen" = 1 ${ofVendors(vendors)}
    group by queue, label
  `.execute(db);
  return QUEUE_NAMES.map((queue) => {
    const own = rows.filter((row) => row.queue === queue);
    const sum = (of: CountRow[], what: 'total' | 'late') =>
      of.reduce((all, row) => all + row[what], 0);
    const pending = sum(
      own.filter((row) => row.label === 'pending'),
      'total',
    );
    const open = sum(own, 'total');
    return { queue, pending, inProgress: open - pending, late: sum(own, 'late'), open };
  });
}

/** Requests of a queue that ended since an instant. */
export async function closedSince(
  db: Reads,
  queue: QueueName,
  since: Instant,
  vendors: Vendors,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from request indexed by request_by_end
    where queue = ${queue} and "isOpen" = 0 and "endedOn" >= ${since} ${ofVendors(vendors)}
  `.execute(db);
  return rows[0]?.total ?? 0;
}

/** What readers said: words that wait for an answer, however old, and stars since an instant with their mean. */
export async function feedbackSince(
  db: Reads,
  since: Instant,
): Promise<{ words: number; ratings: number; stars: number | null }> {
  const { rows } = await sql<{ kind: string; total: number; stars: number | null }>`
    select kind, count(*) as total, avg(stars) as stars from feedback
    where (kind = 'rating' and state = 'new' and "at" >= ${since})
      or (kind = 'feedback' and state in ('new', 'taken', 'reopened')) group by kind
  `.execute(db);
  const of = (kind: string) => rows.find((row) => row.kind === kind);
  const ratings = of('rating');
  return {
    words: of('feedback')?.total ?? 0,
    ratings: ratings?.total ?? 0,
    stars: ratings?.stars ?? null,
  };
}

/** Requests that somebody's work can be among. */
export interface WorkScope {
  queues: readonly QueueName[];
  vendors: Vendors;
}

/** The first lines of one kind of work, with how many there are. */
export interface Work {
  lines: RequestLine[];
  total: number;
}

/** Lines of one kind of work. */
const MOST_SHOWN = 50;

const ofScope = ({ queues, vendors }: WorkScope) =>
  sql`queue in (${sql.join([...queues])}) ${ofVendors(vendors)}`;

/** Work of a kind among the requests of a scope, the first due first. */
async function work(
  db: Reads,
  where: ReturnType<typeof sql>,
  now: Instant,
  room: number,
): Promise<Work> {
  const { rows } = await sql<{ n: number; total: number }>`
    select n, count(*) over () as total from request where ${where}
    order by "dueAt" is null, "dueAt", n limit ${Math.max(room, 1)}
  `.execute(db);
  const found = rows.slice(0, room).map((row) => row.n);
  return { lines: await linesByNumber(db, found, now), total: rows[0]?.total ?? 0 };
}

/** Numbers of open requests that nobody has claimed and that do not wait, by due time; at most `limit`. */
export async function dueNumbers(
  db: Reads,
  { queues, vendors }: WorkScope,
  now: Instant,
  limit: number,
): Promise<number[]> {
  const pages = await Promise.all(
    queues.map((queue) =>
      sql<{ n: number; dueAt: Instant }>`
        select n, "dueAt" from request indexed by request_open_due
        where queue = ${queue} and "isOpen" = 1 and "dueAt" is not null
          and ("pausedUntil" is null or "pausedUntil" <= ${now})
          and ("claimBy" is null or "claimUntil" <= ${now}) ${ofVendors(vendors)}
        order by "dueAt" limit ${limit}
      `.execute(db),
    ),
  );
  return pages
    .flatMap(({ rows }) => rows)
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    .slice(0, limit)
    .map(({ n }) => n);
}

/** Requests that a person has claimed now. */
export function claimedBy(db: Reads, staffId: string, now: Instant): Promise<Work> {
  const where = sql`"isOpen" = 1 and "claimBy" = ${staffId} and "claimUntil" > ${now}`;
  return work(db, where, now, MOST_SHOWN);
}

/**
 * What waits for a supervisor: requests with an open case, as given, and those in an exception. A case leaves the state
 * as it was, an ended one too.
 */
export async function openExceptions(
  db: Reads,
  scope: WorkScope,
  withCase: readonly string[],
  now: Instant,
): Promise<Work> {
  const given = sql`id in (select value from json_each(${JSON.stringify(withCase)}))`;
  const { rows } = await sql<{ id: string }>`
    select id from request where ${given} and ${ofScope(scope)}
  `.execute(db);
  const within = new Set(rows.map((row) => row.id));
  const ids = [...new Set(withCase)].filter((id) => within.has(id));
  const cases = await linesById(db, ids.slice(0, MOST_SHOWN), now);
  const rest = sql`"isOpen" = 1 and state = 'exception' and ${ofScope(scope)} and not ${given}`;
  const others = await work(db, rest, now, MOST_SHOWN - cases.length);
  return { lines: [...cases, ...others.lines], total: ids.length + others.total };
}

/** Requests that wait for an answer from or to a reader. */
export function promisedAnswers(db: Reads, scope: WorkScope, now: Instant): Promise<Work> {
  const waits = sql`state in ('needs_info', 'waiting', 'deferred')`;
  return work(db, sql`"isOpen" = 1 and ${waits} and ${ofScope(scope)}`, now, MOST_SHOWN);
}
