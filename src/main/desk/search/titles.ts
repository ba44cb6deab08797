// Finding titles: ISBN, barcode, or words of title, author and call number; pinyin where plain letters were typed.

import { sql } from 'kysely';
import { toIsbn13 } from '../../../shared/library/isbn.ts';
import type { Title } from '../../../shared/library/entities.ts';
import { holdsText, matchExpression } from '../../../shared/library/search-tokens.ts';
import { fromStored } from '../db/columns.ts';
import { pinyinExpression, titleText } from '../db/search-index.ts';
import type { Reads } from '../db/transact.ts';
import type { Count } from '../queues/list.ts';
import { holdingsOfTitles } from './holdings.ts';

/** Hits are counted no further than this. */
const HIT_LIMIT = 1000;

/** What of a title decides whether it is a hit and how good a one. */
interface Hit {
  n: number;
  title: string;
  author: string;
  callNumber: string;
}

/** Hits, best first; `more` when there were too many to look at all. */
interface Hits {
  hits: Hit[];
  more: boolean;
}

async function selectHits(db: Reads, where: ReturnType<typeof sql>): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select n, title, author, "callNumber" from title where ${where} limit ${HIT_LIMIT + 1}
  `.execute(db);
  return rows;
}

async function titlesOf(db: Reads, hits: Hit[]): Promise<Title[]> {
  if (hits.length === 0) return [];
  const numbers = hits.map((hit) => hit.n);
  const { rows } = await sql<Record<string, unknown>>`
    select * from title where n in (${sql.join(numbers)})
  `.execute(db);
  const byNumber = new Map(rows.map((row) => [Number(row['n']), fromStored('title', row)]));
  return numbers.flatMap((n) => byNumber.get(n) ?? []);
}

/** Titles that an exact number names: an ISBN, or a copy's barcode. */
async function byNumber(db: Reads, text: string): Promise<Hit[]> {
  const isbn = toIsbn13(text);
  if (isbn !== null) return selectHits(db, sql`isbn = ${isbn}`);
  return selectHits(
    db,
    sql`id in (select "titleId" from copy where barcode = ${text.toUpperCase()})`,
  );
}

/** Titles whose text holds every word typed; the index proposes, the text decides. */
async function byWords(db: Reads, text: string): Promise<Hits> {
  const expression = matchExpression(text);
  if (expression === null) return { hits: [], more: false };
  const proposed = await selectHits(
    db,
    sql`n in (select rowid from title_search where title_search match ${expression} limit ${HIT_LIMIT + 1})`,
  );
  const hits = proposed.filter((hit) => holdsText(titleText(hit), text));
  return { hits, more: proposed.length > HIT_LIMIT };
}

async function byPinyin(db: Reads, text: string): Promise<Hits> {
  const expression = pinyinExpression(text);
  if (expression === null) return { hits: [], more: false };
  const hits = await selectHits(
    db,
    sql`n in (select rowid from title_pinyin where title_pinyin match ${expression} limit ${HIT_LIMIT + 1})`,
  );
  return { hits, more: hits.length > HIT_LIMIT };
}

/** Shorter titles first: who types a whole title wants that one. */
function inOrder(hits: Hit[]): Hit[] {
  return hits.toSorted((a, b) => a.title.length - b.title.length || a.n - b.n);
}

async function findHits(db: Reads, typed: string): Promise<Hits> {
  const text = typed.trim();
  if (text === '') return { hits: [], more: false };
  const exact = await byNumber(db, text);
  if (exact.length > 0) return { hits: exact, more: false };
  const words = await byWords(db, text);
  const found = words.hits.length > 0 ? words : await byPinyin(db, text);
  return { hits: inOrder(found.hits).slice(0, HIT_LIMIT), more: found.more };
}

/** The best titles that the text finds, at most `limit`. */
export async function findTitles(db: Reads, typed: string, limit: number): Promise<Title[]> {
  const { hits } = await findHits(db, typed);
  return titlesOf(db, hits.slice(0, limit));
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
  const { hits, more } = await findHits(db, ask.text);
  const page = await titlesOf(db, hits.slice(ask.offset, ask.offset + ask.limit));
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
  return { rows, count: { total: hits.length, more } };
}

/** A title by id. */
export async function titleById(db: Reads, titleId: string): Promise<Title | null> {
  return (await titlesOf(db, await selectHits(db, sql`id = ${titleId}`)))[0] ?? null;
}

/** Titles by id; those that are not here are left out. */
export async function titlesById(db: Reads, ids: string[]): Promise<Map<string, Title>> {
  if (ids.length === 0) return new Map();
  const titles = await titlesOf(db, await selectHits(db, sql`id in (${sql.join(ids)})`));
  return new Map(titles.map((title) => [title.id, title]));
}
