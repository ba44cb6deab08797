// Codes that people read and print: the service point's prefix and a counter, `N1-0412`, never given twice.

import type { Statements } from '../db/statements.ts';
import type { Store } from '../profile/store.ts';

/** The next code of each prefix; a refused submission leaves it to the next. */
export interface Codes {
  peek(prefix: string): string;
  /** The code that was last peeked has been used. */
  used(prefix: string): void;
  /** Forgets what was counted, after the replica was exchanged. */
  forget(): void;
}

/** Highest counter of a prefix; a linked case's letter after it does not count. */
function highest(statements: Statements, prefix: string): number {
  const row = statements.one(
    'SELECT max(CAST(substr(code, ?) AS INTEGER)) AS highest FROM request WHERE code >= ? AND code < ?',
    prefix.length + 2,
    `${prefix}-`,
    `${prefix}.`,
  );
  return Number(row?.['highest'] ?? 0);
}

/**
 * Makes it over the requests of a replica and the commands of the outbox: a service that was put back to a backup has
 * lost requests whose codes are printed and known.
 */
export function createCodes(store: Pick<Store, 'replica' | 'outbox'>): Codes {
  const counted = new Map<string, number>();
  const last = (prefix: string) => {
    let value = counted.get(prefix);
    if (value === undefined) {
      const known = highest(store.replica().statements, prefix);
      value = Math.max(known, store.outbox.highestCode(prefix));
      counted.set(prefix, value);
    }
    return value;
  };
  return {
    peek: (prefix) => `${prefix}-${String(last(prefix) + 1).padStart(4, '0')}`,
    used: (prefix) => void counted.set(prefix, last(prefix) + 1),
    forget: () => counted.clear(),
  };
}
