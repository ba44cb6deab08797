// Which requests are open, and which of them a timer wants to act on.

import type { Instant } from '../../../shared/lib/time.ts';
import type { Statements } from '../db/statements.ts';

/** Ids of every open request. */
export function openRequestIds(statements: Statements): string[] {
  return statements
    .all('SELECT id FROM request WHERE "isOpen" = 1')
    .map((stored) => String(stored['id']));
}

/** Ids of requests whose timer is due, the first due first. */
export function dueRequestIds(statements: Statements, now: Instant, limit: number): string[] {
  return statements
    .all('SELECT id FROM request WHERE "timerAt" <= ? ORDER BY "timerAt" LIMIT ?', now, limit)
    .map((stored) => String(stored['id']));
}
