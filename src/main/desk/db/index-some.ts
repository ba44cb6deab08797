// Completes a snapshot some rows at a time: the words of titles, and what ended requests show of their books and are found by.

import type { Request } from '../../../shared/queues/request.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import { bookReader } from './book-text.ts';
import { bookColumns } from './computed.ts';
import type { Writes } from './transact.ts';
import { requestTokens } from './search-index.ts';
import type { RequestText } from './search-index.ts';
import type { Statements } from './statements.ts';
import { titlesAfter, writeWords } from './title-words.ts';

const MARK = 'unindexed';

/** Row numbers up to which words are there; what is written meanwhile brings its own. */
interface Indexed {
  title: number;
  request: number;
}

/** Notes that rows have still to be completed. */
export function markUnindexed(writes: Pick<Writes, 'mark'>): void {
  writes.mark(MARK, JSON.stringify({ title: 0, request: 0 }));
}

function indexTitles(statements: Statements, after: number, limit: number): number | null {
  const titles = titlesAfter(statements, after, limit);
  // A row that was written since may have its words already.
  writeWords(
    statements,
    titles.map((title) => ({ before: title, after: title })),
  );
  return titles.at(-1)?.n ?? null;
}

function indexRequests(
  statements: Statements,
  settings: Settings,
  after: number,
  limit: number,
): number | null {
  const rows = statements.all(
    `SELECT n, code, fields, collection, "titleId", "copyId", queue, "isOpen", month
     FROM request WHERE n > ? ORDER BY n LIMIT ?`,
    after,
    limit,
  );
  const bookOf = bookReader(statements);
  for (const stored of rows) {
    const n = Number(stored['n']);
    const fields = JSON.parse(String(stored['fields'])) as Request['fields'];
    const request = { ...(stored as unknown as RequestText & Request), fields };
    const { search, callKey } = bookColumns(request, bookOf(request), settings);
    statements.run('UPDATE request SET search = ?, "callKey" = ? WHERE n = ?', search, callKey, n);
    statements.run('DELETE FROM request_search WHERE rowid = ?', n);
    const tokens = requestTokens({ ...request, search });
    statements.run('INSERT INTO request_search (rowid, tokens) VALUES (?, ?)', n, tokens);
  }
  return rows.length === 0 ? null : Number(rows.at(-1)?.['n']);
}

/** Indexes up to `limit` rows within a transaction; false when nothing was left to do. */
export function indexSome(
  statements: Statements,
  writes: Pick<Writes, 'mark'>,
  settings: Settings,
  limit: number,
): boolean {
  const text = statements.one('SELECT value FROM mark WHERE name = ?', MARK)?.['value'];
  if (typeof text !== 'string') return false;
  const done = JSON.parse(text) as Indexed;
  const title = indexTitles(statements, done.title, limit);
  const request =
    title === null ? indexRequests(statements, settings, done.request, limit) : done.request;
  const next: Indexed = { title: title ?? done.title, request: request ?? done.request };
  if (title === null && request === null) {
    statements.run('DELETE FROM mark WHERE name = ?', MARK);
    return false;
  }
  writes.mark(MARK, JSON.stringify(next));
  return true;
}
