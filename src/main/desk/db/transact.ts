// The only opener of transactions on the replica: writes rows, records which tables they touched, tells after the commit.

import { Kysely, SqliteDialect } from 'kysely';
import type { Settings } from '../../../shared/queues/world/world.ts';
import { recompute, removeRows, writeRows } from './apply.ts';
import { figureWrites } from './figure-tables.ts';
import type { FigureWrites } from './figure-tables.ts';
import { closeDatabase } from './open.ts';
import type { Sqlite } from './open.ts';
import { rekey } from './rekey.ts';
import { pendingWrites } from './pending.ts';
import type { PendingWrites } from './pending.ts';
import type { EntityName } from './row-map.ts';
import { staffWrites } from './staff-work.ts';
import type { StaffWrites } from './staff-work.ts';
import { statementsOf } from './statements.ts';
import type { Statements } from './statements.ts';
import type { Tables } from './tables.ts';
import type { Written } from './world.ts';

/** What a query is given: it can read and nothing else. */
export type Reads = Pick<Kysely<Tables>, 'selectFrom' | 'fn' | 'getExecutor'>;

/** What the work of a transaction can do; it is synchronous, so nothing can come between. */
export interface Writes {
  /** Writes rows that are newer than what lies there. */
  rows(rows: readonly Written[], settings: Settings): void;
  /** Writes rows over whatever lies there. */
  force(rows: readonly Written[], settings: Settings): void;
  /** Removes rows that are there no longer. */
  remove(entities: readonly EntityName[]): void;
  /** What lies under commands that are not confirmed. */
  pending: PendingWrites;
  /** Rows of who did what. */
  staff: StaffWrites;
  /** Recomputes the computed columns of these requests. */
  recompute(requestIds: readonly string[], settings: Settings): void;
  /** Makes the keys of shelf order again where the settings make them otherwise than before. */
  shelfOrder(settings: Settings): void;
  /** Takes the timers of these requests out of what is due, until the requests change. */
  restTimers(requestIds: readonly string[]): void;
  /** What figures are read from. */
  figures: FigureWrites;
  mark(name: string, value: string): void;
}

/** An open replica. */
export interface Replica {
  reads: Reads;
  statements: Statements;
  mark(name: string): string | undefined;
  /**
   * Runs the work in one transaction and tells `onChanges` the tables written, after the commit.
   * @throws whatever the work or SQLite throws; nothing is written then
   */
  transact<T>(work: (writes: Writes) => T): T;
  /** Whether SQLite finds its pages sound; true unread where it is too large to be read beside the work. */
  isSound(): boolean;
  close(): void;
}

/** Pages of a replica that can be read through in about a second. */
const MOST_CHECKED_PAGES = 75_000;

function isSound(db: Sqlite): boolean {
  if (Number(db.pragma('page_count', { simple: true })) > MOST_CHECKED_PAGES) return true;
  return db.pragma('quick_check(1)', { simple: true }) === 'ok';
}

/** Makes a replica of an open, migrated database. */
export function replicaOf(db: Sqlite, onChanges: (tables: readonly string[]) => void): Replica {
  const statements = statementsOf(db);
  return {
    reads: new Kysely<Tables>({ dialect: new SqliteDialect({ database: db }) }),
    statements,
    mark(name) {
      const value = statements.one('SELECT value FROM mark WHERE name = ?', name)?.['value'];
      return typeof value === 'string' ? value : undefined;
    },
    transact(work) {
      const touched = new Set<string>();
      const writes: Writes = {
        rows(rows, settings) {
          for (const kind of writeRows(statements, rows, settings)) touched.add(kind);
        },
        force(rows, settings) {
          for (const kind of writeRows(statements, rows, settings, 'any')) touched.add(kind);
        },
        remove(entities) {
          removeRows(statements, entities);
          for (const { kind } of entities) touched.add(kind);
        },
        pending: pendingWrites(statements),
        figures: figureWrites(statements),
        staff: staffWrites(statements, () => void touched.add('staff_work')),
        recompute(ids, settings) {
          recompute(statements, ids, settings);
          if (ids.length > 0) touched.add('request');
        },
        shelfOrder(settings) {
          if (rekey(statements, settings)) touched.add('copy').add('request');
        },
        restTimers(ids) {
          for (const id of ids) {
            statements.run('UPDATE request SET "timerAt" = NULL WHERE id = ?', id);
          }
        },
        mark(name, value) {
          statements.run('INSERT OR REPLACE INTO mark (name, value) VALUES (?, ?)', name, value);
        },
      };
      const result = db.transaction(() => work(writes)).immediate();
      if (touched.size > 0) onChanges([...touched]);
      return result;
    },
    isSound: () => isSound(db),
    close: () => closeDatabase(db),
  };
}
