// The lists of the queue page: counts a tab and one page of rows, within milliseconds on a million requests.

import { sql } from 'kysely';
import type { RequestSort } from '../../../shared/desk-contract.ts';
import type { Reads } from '../db/transact.ts';
import { allOf, plainConditions, textConditions } from './list-where.ts';
import type { Condition, ListScope } from './list-where.ts';

/** A number of rows; `more` reads "1,000+". */
export interface Count {
  total: number;
  more: boolean;
}

/** Closed rows are counted no further than this. */
const COUNT_LIMIT = 1000;

const ORDER: Record<RequestSort, Condition> = {
  due: sql`"dueAt" is null, "dueAt", n`,
  oldest: sql`"submittedOn", n`,
  newest: sql`"submittedOn" desc, n desc`,
  shelf: sql`"callKey", n`,
  code: sql`code, n`,
};
/** Without a due time (closed rows have none) the newest come first. */
const CLOSED_DUE: Condition = ORDER.newest;

interface Source {
  /** Table with the index that has to be used, and what narrows it. */
  from: Condition;
  where: Condition;
}

/**
 * Where the rows are read from. Filters alone are answered by the covering index; a text is answered by the search
 * table first, and then no other index may be used, because any of them would read more rows.
 */
function sourceOf(scope: ListScope): Source | 'never' {
  const plain = plainConditions(scope);
  const text = textConditions(scope.filters);
  if (text === 'never') return 'never';
  if (text === null) return { from: sql`request indexed by request_filter`, where: allOf(plain) };
  return { from: sql`request not indexed`, where: allOf([...text, ...plain]) };
}

async function countSource(db: Reads, scope: ListScope, source: Source): Promise<Count> {
  const limit = scope.tab === 'closed' ? COUNT_LIMIT + 1 : -1;
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from (select 1 from ${source.from} where ${source.where} limit ${limit})
  `.execute(db);
  const total = rows[0]?.total ?? 0;
  const more = limit > 0 && total > COUNT_LIMIT;
  return { total: more ? COUNT_LIMIT : total, more };
}

/** Counts the rows of a list: open ones exactly, closed ones up to 1,000. */
export async function countRequests(db: Reads, scope: ListScope): Promise<Count> {
  const source = sourceOf(scope);
  return source === 'never' ? { total: 0, more: false } : countSource(db, scope, source);
}

/** Index that yields the wanted order without sorting, where there is one. */
const WALK: Record<RequestSort, Condition> = {
  due: sql`request indexed by request_filter`,
  oldest: sql`request indexed by request_filter`,
  newest: sql`request indexed by request_filter`,
  shelf: sql`request indexed by request_by_shelf`,
  code: sql`request indexed by request_by_code`,
};

/**
 * Row numbers of one page. Many hits: walk the index that has the order and stop at the page's end.
 * Few hits: find them all by the covering index, then sort.
 */
async function pageNumbers(
  db: Reads,
  scope: ListScope,
  source: Source,
  page: { sort: RequestSort; offset: number; limit: number; dense: boolean },
): Promise<number[]> {
  const order = page.sort === 'due' && scope.tab === 'closed' ? CLOSED_DUE : ORDER[page.sort];
  const from = page.dense && scope.filters.text === undefined ? WALK[page.sort] : null;
  const query =
    from === null
      ? sql<{ n: number }>`
          with hits as materialized (select n as hit from ${source.from} where ${source.where})
          select n from request where n in (select hit from hits)
          order by ${order} limit ${page.limit} offset ${page.offset}`
      : sql<{ n: number }>`
          select n from ${from} where ${source.where}
          order by ${order} limit ${page.limit} offset ${page.offset}`;
  const { rows } = await query.execute(db);
  return rows.map((row) => row.n);
}

/** Row numbers of one page of a list in their order, with the count of the whole list. */
export async function listRequests(
  db: Reads,
  scope: ListScope,
  page: { sort: RequestSort; offset: number; limit: number },
): Promise<{ numbers: number[]; count: Count }> {
  const source = sourceOf(scope);
  if (source === 'never') return { numbers: [], count: { total: 0, more: false } };
  const count = await countSource(db, scope, source);
  const dense = count.more && page.sort !== 'due';
  const numbers = await pageNumbers(db, scope, source, { ...page, dense });
  return { numbers, count };
}
