// Finding requests of every queue by code, title, call number or barcode, for the palette.

import { sql } from 'kysely';
import type { RequestLine } from '../../../shared/desk-contract.ts';
import { foldText, matchExpression } from '../../../shared/library/search-tokens.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { Reads } from '../db/transact.ts';
import { linesByNumber } from '../queues/lines.ts';

/** More hits than this are not looked through. */
const MOST_HITS = 500;

/** Requests that the text finds, a code's own first, then open ones, then the newest. */
export async function requestsByText(
  reads: Reads,
  typed: string,
  now: Instant,
  limit: number,
): Promise<RequestLine[]> {
  const expression = matchExpression(typed);
  if (expression === null) return [];
  const words = foldText(typed).split(' ');
  const holds = sql.join(
    words.map((word) => sql`instr(search, ${word}) > 0`),
    sql` and `,
  );
  const { rows } = await sql<{ n: number }>`
    select n from request where n in (
      select rowid from request_search where request_search match ${expression}
      order by rowid desc limit ${MOST_HITS}
    ) and ${holds}
    order by code = ${typed.toUpperCase()} desc, "isOpen" desc, n desc limit ${limit}
  `.execute(reads);
  return linesByNumber(
    reads,
    rows.map((row) => row.n),
    now,
  );
}
