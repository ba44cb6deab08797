// The precious file: every accepted command in order, with what was answered; nothing here is ever removed.

import type { Command } from '../../../shared/queues/command.ts';
import type { Facts, Refusal } from '../../../shared/lib/result.ts';
import type { Sqlite } from '../db/open.ts';
import { closeDatabase } from '../db/open.ts';
import { statementsOf } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import { keptOf } from './kept.ts';
import type { Kept } from './kept.ts';
import { inspectOutbox } from './verify.ts';
import { rowHash } from './row-hash.ts';

/** What an accepted command was answered with; its events lie in the replica. */
interface Accepted {
  ok: true;
  requestId: string | null;
  remarks: { code: string; facts: Facts }[];
  undo: { requestId: string; commandId: string; until: string } | null;
}

/** What a command was answered with, and a repeat of it is. */
export type StoredOutcome = Accepted | Refusal;

/** A command of this desk with what became of it. */
export interface Entry {
  command: Command;
  outcome: StoredOutcome;
}

/** The outbox of a profile. */
export interface Outbox {
  kept: Kept;
  /** Counter of the last command, also of one that was lost; 0 when there was none. */
  last(): number;
  /** Goes on after this counter: what lies before it is known to be lost. */
  skipTo(cseq: number): void;
  count(): number;
  /** Appends commands in one transaction that reaches the disk before it returns. */
  append(entries: readonly Entry[]): void;
  /** The command of an id, for repeats. */
  byId(commandId: string): Entry | undefined;
  /** Up to `limit` commands after a counter, in order. */
  after(cseq: number, limit: number): Entry[];
  /** A page of commands, newest first. */
  newest(offset: number, limit: number): Entry[];
  /** Marks commands that no longer held when decided again. */
  addDoubts(doubts: readonly { cseq: number; refusal: Refusal }[]): void;
  clearDoubts(): void;
  doubtCount(): number;
  doubtOf(cseq: number): Refusal | null;
  /** Reads every row and page; gives how many rows are not whole, null where SQLite itself finds damage. */
  damagedRows(): number | null;
  close(): void;
}

function entryOf(stored: Record<string, unknown>): Entry {
  return {
    command: JSON.parse(String(stored['body'])) as Command,
    outcome: JSON.parse(String(stored['outcome'])) as StoredOutcome,
  };
}

function appendOne(statements: Statements, { command, outcome }: Entry): void {
  const body = JSON.stringify(command);
  const answer = JSON.stringify(outcome);
  statements.run(
    'INSERT INTO command (cseq, id, body, outcome, hash) VALUES (?, ?, ?, ?, ?)',
    command.cseq,
    command.id,
    body,
    answer,
    rowHash(command.cseq, command.id, body, answer),
  );
}

function number(statements: Statements, sql: string): number {
  return Number(statements.one(sql)?.['number'] ?? 0);
}

function addDoubts(
  statements: Statements,
  doubts: readonly { cseq: number; refusal: Refusal }[],
): void {
  for (const { cseq, refusal } of doubts) {
    const text = JSON.stringify(refusal);
    statements.run(
      'INSERT OR REPLACE INTO doubt (cseq, refusal, hash) VALUES (?, ?, ?)',
      cseq,
      text,
      rowHash(cseq, text),
    );
  }
}

function keptNumber(kept: Kept, name: string): number {
  const value = kept.get('desk', '', name);
  return typeof value === 'number' ? value : 0;
}

/** Makes the outbox of an open, migrated and verified database. */
export function outboxOf(db: Sqlite): Outbox {
  const statements = statementsOf(db);
  const kept = keptOf(db);
  let floor = keptNumber(kept, 'floor');
  const last = () => Math.max(floor, number(statements, 'SELECT max(cseq) AS number FROM command'));
  return {
    kept,
    last,
    skipTo(cseq) {
      kept.set('desk', '', 'missing', keptNumber(kept, 'missing') + cseq - last());
      kept.set('desk', '', 'floor', cseq);
      floor = cseq;
    },
    count: () => number(statements, 'SELECT count(*) AS number FROM command'),
    append: (entries) => {
      db.transaction(() => {
        for (const entry of entries) appendOne(statements, entry);
      }).immediate();
    },
    byId(commandId) {
      const stored = statements.one('SELECT body, outcome FROM command WHERE id = ?', commandId);
      return stored && entryOf(stored);
    },
    after: (cseq, limit) =>
      statements
        .all('SELECT body, outcome FROM command WHERE cseq > ? ORDER BY cseq LIMIT ?', cseq, limit)
        .map(entryOf),
    newest: (offset, limit) =>
      statements
        .all('SELECT body, outcome FROM command ORDER BY cseq DESC LIMIT ? OFFSET ?', limit, offset)
        .map(entryOf),
    addDoubts: (doubts) => db.transaction(() => addDoubts(statements, doubts)).immediate(),
    clearDoubts: () => statements.run('DELETE FROM doubt'),
    doubtCount: () => number(statements, 'SELECT count(*) AS number FROM doubt'),
    doubtOf(cseq) {
      const stored = statements.one('SELECT refusal FROM doubt WHERE cseq = ?', cseq);
      return stored ? (JSON.parse(String(stored['refusal'])) as Refusal) : null;
    },
    damagedRows() {
      const { bad, broken } = inspectOutbox(db);
      const sound = !broken && db.pragma('integrity_check(1)', { simple: true }) === 'ok';
      return sound ? bad : null;
    },
    close: () => closeDatabase(db),
  };
}
