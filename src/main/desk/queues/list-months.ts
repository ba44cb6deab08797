// Walking closed requests month by month in shelf or code order, so that a period never reads the years before it.

import { sql } from 'kysely';
import type { Instant } from '../../../shared/lib/time.ts';
import type { Reads } from '../db/transact.ts';
import { allOf, periodOf, plainConditions } from './list-where.ts';
import type { ListScope } from './list-where.ts';

/** Orders that have an index month by month. */
export type MonthOrder = 'shelf' | 'code';

const SOURCE = {
  shelf: { from: sql`request indexed by request_by_shelf`, key: sql`"callKey"` },
  code: { from: sql`request indexed by request_by_code`, key: sql`code` },
};

/** The months (UTC) from one instant to another, both included. */
export function monthsBetween(from: Instant, until: Instant): string[] {
  const months: string[] = [];
  const last = until.slice(0, 7);
  for (let [year = 0, month = 1] = from.split('-').map(Number); ; month += 1) {
    if (month > 12) [year, month] = [year + 1, 1];
    const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (text > last) return months;
    months.push(text);
  }
}

/** The months in which a list's requests were submitted. */
export async function monthsOf(db: Reads, scope: ListScope): Promise<string[]> {
  const { from, until } = periodOf(scope);
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select
      (select "submittedOn" from request indexed by request_filter
        where queue = ${scope.queue} and "isOpen" = 0 order by "submittedOn" limit 1) as first,
      (select "submittedOn" from request indexed by request_filter
        where queue = ${scope.queue} and "isOpen" = 0 order by "submittedOn" desc limit 1) as last
  `.execute(db);
  const { first, last } = rows[0] ?? {};
  if (!first || !last) return [];
  return monthsBetween(
    from !== null && from > first ? from : first,
    until !== null && until < last ? until : last,
  );
}

/** The first rows of a list's month with what they are ordered by; a limit of -1 gives all. */
export async function keysOfMonth(
  db: Reads,
  scope: ListScope,
  { sort, month, limit }: { sort: MonthOrder; month: string; limit: number },
): Promise<{ n: number; key: string }[]> {
  const { from, key } = SOURCE[sort];
  const { rows } = await sql<{ n: number; key: string }>`
    select n, ${key} as key from ${from}
    where ${allOf(plainConditions(scope))} and month = ${month} order by ${key}, n limit ${limit}
  `.execute(db);
  return rows;
}

/** Row numbers of one page: the beginning of each month, merged. */
export async function pageByMonths(
  db: Reads,
  scope: ListScope,
  page: { sort: MonthOrder; offset: number; limit: number },
): Promise<number[]> {
  const reach = page.offset + page.limit;
  const found: { n: number; key: string }[] = [];
  for (const month of await monthsOf(db, scope)) {
    found.push(...(await keysOfMonth(db, scope, { sort: page.sort, month, limit: reach })));
  }
  return found
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.n - b.n))
    .slice(page.offset, reach)
    .map((row) => row.n);
}
