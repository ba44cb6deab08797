// What lies under commands that the service has not confirmed, and what each of them touched: tables of a joined desk.

import type { Kind } from '../../../shared/queues/world/world.ts';
import type { EntityName, MaybeRow } from './row-map.ts';
import type { Statements } from './statements.ts';

/** Something that a command read or wrote: `kind/id` of an entity, or `list=key` of a list. */
export interface Touch {
  key: string;
  wrote: boolean;
  /** SHA-256 of the image that it left; null for what was only read, and for lists. */
  digest: string | null;
}

/** A command over the settled rows: its place in the outbox, and its id. */
export interface Over {
  place: number;
  id: string;
}

/** Key of an entity among what was touched. */
export function entityKey({ kind, id }: EntityName): string {
  return `${kind}/${id}`;
}

/** The entity of a key; null for the key of a list. */
export function entityOfKey(key: string): EntityName | null {
  const slash = key.indexOf('/');
  const equals = key.indexOf('=');
  if (slash < 0 || (equals >= 0 && equals < slash)) return null;
  return { kind: key.slice(0, slash) as Kind, id: key.slice(slash + 1) };
}

/** Every command over the settled rows, in order. */
export function pendingIn(statements: Statements): Over[] {
  return statements
    .all('SELECT place, id FROM pending ORDER BY place')
    .map((stored) => ({ place: Number(stored['place']), id: String(stored['id']) }));
}

/** Whether there is any. */
export function hasPending(statements: Statements): boolean {
  return statements.one('SELECT 1 AS some FROM pending LIMIT 1') !== undefined;
}

/** What a command touched when it was last decided. */
export function touchesOf(statements: Statements, place: number): Touch[] {
  return statements
    .all('SELECT key, wrote, digest FROM touched WHERE place = ?', place)
    .map((stored) => ({
      key: String(stored['key']),
      wrote: stored['wrote'] === 1,
      digest: typeof stored['digest'] === 'string' ? stored['digest'] : null,
    }));
}

/** Which commands touched a key, and whether they wrote there. */
export function touching(statements: Statements, key: string): { place: number; wrote: boolean }[] {
  return statements
    .all('SELECT place, wrote FROM touched WHERE key = ?', key)
    .map((stored) => ({ place: Number(stored['place']), wrote: stored['wrote'] === 1 }));
}

/** Whether any command over the settled rows wrote an entity of these kinds. */
export function writesAny(statements: Statements, kinds: Iterable<Kind>): boolean {
  // '0' follows '/'.
  const sql = 'SELECT 1 AS some FROM touched WHERE key > ? AND key < ? AND wrote = 1 LIMIT 1';
  return [...kinds].some((kind) => statements.one(sql, `${kind}/`, `${kind}0`) !== undefined);
}

function rowOfText(image: unknown): MaybeRow {
  return typeof image === 'string' ? (JSON.parse(image) as MaybeRow) : null;
}

/** The authoritative row under pending commands; undefined where none of them wrote the entity. */
export function settledRow(statements: Statements, { kind, id }: EntityName): MaybeRow | undefined {
  const stored = statements.one('SELECT image FROM settled WHERE kind = ? AND id = ?', kind, id);
  if (!stored) return undefined;
  return rowOfText(stored['image']);
}

/** Settled images of a kind by id; null where the entity did not exist. */
export function settledOf(statements: Statements, kind: Kind): Map<string, MaybeRow> {
  const stored = statements.all('SELECT id, image FROM settled WHERE kind = ?', kind);
  return new Map(stored.map(({ id, image }) => [String(id), rowOfText(image)]));
}

/** Ids of commands whose rows the log has brought before their result. */
export function reachedIn(statements: Statements): Set<string> {
  return new Set(statements.all('SELECT id FROM reached').map((stored) => String(stored['id'])));
}

/** Writes to these tables within a transaction. */
export interface PendingWrites {
  /** A command was decided: it is pending from here on, with what it touched this time. */
  decided(over: Over, touches: readonly Touch[]): void;
  /** Commands that are pending no longer. */
  left(places: readonly number[]): void;
  /** Keeps the row that lies under the first write to an entity; a known one stays. */
  keepSettled(entity: EntityName, row: MaybeRow): void;
  setSettled(entity: EntityName, row: MaybeRow): void;
  removeSettled(entity: EntityName): void;
  reached(id: string): void;
  forgetReached(id: string): void;
}

function imageText(row: MaybeRow): string | null {
  return row === null ? null : JSON.stringify(row);
}

/** Makes the writes of a database. */
export function pendingWrites(statements: Statements): PendingWrites {
  const forget = (place: number) => {
    statements.run('DELETE FROM touched WHERE place = ?', place);
    statements.run('DELETE FROM pending WHERE place = ?', place);
  };
  const settle = (how: 'IGNORE' | 'REPLACE', { kind, id }: EntityName, row: MaybeRow) =>
    statements.run(
      `INSERT OR ${how} INTO settled (kind, id, image) VALUES (?, ?, ?)`,
      kind,
      id,
      imageText(row),
    );
  return {
    decided({ place, id }, touches) {
      forget(place);
      statements.run('INSERT INTO pending (place, id) VALUES (?, ?)', place, id);
      for (const { key, wrote, digest } of touches) {
        statements.run(
          'INSERT INTO touched (key, place, wrote, digest) VALUES (?, ?, ?, ?)',
          key,
          place,
          wrote ? 1 : 0,
          digest,
        );
      }
    },
    left: (places) => places.forEach(forget),
    keepSettled: (entity, row) => settle('IGNORE', entity, row),
    setSettled: (entity, row) => settle('REPLACE', entity, row),
    removeSettled: ({ kind, id }) =>
      statements.run('DELETE FROM settled WHERE kind = ? AND id = ?', kind, id),
    reached: (id) => statements.run('INSERT OR IGNORE INTO reached (id) VALUES (?)', id),
    forgetReached: (id) => statements.run('DELETE FROM reached WHERE id = ?', id),
  };
}
