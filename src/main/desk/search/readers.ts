// Finding readers: by card (hashed, so that it works masked), or by name on a desk that works alone.

import { sql } from 'kysely';
import type { Reader } from '../../../shared/library/entities.ts';
import { fromStored } from '../db/columns.ts';
import type { Reads } from '../db/transact.ts';
import type { Count } from '../queues/list.ts';

async function select(db: Reads, where: ReturnType<typeof sql>, limit: number): Promise<Reader[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select reader.* from reader where ${where} limit ${limit}
  `.execute(db);
  return rows.map((row) => fromStored('reader', row));
}

/** Cards merged into one another one after the other; longer chains do not come about. */
const MOST_HOPS = 8;

/**
 * The reader with this card, or null; `cardHash` is the HMAC of the card number. A card that was merged finds whoever it
 * was merged into.
 */
export async function readerByCard(db: Reads, cardHash: string): Promise<Reader | null> {
  let [reader] = await select(db, sql`"cardHash" = ${cardHash}`, 1);
  for (let hop = 0; reader?.mergedInto !== undefined && hop < MOST_HOPS; hop += 1) {
    const next = await readerById(db, reader.mergedInto);
    if (!next) break;
    reader = next;
  }
  return reader ?? null;
}

/** A reader by id. */
export async function readerById(db: Reads, readerId: string): Promise<Reader | null> {
  return (await select(db, sql`id = ${readerId}`, 1))[0] ?? null;
}

/** Readers whose card it is, or whose name begins with the text. */
export async function searchReaders(
  db: Reads,
  ask: { text: string; limit: number },
  cardHash: (card: string) => string,
): Promise<{ rows: Reader[]; count: Count }> {
  const text = ask.text.trim();
  if (text === '') return { rows: [], count: { total: 0, more: false } };
  const byCard = await readerByCard(db, cardHash(text));
  if (byCard) return { rows: [byCard], count: { total: 1, more: false } };
  const end = `${text}\u{10ffff}`;
  const rows = await select(
    db,
    sql`id in (select id from private where name >= ${text} and name < ${end} order by name limit ${ask.limit + 1})`,
    ask.limit + 1,
  );
  const more = rows.length > ask.limit;
  return {
    rows: rows.slice(0, ask.limit),
    count: { total: Math.min(rows.length, ask.limit), more },
  };
}

/** Open loans of a reader with title and barcode, the first due first. */
export async function openLoans(
  db: Reads,
  readerId: string,
): Promise<{ copyId: string; title: string; barcode: string; dueOn: string }[]> {
  const { rows } = await sql<{ copyId: string; title: string; barcode: string; dueOn: string }>`
    select loan."copyId", title.title, copy.barcode, loan."dueOn"
    from loan join copy on copy.id = loan."copyId" join title on title.id = copy."titleId"
    where loan."readerId" = ${readerId} and loan."closedOn" is null
    order by loan."dueOn"
  `.execute(db);
  return rows;
}
