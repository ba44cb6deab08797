// Bulk load of a base into a fresh replica: prepared inserts without journal, indexes and search tables last.

import type { Statement } from 'better-sqlite3';
import type { Request } from '../../../shared/queues/request.ts';
import type { Kind, Kinds, Settings } from '../../../shared/queues/world.ts';
import { insertSql, requestCells } from './apply.ts';
import { fromStored, toCells } from './columns.ts';
import { computeRequest } from './computed.ts';
import type { Cell } from './columns.ts';
import type { Sqlite } from './open.ts';
import { pinyinTokens, requestTokens, titleTokens } from './search-index.ts';
import { rowById, statementsOf } from './statements.ts';

/** Takes the rows of a base one at a time: places, policies, calendars, titles and copies before requests. */
export type PutRow = <K extends Kind>(kind: K, row: Kinds[K]) => void;

/** What requests look up while they are loaded. */
const KEPT_INDEXES = new Set(['title_id', 'copy_id']);
const PAGE = 2000;

/** Runs `fill` with the indexes off, and builds them afterwards. */
function withoutIndexes(db: Sqlite, fill: () => void): void {
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL`,
    )
    .all()
    .filter(({ name }) => !KEPT_INDEXES.has(name));
  for (const { name } of indexes) db.exec(`DROP INDEX "${name}"`);
  fill();
  for (const { sql } of indexes) db.exec(sql);
}

/** Loads rows into a fresh, migrated database; gives their number by kind. */
export function loadRows(
  db: Sqlite,
  produce: (put: PutRow) => void,
  settingsNow: () => Settings,
): Partial<Record<Kind, number>> {
  const counts: Partial<Record<Kind, number>> = {};
  const inserts = new Map<Kind, Statement<Cell[]>>();
  const putRequest = requestLoader(db, settingsNow);
  const put: PutRow = (kind, row) => {
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (kind === 'request') return putRequest(row as Request);
    let insert = inserts.get(kind);
    if (!insert) inserts.set(kind, (insert = db.prepare<Cell[]>(insertSql(kind, false))));
    return void insert.run(...toCells(kind, row));
  };
  withoutIndexes(db, () => db.transaction(() => produce(put))());
  db.transaction(() => indexTitles(db))();
  return counts;
}

/** Settings are compiled at the first request, when all that they are made of has come. */
function requestLoader(db: Sqlite, settingsNow: () => Settings): (request: Request) => void {
  const statements = statementsOf(db);
  const insert = db.prepare<Cell[]>(insertSql('request', false));
  const token = db.prepare<[number | bigint, string]>(
    'INSERT INTO request_search (rowid, tokens) VALUES (?, ?)',
  );
  let settings: Settings | undefined;
  return (request) => {
    settings ??= settingsNow();
    const title = request.titleId ? rowById(statements, 'title', request.titleId) : undefined;
    const copy = request.copyId ? rowById(statements, 'copy', request.copyId) : undefined;
    const computed = computeRequest(request, title, copy, settings);
    const { lastInsertRowid } = insert.run(...requestCells(request, computed));
    token.run(lastInsertRowid, requestTokens({ ...computed, queue: request.queue }));
  };
}

function indexTitles(db: Sqlite): void {
  const words = db.prepare<[number, string]>(
    'INSERT INTO title_search (rowid, tokens) VALUES (?, ?)',
  );
  const letters = db.prepare<[number, string]>(
    'INSERT INTO title_pinyin (rowid, tokens) VALUES (?, ?)',
  );
  const page = db.prepare<[number, number], Record<string, unknown>>(
    'SELECT * FROM title WHERE n > ? ORDER BY n LIMIT ?',
  );
  for (let last = 0; ;) {
    const titles = page.all(last, PAGE);
    if (titles.length === 0) return;
    for (const stored of titles) {
      const title = fromStored('title', stored);
      last = Number(stored['n']);
      words.run(last, titleTokens(title));
      letters.run(last, pinyinTokens(title));
    }
  }
}
