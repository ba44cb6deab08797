// The hash that every row of the outbox carries over its other columns.

import { createHash } from 'node:crypto';

/** SHA-256 (hex) of the columns, each told apart from the next. */
export function rowHash(...columns: (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(columns)).digest('hex');
}
