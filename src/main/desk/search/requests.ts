// Finding requests of every queue by code, title, call number or barcode, for the palette.

import { sql } from 'kysely';
import type { RequestLine } from '../../../shared/desk-contract.ts';
import { matchExpression } from '../../../shared/library/search-tokens.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { Reads } from '../db/transact.ts';
import { linesByNumber } from '../queues/lines.ts';
import { codeCondition, holdsWords } from '../queues/list-text.ts';
import type { Condition } from '../queues/list-where.ts';

/** More hits than this are not looked through. */
const MOST_HITS = 500;

async function numbersBy(reads: Reads, where: Condition, limit: number): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`
    select n from request where ${where} order by "isOpen" desc, n desc limit ${limit}
  `.execute(reads);
  return rows.map((row) => row.n);
}

/** Requests that the text finds, open ones first, then the newest; a code finds those that begin with it. */
export async function requestsByText(
  reads: Reads,
  typed: string,
  now: Instant,
  limit: number,
): Promise<RequestLine[]> {
  const code = await codeCondition(reads, typed);
  if (code !== null) {
    const first = sql`n in (select n from request where ${code} order by code limit ${MOST_HITS})`;
    return linesByNumber(reads, await numbersBy(reads, first, limit), now);
  }
  const expression = matchExpression(typed);
  if (expression === null) return [];
  const hits = sql`n in (
    select rowid from request_search where request_search match ${expression}
    order by rowid desc limit ${MOST_HITS}
  ) and ${holdsWords(typed)}`;
  return linesByNumber(reads, await numbersBy(reads, hits, limit), now);
}
