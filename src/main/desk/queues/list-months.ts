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

/** A row with what it is ordered by. */
interface Keyed {
  n: number;
  key: string;
}

/** Which rows of a month: the first ones, none after a key where one is named; a limit of -1 gives all. */
interface MonthAsk {
  sort: MonthOrder;
  month: string;
  limit: number;
  last?: string | undefined;
}

/** Rows of a list's month in their order. */
export async function keysOfMonth(
  db: Reads,
  scope: ListScope,
  { sort, month, limit, last }: MonthAsk,
): Promise<Keyed[]> {
  const { from, key } = SOURCE[sort];
  const conditions = [...plainConditions(scope), sql`month = ${month}`];
  if (last !== undefined) conditions.push(sql`${key} <= ${last}`);
  const { rows } = await sql<Keyed>`
    select n, ${key} as key from ${from}
    where ${allOf(conditions)} order by ${key}, n limit ${limit}
  `.execute(db);
  return rows;
}

const inOrder = (a: Keyed, b: Keyed) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.n - b.n);

/**
 * Row numbers of one page: the beginning of each month, merged. What comes after the page's last row so far is not looked
 * for any more, so that a filter which few rows pass reads less of each month than of the one before.
 */
export async function pageByMonths(
  db: Reads,
  scope: ListScope,
  page: { sort: MonthOrder; offset: number; limit: number },
): Promise<number[]> {
  const reach = page.offset + page.limit;
  let found: Keyed[] = [];
  for (const month of await monthsOf(db, scope)) {
    const last = found[reach - 1]?.key;
    const more = await keysOfMonth(db, scope, { sort: page.sort, month, limit: reach, last });
    if (more.length > 0) found = [...found, ...more].toSorted(inOrder).slice(0, reach);
  }
  return found.slice(page.offset).map((row) => row.n);
}
