// Fills a fresh replica from images as they come: prepared inserts without journal, indexes when all rows are in.

import type { Statement } from 'better-sqlite3';
import type { Copy } from '../../../shared/library/entities.ts';
import type { Request } from '../../../shared/queues/request.ts';
import type { Kind, Kinds, Settings } from '../../../shared/queues/world/world.ts';
import { holdsText, holdsVoice, isVoice } from '../../../shared/sync/holds-text.ts';
import { putTogether } from '../../../shared/sync/private-text.ts';
import type { PrivateText } from '../../../shared/sync/protocol.ts';
import { copyCells, insertSql } from './apply.ts';
import { cellsOf } from './columns.ts';
import type { Cell } from './columns.ts';
import { COMPUTED_COLUMNS, computeRequest } from './computed.ts';
import type { BookText } from './computed.ts';
import { dropIndexes } from './load.ts';
import type { Sqlite } from './open.ts';
import { bookReader } from './book-text.ts';
import { requestTokens } from './search-index.ts';
import { statementsOf } from './statements.ts';

/** A fresh replica that is being filled. */
export interface SnapshotLoad {
  /** Private text that belongs to a row still to come; for kind `private` the row itself. */
  text(text: PrivateText): void;
  /** One image of a kind; requests come after what they look up. */
  row(kind: Kind, image: string): void;
  /** Builds the indexes, one at each call; false when there was none left. */
  indexNext(): boolean;
  /** Notes something about the whole. */
  mark(name: string, value: string): void;
  /** Ends the filling and closes the file. */
  close(): void;
}

const NO_BOOK: BookText = { title: undefined, copy: undefined };

/** Open requests have all their columns at once; the many ended ones get those of their book afterwards (`index-some.ts`). */
function requestLoader(db: Sqlite, settingsNow: () => Settings): (request: Request) => void {
  const insert = db.prepare<Cell[]>(insertSql('request', 'nothing'));
  const token = db.prepare<[number | bigint, string]>(
    'INSERT INTO request_search (rowid, tokens) VALUES (?, ?)',
  );
  const bookOf = bookReader(statementsOf(db));
  const cells = cellsOf('request');
  return (request) => {
    const settings = settingsNow();
    const book = request.endedOn === null ? bookOf(request) : NO_BOOK;
    const computed = computeRequest(request, book, settings);
    const own = cells(request);
    for (const name of COMPUTED_COLUMNS) own.push(computed[name]);
    const { lastInsertRowid } = insert.run(...own);
    if (computed.isOpen === 0) return;
    token.run(lastInsertRowid, requestTokens({ ...computed, queue: request.queue }));
  };
}

/**
 * Puts private texts into the rows that come after them. What ended between its text and its row is held no longer by a
 * desk of the campus: its row will not come again, and would keep the text.
 */
function textKeeper(campus: string) {
  const texts = new Map<string, PrivateText>();
  const owners = new Set<string>();
  const over = new Set<string>();
  return {
    has: (name: string) => texts.has(name),
    keep(text: PrivateText) {
      texts.set(`${text.kind}/${text.id}`, text);
      owners.add(text.of);
    },
    into<K extends Kind>(kind: K, row: Kinds[K]): Kinds[K] {
      if (kind === 'request' && owners.has(row.id) && !holdsText(campus, row as Request)) {
        over.add(row.id);
      }
      const text = texts.size === 0 ? undefined : texts.get(`${kind}/${row.id}`);
      if (!text || text.ver < row.ver) return row;
      const held = isVoice(kind, row) ? holdsVoice(kind, row) : !over.has(text.of);
      return held ? putTogether(kind, row, text.text) : row;
    },
  };
}

/** Readers of whom the campus has no open request any more. */
const NOT_AWAITED = `DELETE FROM private WHERE id NOT IN (SELECT "readerId" FROM request
  WHERE "isOpen" = 1 AND (campus = ? OR "targetCampus" = ?) AND "readerId" IS NOT NULL)`;

/**
 * Begins to fill the replica of a desk of a campus; `db` is fresh and migrated. Settings are asked for once, when all that
 * makes them has come.
 */
export function loadSnapshot(
  db: Sqlite,
  settingsNow: () => Settings,
  campus: string,
): SnapshotLoad {
  const indexes = dropIndexes(db);
  const texts = textKeeper(campus);
  let made: Settings | undefined;
  const settings = () => (made ??= settingsNow());
  const putters = new Map<Kind, (row: Kinds[Kind]) => void>();
  const putterOf = (kind: Kind) => {
    if (kind === 'request') {
      return requestLoader(db, settings) as unknown as (row: Kinds[Kind]) => void;
    }
    const insert: Statement<Cell[]> = db.prepare<Cell[]>(insertSql(kind, 'nothing'));
    const cells = cellsOf(kind);
    if (kind === 'copy') {
      return (row: Kinds[Kind]) => void insert.run(...copyCells(row as Copy, settings()));
    }
    return (row: Kinds[Kind]) => void insert.run(...cells(row as never));
  };
  const put = (kind: Kind, row: Kinds[Kind]) => {
    let putter = putters.get(kind);
    if (!putter) putters.set(kind, (putter = putterOf(kind)));
    putter(row);
  };
  db.exec('BEGIN');
  return {
    text(text) {
      if (text.kind !== 'private') texts.keep(text);
      else if (!texts.has(`private/${text.id}`)) {
        texts.keep(text);
        put('private', {
          ...(text.text as object),
          id: text.id,
          ver: text.ver,
        } as Kinds['private']);
      }
    },
    row(kind, image) {
      put(kind, texts.into(kind, JSON.parse(image) as Kinds[Kind]));
    },
    indexNext() {
      const next = indexes.shift();
      if (next !== undefined) db.exec(next);
      return next !== undefined;
    },
    mark(name, value) {
      db.prepare('INSERT OR REPLACE INTO mark (name, value) VALUES (?, ?)').run(name, value);
    },
    close() {
      db.prepare(NOT_AWAITED).run(campus, campus);
      db.exec('COMMIT');
      db.exec('PRAGMA optimize');
      db.close();
    },
  };
}
