// Completes a snapshot some rows at a time: the words of titles, and what ended requests show of their books and are found by.

import type { Request } from '../../../shared/queues/request.ts';
import type { Settings } from '../../../shared/queues/world.ts';
import { bookReader } from './book-text.ts';
import { fromStored } from './columns.ts';
import { bookColumns } from './computed.ts';
import type { Writes } from './transact.ts';
import { pinyinTokens, requestTokens, titleTokens } from './search-index.ts';
import type { RequestText } from './search-index.ts';
import { columnList } from './statements.ts';
import type { Statements } from './statements.ts';

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

/** A row that was written since may have its words already. */
function put(statements: Statements, table: string, n: number, tokens: string): void {
  statements.run(`DELETE FROM ${table} WHERE rowid = ?`, n);
  statements.run(`INSERT INTO ${table} (rowid, tokens) VALUES (?, ?)`, n, tokens);
}

function indexTitles(statements: Statements, after: number, limit: number): number | null {
  const rows = statements.all(
    `SELECT n, ${columnList('title')} FROM title WHERE n > ? ORDER BY n LIMIT ?`,
    after,
    limit,
  );
  for (const stored of rows) {
    const title = fromStored('title', stored);
    put(statements, 'title_search', Number(stored['n']), titleTokens(title));
    put(statements, 'title_pinyin', Number(stored['n']), pinyinTokens(title));
  }
  return rows.length === 0 ? null : Number(rows.at(-1)?.['n']);
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
    put(statements, 'request_search', n, requestTokens({ ...request, search }));
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
