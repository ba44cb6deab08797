// Writes rows into the replica: each only over an older one, with its computed columns and search tokens.

import type { Copy, Title } from '../../../shared/library/entities.ts';
import { shelfKeys } from '../../../shared/library/shelf-keys.ts';
import type { Request } from '../../../shared/queues/request.ts';
import type { Kind, Settings } from '../../../shared/queues/world/world.ts';
import { bookReader } from './book-text.ts';
import { columnNames, toCells } from './columns.ts';
import type { Cell } from './columns.ts';
import { COMPUTED_COLUMNS, computeRequest } from './computed.ts';
import { markDue, markLeft } from './figure-tables.ts';
import type { EntityName } from './row-map.ts';
import { requestTokens, titleTokens } from './search-index.ts';
import type { RequestText } from './search-index.ts';
import { rowById } from './statements.ts';
import type { Statements } from './statements.ts';
import type { RequestComputed } from './tables.ts';
import { removeWords, wordedTitle, writeWords } from './title-words.ts';
import type { NewWords } from './title-words.ts';
import type { Written } from './world.ts';

const quoted = (name: string) => `"${name}"`;

/** What a row may take the place of: nothing, an older one, or whatever lies there. */
export type Over = 'nothing' | 'older' | 'any';

const INSERTS = new Map<string, string>();

/** The insert of a kind, in column order; the same text each time. */
export function insertSql(kind: Kind, over: Over): string {
  const name = `${kind} ${over}`;
  let sql = INSERTS.get(name);
  if (sql === undefined) INSERTS.set(name, (sql = makeInsert(kind, over)));
  return sql;
}

const COMPUTED: Partial<Record<Kind, readonly string[]>> = {
  request: COMPUTED_COLUMNS,
  copy: ['shelfKey'],
};

function makeInsert(kind: Kind, over: Over): string {
  const extra: readonly string[] = COMPUTED[kind] ?? [];
  const names = [...columnNames(kind), ...extra];
  const into = `INSERT INTO "${kind}" (${names.map(quoted).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  if (over === 'nothing') return into;
  const set = names.filter((name) => name !== 'id').map((name) => `"${name}" = excluded."${name}"`);
  const upsert = `${into} ON CONFLICT (id) DO UPDATE SET ${set.join(', ')}`;
  return over === 'any' ? upsert : `${upsert} WHERE excluded.ver > "${kind}".ver`;
}

/** Cells of a request with its computed columns. */
export function requestCells(request: Request, computed: RequestComputed): Cell[] {
  return [...toCells('request', request), ...COMPUTED_COLUMNS.map((name) => computed[name])];
}

/** Cells of a copy with its place in shelf order. */
export function copyCells(copy: Copy, settings: Settings): Cell[] {
  return [...toCells('copy', copy), shelfKeys(settings).ofCopy(copy)];
}

/** What a request is found by, as it lies there. */
function textOf(statements: Statements, id: string): (RequestText & { n: number }) | undefined {
  const stored = statements.one(
    'SELECT n, search, queue, "isOpen", month FROM request WHERE id = ?',
    id,
  );
  return stored as (RequestText & { n: number }) | undefined;
}

/** Makes a request's tokens again where its text or its list has changed. */
function retokenRequest(statements: Statements, id: string, before: RequestText | undefined): void {
  const after = textOf(statements, id);
  if (!after) return;
  const tokens = requestTokens(after);
  if (before && requestTokens(before) === tokens) return;
  // After a snapshot a row's tokens may still be missing: then there is nothing to delete, which is no matter.
  if (before) statements.run('DELETE FROM request_search WHERE rowid = ?', after.n);
  statements.run('INSERT INTO request_search (rowid, tokens) VALUES (?, ?)', after.n, tokens);
}

function writeRequest(
  statements: Statements,
  request: Request,
  settings: Settings,
  over: Over,
): void {
  const before = textOf(statements, request.id);
  const computed = computeRequest(request, bookReader(statements)(request), settings);
  if (before && before.month !== computed.month) markLeft(statements, before);
  statements.run(insertSql('request', over), ...requestCells(request, computed));
  retokenRequest(statements, request.id, before);
}

/** Writes a title, and notes it where it is found by other words than before. */
function writeTitle(
  statements: Statements,
  title: Title,
  over: Over,
  words: Map<number, NewWords>,
): void {
  const before = wordedTitle(statements, title.id);
  statements.run(insertSql('title', over), ...toCells('title', title));
  const after = wordedTitle(statements, title.id);
  if (!after || (before && titleTokens(before) === titleTokens(after))) return;
  // Written twice, its words are still those from before the first time.
  const noted = words.get(after.n);
  words.set(after.n, { before: noted ? noted.before : before, after });
}

/** Open requests whose shown text follows from the titles and copies written. */
function dependents(statements: Statements, rows: readonly Written[]): string[] {
  const own = new Set(rows.filter((each) => each.kind === 'request').map((each) => each.row.id));
  const found = rows.flatMap(({ kind, row }) => {
    if (kind === 'copy') {
      return statements.all(
        'SELECT id FROM request WHERE "copyId" = ? AND "endedOn" IS NULL',
        row.id,
      );
    }
    if (kind !== 'title') return [];
    return statements.all('SELECT id FROM request WHERE "titleId" = ? AND "isOpen" = 1', row.id);
  });
  return [...new Set(found.map((each) => String(each['id'])))].filter((id) => !own.has(id));
}

/** Recomputes the computed columns of requests as they lie there. */
export function recompute(
  statements: Statements,
  requestIds: readonly string[],
  settings: Settings,
): void {
  const set = COMPUTED_COLUMNS.map((name) => `"${name}" = ?`).join(', ');
  for (const id of requestIds) {
    const request = rowById(statements, 'request', id);
    if (!request) continue;
    const before = textOf(statements, id);
    const computed = computeRequest(request, bookReader(statements)(request), settings);
    statements.run(
      `UPDATE request SET ${set} WHERE id = ?`,
      ...COMPUTED_COLUMNS.map((name) => computed[name]),
      id,
    );
    retokenRequest(statements, id, before);
  }
}

/** Requests whose course may be another one with these rows. */
function requestsOf(rows: readonly Written[]): Set<string> {
  return new Set(
    rows.flatMap(({ kind, row }) => {
      if (kind === 'request') return [row.id];
      return kind === 'event' ? [row.requestId] : [];
    }),
  );
}

/** Requests that these entities are, or are events of. */
function requestsAround(statements: Statements, entities: readonly EntityName[]): Set<string> {
  return new Set(
    entities.flatMap(({ kind, id }) => {
      if (kind === 'request') return [id];
      if (kind !== 'event') return [];
      const stored = statements.one('SELECT "requestId" FROM event WHERE id = ?', id);
      return stored ? [String(stored['requestId'])] : [];
    }),
  );
}

/** Writes rows, what requests look up first; gives the kinds written. */
export function writeRows(
  statements: Statements,
  rows: readonly Written[],
  settings: Settings,
  over: Over = 'older',
): Set<Kind> {
  const words = new Map<number, NewWords>();
  for (const each of rows) {
    if (each.kind === 'request') continue;
    if (each.kind === 'title') writeTitle(statements, each.row, over, words);
    else if (each.kind === 'copy') {
      statements.run(insertSql('copy', over), ...copyCells(each.row, settings));
    } else statements.run(insertSql(each.kind, over), ...toCells(each.kind, each.row));
  }
  writeWords(statements, words.values());
  for (const each of rows) {
    if (each.kind === 'request') writeRequest(statements, each.row, settings, over);
  }
  const others = dependents(statements, rows);
  recompute(statements, others, settings);
  markDue(statements, requestsOf(rows));
  const touched = new Set(rows.map((each) => each.kind));
  if (others.length > 0) touched.add('request');
  return touched;
}

/** Removes rows with their search tokens. */
export function removeRows(statements: Statements, entities: readonly EntityName[]): void {
  markDue(statements, requestsAround(statements, entities));
  for (const { kind, id } of entities) {
    const n = Number(statements.one(`SELECT n FROM "${kind}" WHERE id = ?`, id)?.['n'] ?? 0);
    if (kind === 'request') statements.run('DELETE FROM request_search WHERE rowid = ?', n);
    const words = kind === 'title' ? wordedTitle(statements, id) : undefined;
    if (words) removeWords(statements, words);
    statements.run(`DELETE FROM "${kind}" WHERE n = ?`, n);
  }
}
