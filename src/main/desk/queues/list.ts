// The lists of the queue page: counts a tab and one page of rows, within milliseconds on a million requests.

import { sql } from 'kysely';
import type { RequestSort } from '../../../shared/desk-contract.ts';
import type { Reads } from '../db/transact.ts';
import { pageByMonths } from './list-months.ts';
import { countByText, listByText, typedText } from './list-text.ts';
import { allOf, isUnfiltered, plainConditions } from './list-where.ts';
import type { Condition, ListScope } from './list-where.ts';

/** A number of rows; `more` reads "1,000+". */
export interface Count {
  total: number;
  more: boolean;
}

/** One page of a list. */
export interface ListPage {
  sort: RequestSort;
  offset: number;
  limit: number;
}

/** Filtered closed rows are counted no further than this. */
const COUNT_LIMIT = 1000;

const ORDER: Record<RequestSort, Condition> = {
  due: sql`"dueAt" is null, "dueAt", n`,
  oldest: sql`"submittedOn", n`,
  newest: sql`"submittedOn" desc, n desc`,
  shelf: sql`"callKey", n`,
  code: sql`code, n`,
};

/** Without a due time (closed rows have none) the newest come first. */
function sortOf(scope: ListScope, { sort }: ListPage): RequestSort {
  return scope.tab === 'closed' && sort === 'due' ? 'newest' : sort;
}

function asCount(scope: ListScope, found: number): Count {
  if (scope.tab !== 'closed' || found <= COUNT_LIMIT || isUnfiltered(scope)) {
    return { total: found, more: false };
  }
  return { total: COUNT_LIMIT, more: true };
}

/** The index that answers a list's conditions by itself: rows of one collection lie together there, in shelf order. */
function coveringIndex({ filters }: ListScope): Condition {
  return filters.collection === undefined ? sql`request_filter` : sql`request_by_collection`;
}

/** Rows of a list without a text, read from the covering index. */
async function countPlain(db: Reads, scope: ListScope): Promise<number> {
  const limit = scope.tab === 'closed' && !isUnfiltered(scope) ? COUNT_LIMIT + 1 : -1;
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from (
      select 1 from request indexed by ${coveringIndex(scope)}
      where ${allOf(plainConditions(scope))} limit ${limit}
    )
  `.execute(db);
  return rows[0]?.total ?? 0;
}

/** Counts the rows of a list: open and unfiltered ones exactly, others up to 1,000. */
export async function countRequests(db: Reads, scope: ListScope): Promise<Count> {
  const typed = typedText(scope.filters);
  const found = typed === null ? await countPlain(db, scope) : await countByText(db, scope, typed);
  return asCount(scope, found);
}

/** Few rows: all are found by the covering index, then sorted. */
async function pageOfFew(
  db: Reads,
  scope: ListScope,
  page: ListPage,
  found: number[],
): Promise<number[]> {
  if (found.length === 0) return [];
  const { rows } = await sql<{ n: number }>`
    select n from request not indexed where n in (select value from json_each(${JSON.stringify(found)}))
    order by ${ORDER[sortOf(scope, page)]} limit ${page.limit} offset ${page.offset}
  `.execute(db);
  return rows.map((row) => row.n);
}

/** Every open row, or the first closed ones, by the covering index. */
async function findPlain(db: Reads, scope: ListScope): Promise<number[]> {
  const limit = scope.tab === 'closed' ? COUNT_LIMIT + 1 : -1;
  const { rows } = await sql<{ n: number }>`
    select n from request indexed by ${coveringIndex(scope)}
    where ${allOf(plainConditions(scope))} limit ${limit}
  `.execute(db);
  return rows.map((row) => row.n);
}

/** Many rows: an index that has the order is walked to the page's end. */
async function pageOfMany(db: Reads, scope: ListScope, page: ListPage): Promise<number[]> {
  const sort = sortOf(scope, page);
  const isOnItsShelf = sort === 'shelf' && scope.filters.collection !== undefined;
  if (sort === 'code' || (sort === 'shelf' && !isOnItsShelf)) {
    return pageByMonths(db, scope, { ...page, sort });
  }
  const index = isOnItsShelf ? coveringIndex(scope) : sql`request_filter`;
  const { rows } = await sql<{ n: number }>`
    select n from request indexed by ${index} where ${allOf(plainConditions(scope))}
    order by ${ORDER[sort]} limit ${page.limit} offset ${page.offset}
  `.execute(db);
  return rows.map((row) => row.n);
}

/** Row numbers of one page of a list in their order, with the count of the whole list. */
export async function listRequests(
  db: Reads,
  scope: ListScope,
  page: ListPage,
): Promise<{ numbers: number[]; count: Count }> {
  const typed = typedText(scope.filters);
  if (typed !== null) {
    const order = ORDER[sortOf(scope, page)];
    const { numbers, found } = await listByText(db, scope, typed, { ...page, order });
    return { numbers, count: asCount(scope, found) };
  }
  const found = await findPlain(db, scope);
  if (scope.tab !== 'closed' || found.length <= COUNT_LIMIT) {
    const numbers = await pageOfFew(db, scope, page, found);
    return { numbers, count: asCount(scope, found.length) };
  }
  const total = isUnfiltered(scope) ? await countPlain(db, scope) : found.length;
  return { numbers: await pageOfMany(db, scope, page), count: asCount(scope, total) };
}
