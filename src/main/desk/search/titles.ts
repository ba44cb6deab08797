// Finding titles: ISBN, barcode, or words of title, author and call number; pinyin where plain letters were typed.

import { sql } from 'kysely';
import { toIsbn13 } from '../../../shared/library/isbn.ts';
import type { Title } from '../../../shared/library/entities.ts';
import { holdsText, phraseExpression } from '../../../shared/library/search-tokens.ts';
import { fromStored } from '../db/columns.ts';
import { pinyinExpression, titleText } from '../db/search-index.ts';
import { NUMBER_OF_PLACE } from '../db/title-words.ts';
import type { TitleTable } from '../db/title-words.ts';
import type { Reads } from '../db/transact.ts';
import type { Count } from '../queues/list.ts';
import { holdingsOfTitles } from './holdings.ts';

/** Hits are counted no further than this. */
const HIT_LIMIT = 1000;

/** Numbers of the titles found, best first; `more` when there were too many to look at all. */
interface Hits {
  numbers: number[];
  more: boolean;
}

const NOTHING: Hits = { numbers: [], more: false };

async function numbersOf(db: Reads, select: ReturnType<typeof sql>): Promise<Hits> {
  const { rows } = await sql<{ n: number }>`${select} limit ${HIT_LIMIT + 1}`.execute(db);
  const numbers = rows.slice(0, HIT_LIMIT).map((row) => row.n);
  return { numbers, more: rows.length > HIT_LIMIT };
}

async function titlesOf(db: Reads, numbers: number[]): Promise<Title[]> {
  if (numbers.length === 0) return [];
  const { rows } = await sql<Record<string, unknown>>`
    select * from title where n in (${sql.join(numbers)})
  `.execute(db);
  const byNumber = new Map(rows.map((row) => [Number(row['n']), fromStored('title', row)]));
  return numbers.flatMap((n) => byNumber.get(n) ?? []);
}

/** Titles that an exact number names: an ISBN, or a copy's barcode. */
async function byNumber(db: Reads, text: string): Promise<Hits> {
  const isbn = toIsbn13(text);
  const is =
    isbn === null
      ? sql`id in (select "titleId" from copy where barcode = ${text.toUpperCase()})`
      : sql`isbn = ${isbn}`;
  return numbersOf(db, sql`select n from title where ${is} order by length(title), n`);
}

/** What a search table finds, the shortest titles first: that is its own order. */
function placesIn(db: Reads, table: TitleTable, match: string): Promise<Hits> {
  const from = sql.table(table);
  return numbersOf(
    db,
    sql`select ${NUMBER_OF_PLACE} as n from ${from} where ${from} match ${match}`,
  );
}

/** Those of the hits whose text really holds every word typed. */
async function holding(db: Reads, { numbers, more }: Hits, text: string): Promise<Hits> {
  if (numbers.length === 0) return NOTHING;
  const { rows } = await sql<Pick<Title, 'title' | 'author' | 'callNumber'> & { n: number }>`
    select n, title, author, "callNumber" from title where n in (${sql.join(numbers)})
  `.execute(db);
  const held = new Set(rows.filter((row) => holdsText(titleText(row), text)).map((row) => row.n));
  return { numbers: numbers.filter((n) => held.has(n)), more };
}

/** Titles whose text holds every word typed; where the index cannot tell, the text decides. */
async function byWords(db: Reads, text: string): Promise<Hits> {
  const words = phraseExpression(text);
  if (words === null) return NOTHING;
  const proposed = await placesIn(db, 'title_search', words.match);
  return words.exact ? proposed : holding(db, proposed, text);
}

async function byPinyin(db: Reads, text: string): Promise<Hits> {
  const expression = pinyinExpression(text);
  return expression === null ? NOTHING : placesIn(db, 'title_pinyin', expression);
}

async function findHits(db: Reads, typed: string): Promise<Hits> {
  const text = typed.trim();
  if (text === '') return NOTHING;
  for (const find of [byNumber, byWords, byPinyin]) {
    const hits = await find(db, text);
    if (hits.numbers.length > 0) return hits;
  }
  return NOTHING;
}

/** The best titles that the text finds, at most `limit`. */
export async function findTitles(db: Reads, typed: string, limit: number): Promise<Title[]> {
  const { numbers } = await findHits(db, typed);
  return titlesOf(db, numbers.slice(0, limit));
}

/** How many copies of a title a campus holds, and how many of them can be had now. */
export interface CampusHoldings {
  held: number;
  available: number;
}

/** One page of the title search, with holdings by campus. */
export async function searchTitles(
  db: Reads,
  ask: { text: string; offset: number; limit: number },
): Promise<{
  rows: { title: Title; copies: number; byCampus: Record<string, CampusHoldings> }[];
  count: Count;
}> {
  const { numbers, more } = await findHits(db, ask.text);
  const page = await titlesOf(db, numbers.slice(ask.offset, ask.offset + ask.limit));
  const holdings = await holdingsOfTitles(
    db,
    page.map((title) => title.id),
  );
  const rows = page.map((title) => {
    const own = holdings.filter((each) => each.copy.titleId === title.id);
    const byCampus: Record<string, CampusHoldings> = {};
    for (const { campus, status } of own) {
      const at = (byCampus[campus] ??= { held: 0, available: 0 });
      at.held += 1;
      if (status === 'on_shelf') at.available += 1;
    }
    return { title, copies: own.length, byCampus };
  });
  return { rows, count: { total: numbers.length, more } };
}

/** A title by id. */
export async function titleById(db: Reads, titleId: string): Promise<Title | null> {
  return (await titlesById(db, [titleId])).get(titleId) ?? null;
}

/** Titles by id; those that are not here are left out. */
export async function titlesById(db: Reads, ids: string[]): Promise<Map<string, Title>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Record<string, unknown>>`
    select * from title where id in (${sql.join(ids)})
  `.execute(db);
  const titles = rows.map((row) => fromStored('title', row));
  return new Map(titles.map((title) => [title.id, title]));
}
