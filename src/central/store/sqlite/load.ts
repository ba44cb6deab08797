// Bulk load of a base: rows first, what finds them last, all in one transaction.

import type { BaseRow } from '../port.ts';
import type { Sqlite } from './open.ts';
import { runnerOf } from './write.ts';

const ENTITY_KEY = 'CREATE UNIQUE INDEX entity_key ON entity (stream, kind, id)';
/** Places are gathered without order and go in sorted: a tree that grows at its end is several times cheaper. */
const GATHER =
  'CREATE TEMP TABLE gathered (list TEXT NOT NULL, key TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL)';

function fill(db: Sqlite, stream: string, rows: Iterable<BaseRow>): void {
  const run = runnerOf(db);
  const gather = db.prepare<[string, string, string, string]>(
    'INSERT INTO temp.gathered VALUES (?, ?, ?, ?)',
  );
  for (const { row, listings, text } of rows) {
    run('base', stream, row.kind, row.id, row.ver, row.image, row.digest);
    for (const { list, key, kind, id } of listings) gather.run(list, key, kind, id);
    if (!text) continue;
    run('text', stream, text.kind, text.id, text.ver, text.of, JSON.stringify(text.text));
  }
}

/**
 * Loads a base into a stream that has nothing yet.
 * @throws Error when it has something, or a row comes twice; nothing is loaded then
 */
export function loadBase(
  db: Sqlite,
  stream: string,
  rows: Iterable<BaseRow>,
  meta: Record<string, string>,
): void {
  const has = (sql: string, ...cells: string[]) => db.prepare(sql).get(...cells) !== undefined;
  if (has('SELECT 1 FROM entity WHERE stream = ? LIMIT 1', stream)) {
    throw new Error(`stream ${stream} has rows already`);
  }
  const fresh = !has('SELECT 1 FROM entity LIMIT 1');
  db.exec(`DROP TABLE IF EXISTS temp.gathered; ${GATHER}`);
  if (fresh) db.exec('DROP INDEX entity_key');
  fill(db, stream, rows);
  if (fresh) db.exec(ENTITY_KEY);
  db.prepare(
    `INSERT INTO lookup (stream, list, key, kind, id)
     SELECT ?, list, key, kind, id FROM temp.gathered ORDER BY list, key, kind, id`,
  ).run(stream);
  db.exec('DROP TABLE temp.gathered');
  const run = runnerOf(db);
  for (const [name, value] of Object.entries(meta)) run('meta', stream, name, value);
}
