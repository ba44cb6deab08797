// Lists that a typed text narrows: a code by its index, few open rows read through, closed ones by the search table.

import { sql } from 'kysely';
import type { RequestFilters } from '../../../shared/desk-contract.ts';
import { foldText, matchExpression } from '../../../shared/library/search-tokens.ts';
import { closedToken } from '../db/search-index.ts';
import type { Reads } from '../db/transact.ts';
import { monthsOf } from './list-months.ts';
import { allOf, plainConditions } from './list-where.ts';
import type { Condition, ListScope } from './list-where.ts';

/** A text that finds more rows than this is sorted among the newest of them. */
const MOST_HITS = 5000;
/** More months than this are searched without their tokens. */
const MOST_MONTHS = 150;
const CODE = /^[A-Za-z]+(?:\d*-\d+|\d+-)[A-Za-z]*$/u;
const LAST_SIGN = '\u{10ffff}';

/** What was typed into a list's filter; null when nothing was. */
export function typedText(filters: RequestFilters): string | null {
  return filters.text?.trim() || null;
}

/**
 * Requests whose code begins with the text, as a condition; null where it is none, but a call number that looks
 * like one.
 */
export async function codeCondition(db: Reads, typed: string): Promise<Condition | null> {
  if (!CODE.test(typed)) return null;
  const code = typed.toUpperCase();
  const condition = sql`code >= ${code} and code < ${code + LAST_SIGN}`;
  const { rows } = await sql`select 1 from request where ${condition} limit 1`.execute(db);
  return rows.length > 0 ? condition : null;
}

/** The check after the index: the request's text really holds every word. */
export function holdsWords(typed: string): Condition {
  return allOf(
    foldText(typed)
      .split(' ')
      .map((word) => sql`instr(search, ${word}) > 0`),
  );
}

/** The rows that a text finds, as a select of their numbers; null when nothing in the text can be found. */
async function hitsOf(db: Reads, scope: ListScope, typed: string): Promise<Condition | null> {
  const plain = plainConditions(scope);
  const code = await codeCondition(db, typed);
  if (code !== null) {
    return sql`select n from request indexed by request_code
      where ${allOf([code, ...plain])} limit ${MOST_HITS}`;
  }
  const expression = matchExpression(typed);
  if (expression === null) return null;
  if (scope.tab !== 'closed') {
    const where = allOf([...plain, holdsWords(typed)]);
    return sql`select n from request indexed by request_open_due where ${where}`;
  }
  const months = await monthsOf(db, scope);
  if (months.length === 0) return null;
  const lists = months.map((month) => closedToken(scope.queue, month)).join(' OR ');
  const narrowed = months.length > MOST_MONTHS ? expression : `(${lists}) AND (${expression})`;
  return sql`select request.n from request_search cross join request
    on request.n = request_search.rowid
    where request_search match ${narrowed} and ${allOf([...plain, holdsWords(typed)])}
    order by request_search.rowid desc limit ${MOST_HITS}`;
}

/** Row numbers of one page and how many rows there are, at most `MOST_HITS`. */
export async function listByText(
  db: Reads,
  scope: ListScope,
  typed: string,
  page: { order: Condition; offset: number; limit: number },
): Promise<{ numbers: number[]; found: number }> {
  const hits = await hitsOf(db, scope, typed);
  if (hits === null) return { numbers: [], found: 0 };
  const { rows } = await sql<{ n: number; found: number }>`
    with hits as materialized (${hits})
    select n, (select count(*) from hits) as found from request where n in (select n from hits)
    order by ${page.order} limit ${page.limit} offset ${page.offset}
  `.execute(db);
  if (rows.length > 0 || page.offset === 0) {
    return { numbers: rows.map((row) => row.n), found: rows[0]?.found ?? 0 };
  }
  return { numbers: [], found: await countByText(db, scope, typed) };
}

/** How many rows a text finds, at most `MOST_HITS`. */
export async function countByText(db: Reads, scope: ListScope, typed: string): Promise<number> {
  const hits = await hitsOf(db, scope, typed);
  if (hits === null) return 0;
  const { rows } = await sql<{ found: number }>`
    select count(*) as found from (${hits})
  `.execute(db);
  return rows[0]?.found ?? 0;
}
