// The words by which titles are found: two search tables that give their hits with the shortest title first.

import { sql } from 'kysely';
import type { Title } from '../../../shared/library/entities.ts';
import { pinyinTokens, titleTokens } from './search-index.ts';
import type { Statements } from './statements.ts';

const TITLE_TABLES: readonly TitleTable[] = ['title_search', 'title_pinyin'];

/**
 * A search table gives its hits by rising row number, without having to sort. Who types a whole title wants that one, so
 * the number begins with the title's length; its last 32 bits are the title's own `n`. Added up by SQLite: the driver
 * would hand it over as a fraction, which a search table does not take for a number.
 */
const PLACE = '((? << 32) | ?)';
const LONGEST = 1023;

/** A title's number from its place in a search table. */
export const NUMBER_OF_PLACE = sql<number>`rowid & 4294967295`;

/** The words of titles, and their pinyin. */
export type TitleTable = 'title_search' | 'title_pinyin';

/** What a title is found by, with its number. */
export type WordedTitle = Pick<Title, 'title' | 'author' | 'callNumber'> & { n: number };

/** A title whose words are to be made anew; `before` is what they were made of, where they were. */
export interface NewWords {
  before: WordedTitle | undefined;
  after: WordedTitle;
}

function lengthOf({ title }: Pick<Title, 'title'>): number {
  return Math.min(title.length, LONGEST);
}

const SELECT = 'SELECT n, title, author, "callNumber" FROM title';

/** What a title is found by, as it lies there. */
export function wordedTitle(statements: Statements, id: string): WordedTitle | undefined {
  return statements.one(`${SELECT} WHERE id = ?`, id) as WordedTitle | undefined;
}

/** The next titles after one, by number. */
export function titlesAfter(statements: Statements, n: number, limit: number): WordedTitle[] {
  const rows = statements.all(`${SELECT} WHERE n > ? ORDER BY n LIMIT ?`, n, limit);
  return rows as unknown as WordedTitle[];
}

/** Takes a title's words away; where it has none yet, that is no matter. */
export function removeWords(statements: Statements, title: WordedTitle): void {
  for (const table of TITLE_TABLES) {
    statements.run(`DELETE FROM ${table} WHERE rowid = ${PLACE}`, lengthOf(title), title.n);
  }
}

function addWords(statements: Statements, title: WordedTitle): void {
  for (const [table, tokens] of [
    ['title_search', titleTokens(title)],
    ['title_pinyin', pinyinTokens(title)],
  ] as const) {
    const sql = `INSERT INTO ${table} (rowid, tokens) VALUES (${PLACE}, ?)`;
    statements.run(sql, lengthOf(title), title.n, tokens);
  }
}

/** Makes the words of titles anew, by rising place: out of order, each would end what SQLite gathers before it writes. */
export function writeWords(statements: Statements, titles: Iterable<NewWords>): void {
  const inOrder = [...titles].toSorted(
    (a, b) => lengthOf(a.after) - lengthOf(b.after) || a.after.n - b.after.n,
  );
  for (const { before, after } of inOrder) {
    if (before) removeWords(statements, before);
    addWords(statements, after);
  }
}
