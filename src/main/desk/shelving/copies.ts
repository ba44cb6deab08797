// Copies as a shelf is read with them: by their barcodes, or all that a stretch of shelf holds.

import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { cleanCode, codeForms } from '../../../shared/library/barcodes.ts';
import type { ShelfCopy, Stretch } from '../../../shared/shelving/reading.ts';
import type { Reads } from '../db/transact.ts';

/** Barcodes that are asked for in one query. */
const AT_ONCE = 500;

/** The open search for a copy, and the request that has it: a search that has found it is the latter. */
async function select(reads: Reads, where: RawBuilder<unknown>): Promise<ShelfCopy[]> {
  const { rows } = await sql<ShelfCopy>`
    select copy.id, copy.barcode, copy."callNumber", copy."shelfKey" as key, copy.volume,
      copy.holding, copy.status, coalesce(title.title, '') as title, loan."dueOn" as "lentUntil",
      holder.code as "heldFor",
      (select search.code from request as search
        where search."copyId" = copy.id and search.queue = 'find_book' and search."isOpen" = 1
          and search.state in ('open', 'waiting') order by search."submittedOn" limit 1) as "lookedFor"
    from copy
      left join title on title.id = copy."titleId"
      left join loan on loan."copyId" = copy.id and loan."closedOn" is null
      left join custody on custody."copyId" = copy.id and custody."until" is null
      left join request as holder on holder.id = custody."requestId"
    where ${where}
  `.execute(reads);
  return rows;
}

/** A scanned code as barcodes are written. */
export function barcodeOf(code: string): string {
  return cleanCode(code).toUpperCase();
}

/** Barcodes that a scanned code may be, the likeliest first. */
function barcodesOf(code: string): string[] {
  return [...codeForms(cleanCode(code)), ...codeForms(barcodeOf(code))];
}

/** Copies by scanned codes; gives what finds them. */
export async function copiesByCode(
  reads: Reads,
  codes: readonly string[],
): Promise<(code: string) => ShelfCopy | undefined> {
  const barcodes = [...new Set(codes.flatMap(barcodesOf))];
  const found = new Map<string, ShelfCopy>();
  for (let from = 0; from < barcodes.length; from += AT_ONCE) {
    const some = barcodes.slice(from, from + AT_ONCE);
    for (const copy of await select(reads, sql`copy.barcode in (${sql.join(some)})`)) {
      found.set(copy.barcode, copy);
    }
  }
  return (code) => {
    const barcode = barcodesOf(code).find((each) => found.has(each));
    return barcode === undefined ? undefined : found.get(barcode);
  };
}

/** Every copy that a collection holds within a stretch, in shelf order. */
export async function copiesWithin(reads: Reads, stretch: Stretch): Promise<ShelfCopy[]> {
  const { collection, fromKey, toKey } = stretch;
  const from = fromKey === null ? sql`` : sql`and copy."shelfKey" >= ${fromKey}`;
  const to = toKey === null ? sql`` : sql`and copy."shelfKey" < ${toKey}`;
  return select(
    reads,
    sql`copy.holding = ${collection} ${from} ${to} order by copy."shelfKey", copy.barcode`,
  );
}
