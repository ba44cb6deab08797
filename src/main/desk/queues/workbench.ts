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

/** What readers said since an instant: words, and stars with their mean. */
export async function feedbackSince(
  db: Reads,
  since: Instant,
): Promise<{ words: number; ratings: number; stars: number | null }> {
  const { rows } = await sql<{ kind: string; total: number; stars: number | null }>`
    select kind, count(*) as total, avg(stars) as stars from feedback
    where state = 'new' and "at" >= ${since} group by kind
  `.execute(db);
  const of = (kind: string) => rows.find((row) => row.kind === kind);
  const ratings = of('rating');
  return {
    words: of('feedback')?.total ?? 0,
    ratings: ratings?.total ?? 0,
    stars: ratings?.stars ?? null,
  };
}

/** Lines of one kind of work. */
const MOST_SHOWN = 50;

async function numbers(db: Reads, query: ReturnType<typeof sql<{ n: number }>>): Promise<number[]> {
  const { rows } = await query.execute(db);
  return rows.map((row) => row.n);
}

/** Lines of a kind of work, the first due first. */
async function lines(
  db: Reads,
  where: ReturnType<typeof sql>,
  now: Instant,
  limit: number,
): Promise<RequestLine[]> {
  const found = await numbers(
    db,
    sql<{ n: number }>`
      select n from request where "isOpen" = 1 and ${where}
      order by "dueAt" is null, "dueAt", n limit ${limit}`,
  );
  return linesByNumber(db, found, now);
}

/** What is due first of each queue that the person works in, merged by due time; at most `limit`. */
export async function dueFirst(
  db: Reads,
  queues: readonly QueueName[],
  now: Instant,
  limit: number,
): Promise<RequestLine[]> {
  const pages = await Promise.all(
    queues.map((queue) =>
      numbers(
        db,
        sql<{ n: number }>`
          select n from request indexed by request_open_due
          where queue = ${queue} and "isOpen" = 1 and "dueAt" is not null
            and ("pausedUntil" is null or "pausedUntil" <= ${now})
            and ("claimBy" is null or "claimUntil" <= ${now})
          order by "dueAt" limit ${limit}`,
      ),
    ),
  );
  const all = await linesByNumber(db, pages.flat(), now);
  return all.toSorted((a, b) => ((a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : 1)).slice(0, limit);
}

/** Requests that a person has claimed now. */
export function claimedBy(db: Reads, staffId: string, now: Instant): Promise<RequestLine[]> {
  return lines(db, sql`"claimBy" = ${staffId} and "claimUntil" > ${now}`, now, MOST_SHOWN);
}

/**
 * What waits for a supervisor: requests with an open case, as given, and those in an exception. A case leaves the state
 * as it was, an ended one too.
 */
export async function openExceptions(
  db: Reads,
  withCase: readonly string[],
  now: Instant,
): Promise<RequestLine[]> {
  const cases = await linesById(db, [...new Set(withCase)].slice(0, MOST_SHOWN), now);
  const others = await lines(db, sql`state = 'exception'`, now, MOST_SHOWN);
  const rest = others.filter(({ request }) => !withCase.includes(request.id));
  return [...cases, ...rest].slice(0, MOST_SHOWN);
}

/** Requests that wait for an answer from or to a reader. */
export function promisedAnswers(db: Reads, now: Instant): Promise<RequestLine[]> {
  return lines(db, sql`state in ('needs_info', 'waiting', 'deferred')`, now, MOST_SHOWN);
}
