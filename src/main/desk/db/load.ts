// Bulk load of a base into a fresh replica: prepared inserts without journal, indexes and search tables last.

import type { Statement } from 'better-sqlite3';
import type { Copy } from '../../../shared/library/entities.ts';
import type { Request } from '../../../shared/queues/request.ts';
import type { Kind, Kinds, Settings } from '../../../shared/queues/world/world.ts';
import { copyCells, insertSql, requestCells } from './apply.ts';
import { toCells } from './columns.ts';
import { computeRequest } from './computed.ts';
import type { Cell } from './columns.ts';
import type { Sqlite } from './open.ts';
import { requestTokens } from './search-index.ts';
import { bookReader } from './book-text.ts';
import { statementsOf } from './statements.ts';
import { titlesAfter, writeWords } from './title-words.ts';

/** Takes the rows of a base one at a time: places, policies, calendars, titles and copies before requests. */
export type PutRow = <K extends Kind>(kind: K, row: Kinds[K]) => void;

/** What requests look up while they are loaded. */
const LOOKED_UP = new Set(['title_id', 'copy_id']);
/** Partial indexes in which nearly every row stands. */
const LARGE = new Set(['title_isbn', 'request_copy', 'request_by_end']);
/** Titles whose words are put in order at once: about as many as SQLite gathers before it writes them out. */
const TITLES_AT_ONCE = 20_000;

/** An index of few rows costs less while they are written than a reading of its whole table afterwards. */
function stays({ name, sql }: { name: string; sql: string }): boolean {
  return LOOKED_UP.has(name) || (sql.includes(' WHERE ') && !LARGE.has(name));
}

/** Takes the large indexes off; gives the statements that build them again. */
export function dropIndexes(db: Sqlite): string[] {
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`,
    )
    .all()
    .filter((index) => !stays(index));
  for (const { name } of indexes) db.exec(`DROP INDEX "${name}"`);
  return indexes.map(({ sql }) => sql);
}

/** Loads rows into a fresh, migrated database; gives their number by kind. */
export function loadRows(
  db: Sqlite,
  produce: (put: PutRow) => void,
  settingsNow: () => Settings,
): Partial<Record<Kind, number>> {
  const counts: Partial<Record<Kind, number>> = {};
  const inserts = new Map<Kind, Statement<Cell[]>>();
  let made: Settings | undefined;
  // Compiled when all that they are made of has come.
  const settings = () => (made ??= settingsNow());
  const putRequest = requestLoader(db, settings);
  const put: PutRow = (kind, row) => {
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (kind === 'request') return putRequest(row as Request);
    let insert = inserts.get(kind);
    if (!insert) inserts.set(kind, (insert = db.prepare<Cell[]>(insertSql(kind, 'nothing'))));
    if (kind === 'copy') return void insert.run(...copyCells(row as Copy, settings()));
    return void insert.run(...toCells(kind, row));
  };
  const indexes = dropIndexes(db);
  db.transaction(() => produce(put))();
  for (const sql of indexes) db.exec(sql);
  db.transaction(() => indexTitles(db))();
  return counts;
}

function requestLoader(db: Sqlite, settingsNow: () => Settings): (request: Request) => void {
  const statements = statementsOf(db);
  const insert = db.prepare<Cell[]>(insertSql('request', 'nothing'));
  const token = db.prepare<[number | bigint, string]>(
    'INSERT INTO request_search (rowid, tokens) VALUES (?, ?)',
  );
  const bookOf = bookReader(statements);
  return (request) => {
    const computed = computeRequest(request, bookOf(request), settingsNow());
    const { lastInsertRowid } = insert.run(...requestCells(request, computed));
    token.run(lastInsertRowid, requestTokens({ ...computed, queue: request.queue }));
  };
}

function indexTitles(db: Sqlite): void {
  const statements = statementsOf(db);
  for (let last = 0; ;) {
    const titles = titlesAfter(statements, last, TITLES_AT_ONCE);
    writeWords(
      statements,
      titles.map((after) => ({ before: undefined, after })),
    );
    if (titles.length === 0) return;
    last = titles.at(-1)?.n ?? last;
  }
}
