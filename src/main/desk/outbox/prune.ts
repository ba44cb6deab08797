// Old commands leave the outbox: those that have their result, were given long ago, and have nothing before them that stays.

import type { Instant } from '../../../shared/lib/time.ts';
import type { Statements } from '../db/statements.ts';
import type { Kept } from './kept.ts';
import { PRUNED } from './verify.ts';

const MISSING = 'missing';
const ONCE = 1000;

/** Whether a command may go: answered, old, and not a refusal that the person has still to see. */
const GOES = `json_extract(command.body, '$.at') < ? AND EXISTS (
  SELECT 1 FROM result WHERE result.id = command.id AND (result.code IN ('ok', 'exception_opened')
    OR result.id IN (SELECT id FROM dismissed)))`;

function number(kept: Kept, name: string): number {
  const value = kept.get('desk', '', name);
  return typeof value === 'number' ? value : 0;
}

/** The last of the first commands that may all go; null when the very first stays. */
function lastToGo(statements: Statements, at: Instant): { place: number; count: number } | null {
  const rows = statements.all(
    `SELECT cseq, (${GOES}) AS goes FROM command ORDER BY cseq LIMIT ?`,
    at,
    ONCE,
  );
  const stays = rows.findIndex((row) => row['goes'] !== 1);
  const going = stays < 0 ? rows : rows.slice(0, stays);
  const last = going.at(-1);
  return last ? { place: Number(last['cseq']), count: going.length } : null;
}

/**
 * Removes commands given before `at`, up to the first that stays and at most a thousand; to be run in a transaction.
 * Empty places among them were known to be empty, or nothing is removed: a loss must be noticed first.
 */
export function pruneBefore(statements: Statements, kept: Kept, at: Instant): number {
  const going = lastToGo(statements, at);
  if (!going) return 0;
  const empty = going.place - number(kept, PRUNED) - going.count;
  const missing = number(kept, MISSING) - empty;
  if (missing < 0) return 0;
  const ids = '(SELECT id FROM command WHERE cseq <= ?)';
  for (const table of ['result', 'dismissed']) {
    statements.run(`DELETE FROM ${table} WHERE id IN ${ids}`, going.place);
  }
  statements.run('DELETE FROM doubt WHERE cseq <= ?', going.place);
  statements.run('DELETE FROM command WHERE cseq <= ?', going.place);
  kept.set('desk', '', PRUNED, going.place);
  kept.set('desk', '', MISSING, missing);
  return going.count;
}
