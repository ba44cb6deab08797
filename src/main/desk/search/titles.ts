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

interface Hits {
  titles: Title[];
  more: boolean;
}

async function selectTitles(db: Reads, where: ReturnType<typeof sql>): Promise<Title[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select title.* from title where ${where} limit ${HIT_LIMIT + 1}
  `.execute(db);
  return rows.map((row) => fromStored('title', row));
}

/** Titles that an exact number names: an ISBN, or a copy's barcode. */
async function byNumber(db: Reads, text: string): Promise<Title[]> {
  const isbn = toIsbn13(text);
  if (isbn !== null) return selectTitles(db, sql`isbn = ${isbn}`);
  return selectTitles(
    db,
    sql`id in (select "titleId" from copy where barcode = ${text.toUpperCase()})`,
  );
}

/** Titles whose text holds every word typed; the index proposes, the text decides. */
async function byWords(db: Reads, text: string): Promise<Hits> {
  const expression = matchExpression(text);
  if (expression === null) return { titles: [], more: false };
  const proposed = await selectTitles(
    db,
    sql`n in (select rowid from title_search where title_search match ${expression} limit ${HIT_LIMIT + 1})`,
  );
  const titles = proposed.filter((title) => holdsText(titleText(title), text));
  return { titles, more: proposed.length > HIT_LIMIT };
}

async function byPinyin(db: Reads, text: string): Promise<Hits> {
  const expression = pinyinExpression(text);
  if (expression === null) return { titles: [], more: false };
  const titles = await selectTitles(
    db,
    sql`n in (select rowid from title_pinyin where title_pinyin match ${expression} limit ${HIT_LIMIT + 1})`,
  );
  return { titles, more: titles.length > HIT_LIMIT };
}

/** Shorter titles first: who types a whole title wants that one. */
function inOrder(titles: Title[]): Title[] {
  return titles.toSorted((a, b) => a.title.length - b.title.length || (a.id < b.id ? -1 : 1));
}

/** Every title that the text finds, at most 1,000, best first. */
export async function findTitles(db: Reads, typed: string): Promise<Hits> {
  const text = typed.trim();
  if (text === '') return { titles: [], more: false };
  const exact = await byNumber(db, text);
  if (exact.length > 0) return { titles: exact, more: false };
  const hits = await byWords(db, text);
  const found = hits.titles.length > 0 ? hits : await byPinyin(db, text);
  return { titles: inOrder(found.titles).slice(0, HIT_LIMIT), more: found.more };
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
  const hits = await findTitles(db, ask.text);
  const page = hits.titles.slice(ask.offset, ask.offset + ask.limit);
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
  return { rows, count: { total: hits.titles.length, more: hits.more } };
}

/** A title by id. */
export async function titleById(db: Reads, titleId: string): Promise<Title | null> {
  return (await selectTitles(db, sql`id = ${titleId}`))[0] ?? null;
}
