// What only this desk keeps besides commands: its name and clock, verifiers, views, what pages remember.

import type { Sqlite } from '../db/open.ts';
import { statementsOf } from '../db/statements.ts';
import { rowHash } from './row-hash.ts';

/** Areas of kept values; `desk` and `rfid_fix` have no owner, the others belong to a person (staff id). */
type KeptArea = 'desk' | 'verifier' | 'view' | 'memory' | 'rfid_fix';

/** Values by area, owner and name; JSON-safe. */
export interface Kept {
  get(area: KeptArea, owner: string, name: string): unknown;
  set(area: KeptArea, owner: string, name: string, value: unknown): void;
  /** Sets several values, all or none. */
  setAll(area: KeptArea, owner: string, values: Record<string, unknown>): void;
  remove(area: KeptArea, owner: string, name: string): void;
  list(area: KeptArea, owner: string): { name: string; value: unknown }[];
  /** Owners that have a value of the area. */
  owners(area: KeptArea): string[];
}

/** Opens the kept values of an outbox. */
export function keptOf(db: Sqlite): Kept {
  const statements = statementsOf(db);
  const set: Kept['set'] = (area, owner, name, value) => {
    const text = JSON.stringify(value ?? null);
    statements.run(
      'INSERT OR REPLACE INTO kept (area, owner, name, value, hash) VALUES (?, ?, ?, ?, ?)',
      area,
      owner,
      name,
      text,
      rowHash(area, owner, name, text),
    );
  };
  return {
    set,
    setAll(area, owner, values) {
      db.transaction(() => {
        for (const [name, value] of Object.entries(values)) set(area, owner, name, value);
      }).immediate();
    },
    get(area, owner, name) {
      const stored = statements.one(
        'SELECT value FROM kept WHERE area = ? AND owner = ? AND name = ?',
        area,
        owner,
        name,
      );
      return stored && (JSON.parse(String(stored['value'])) as unknown);
    },
    remove(area, owner, name) {
      statements.run(
        'DELETE FROM kept WHERE area = ? AND owner = ? AND name = ?',
        area,
        owner,
        name,
      );
    },
    list: (area, owner) =>
      statements
        .all('SELECT name, value FROM kept WHERE area = ? AND owner = ? ORDER BY name', area, owner)
        .map((stored) => ({
          name: String(stored['name']),
          value: JSON.parse(String(stored['value'])) as unknown,
        })),
    owners: (area) =>
      statements
        .all('SELECT DISTINCT owner FROM kept WHERE area = ?', area)
        .map((stored) => String(stored['owner'])),
  };
}
