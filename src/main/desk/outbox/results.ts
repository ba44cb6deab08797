// What the service answered to the commands of this desk. A result is kept beside its command and never removes it.

import type { CommandResult } from '../../../shared/sync/protocol.ts';
import type { Sqlite } from '../db/open.ts';
import { statementsOf } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import { placedOf } from './placed.ts';
import type { Placed } from './placed.ts';
import { rowHash } from './row-hash.ts';

/** A command of this desk with what became of it at the service. */
export interface Judged extends Placed {
  /** Null until there is one. */
  result: CommandResult | null;
  /** Refused, and put away by the person. */
  dismissed: boolean;
}

/** Which commands a list is of; `refused` leaves out what was put away, `received` waits to be read from the log. */
export type JudgedFilter = 'waiting' | 'refused' | 'received' | 'all';

/** Results of an outbox. */
export interface Results {
  /** Keeps results in one transaction that reaches the disk before it returns; a later one takes the place of what is known. */
  addResults(results: readonly CommandResult[]): void;
  /** Forgets the results of commands after a place. */
  forgetResultsAfter(place: number): void;
  resultOf(commandId: string): CommandResult | null;
  /** Place of the first command without a result; null when all have one. */
  firstOpen(): number | null;
  /** How many commands have no result. */
  waiting(): number;
  /** Commands over what was read up to `seq`: without a result, or accepted with a later number; in order. */
  pending(seq: number): { place: number; id: string }[];
  /** Puts refused commands away, so that they are shown no longer. */
  dismiss(commandIds: readonly string[], at: string): void;
  countOf(filter: JudgedFilter, seq: number): number;
  /** Newest first; `seq` is how far the log was read. */
  page(filter: JudgedFilter, seq: number, offset: number, limit: number): Judged[];
}

const ACCEPTED = `('ok', 'exception_opened')`;
const NO_RESULT = 'NOT EXISTS (SELECT 1 FROM result WHERE result.id = command.id)';
const RESULT_COLUMNS =
  'result.cseq AS counter, code, refusal, seq, head, facts, result.at AS decidedAt';

/** Conditions with what belongs into them: how far the log was read, and a place before which every command has a result. */
const WHERE: Record<JudgedFilter, { sql: string; cells(seq: number, resolved: number): number[] }> =
  {
    waiting: {
      sql: `command.cseq > ? AND ${NO_RESULT}`,
      cells: (_seq, resolved) => [resolved],
    },
    refused: {
      sql: `command.id IN (SELECT id FROM result WHERE code NOT IN ${ACCEPTED}
        AND id NOT IN (SELECT id FROM dismissed))`,
      cells: () => [],
    },
    received: {
      sql: `command.id IN (SELECT id FROM result WHERE seq > ? AND code IN ${ACCEPTED})`,
      cells: (seq) => [seq],
    },
    all: { sql: '1 = 1', cells: () => [] },
  };

function resultOfRow(id: string, stored: Record<string, unknown>): CommandResult {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    id,
    cseq: Number(stored['counter']),
    code: stored['code'] as CommandResult['code'],
    refusal: text(stored['refusal']),
    seq: typeof stored['seq'] === 'number' ? stored['seq'] : null,
    head: text(stored['head']),
    facts: JSON.parse(String(stored['facts'])) as CommandResult['facts'],
    at: String(stored['decidedAt']),
  };
}

/** A service that was put back to a backup decides anew: then the later result counts, and nobody has seen it yet. */
function addResult(statements: Statements, result: CommandResult): void {
  const { id, cseq, code, refusal, seq, head, at } = result;
  const facts = JSON.stringify(result.facts);
  const hash = rowHash(id, cseq, code, refusal, seq, head, facts, at);
  statements.run(
    `DELETE FROM dismissed WHERE id = ?
     AND EXISTS (SELECT 1 FROM result WHERE result.id = ? AND result.hash <> ?)`,
    id,
    id,
    hash,
  );
  statements.run(
    `INSERT INTO result (id, cseq, code, refusal, seq, head, facts, at, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET cseq = excluded.cseq, code = excluded.code,
       refusal = excluded.refusal, seq = excluded.seq, head = excluded.head,
       facts = excluded.facts, at = excluded.at, hash = excluded.hash
     WHERE excluded.hash <> result.hash`,
    id,
    cseq,
    code,
    refusal,
    seq,
    head,
    facts,
    at,
    hash,
  );
  // A doubt was only ever a guess at this.
  statements.run('DELETE FROM doubt WHERE cseq = (SELECT cseq FROM command WHERE id = ?)', id);
}

function dismissOne(statements: Statements, id: string, at: string): void {
  statements.run(
    `INSERT OR IGNORE INTO dismissed (id, at, hash)
     SELECT id, ?, ? FROM result WHERE id = ? AND code NOT IN ${ACCEPTED}`,
    at,
    rowHash(id, at),
    id,
  );
}

function judgedOf(stored: Record<string, unknown>): Judged {
  const placed = placedOf(stored);
  const result = stored['code'] === null ? null : resultOfRow(placed.command.id, stored);
  return { ...placed, result, dismissed: stored['dismissedOn'] !== null };
}

/** The results that lie in a database; `recount` after commands were removed. */
export function resultsOf(db: Sqlite): Results & { recount(): void } {
  const statements = statementsOf(db);
  // Results come in the order of commands, so that all up to here have one; it only saves reading.
  let resolved = 0;
  const firstOpen = (): number | null => {
    const row = statements.one(
      `SELECT cseq FROM command WHERE cseq > ? AND ${NO_RESULT} ORDER BY cseq LIMIT 1`,
      resolved,
    );
    const place = row ? Number(row['cseq']) : null;
    const last = () => Number(statements.one('SELECT max(cseq) AS last FROM command')?.['last']);
    resolved = place === null ? last() : place - 1;
    return place;
  };
  const countOf: Results['countOf'] = (filter, seq) => {
    firstOpen();
    const { sql, cells } = WHERE[filter];
    const found = statements.one(
      `SELECT count(*) AS number FROM command WHERE ${sql}`,
      ...cells(seq, resolved),
    );
    return Number(found?.['number'] ?? 0);
  };
  return {
    recount: () => void (resolved = 0),
    firstOpen,
    countOf,
    waiting: () => countOf('waiting', 0),
    addResults: (results) =>
      db.transaction(() => results.forEach((each) => addResult(statements, each))).immediate(),
    forgetResultsAfter(place) {
      const ids = '(SELECT id FROM command WHERE cseq > ?)';
      db.transaction(() => {
        statements.run(`DELETE FROM dismissed WHERE id IN ${ids}`, place);
        statements.run(`DELETE FROM result WHERE id IN ${ids}`, place);
      }).immediate();
      resolved = Math.min(resolved, place);
    },
    resultOf(commandId) {
      const stored = statements.one(`SELECT ${RESULT_COLUMNS} FROM result WHERE id = ?`, commandId);
      return stored ? resultOfRow(commandId, stored) : null;
    },
    pending(seq) {
      firstOpen();
      return statements
        .all(
          `SELECT cseq, id FROM command WHERE ${WHERE.waiting.sql}
           UNION SELECT command.cseq, command.id FROM result JOIN command ON command.id = result.id
           WHERE result.seq > ? AND result.code IN ${ACCEPTED} ORDER BY 1`,
          resolved,
          seq,
        )
        .map((stored) => ({ place: Number(stored['cseq']), id: String(stored['id']) }));
    },
    dismiss: (ids, at) =>
      db.transaction(() => ids.forEach((id) => dismissOne(statements, id, at))).immediate(),
    page(filter, seq, offset, limit) {
      firstOpen();
      const { sql, cells } = WHERE[filter];
      return statements
        .all(
          `SELECT command.cseq, body, outcome, ${RESULT_COLUMNS}, dismissed.at AS dismissedOn
           FROM command LEFT JOIN result ON result.id = command.id
           LEFT JOIN dismissed ON dismissed.id = command.id
           WHERE ${sql} ORDER BY command.cseq DESC LIMIT ? OFFSET ?`,
          ...cells(seq, resolved),
          limit,
          offset,
        )
        .map(judgedOf);
    },
  };
}
