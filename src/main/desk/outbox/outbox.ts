// The precious file: every accepted command in order, with what was answered here and by the service.

import type { Command } from '../../../shared/queues/command.ts';
import type { Refusal } from '../../../shared/lib/result.ts';
import type { Sqlite } from '../db/open.ts';
import { closeDatabase } from '../db/open.ts';
import { statementsOf } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import { keptOf } from './kept.ts';
import type { Kept } from './kept.ts';
import { placedOf } from './placed.ts';
import type { Entry, Placed } from './placed.ts';
import { pruneBefore } from './prune.ts';
import { resultsOf } from './results.ts';
import type { Results } from './results.ts';
import { inspectOutbox, PRUNED } from './verify.ts';
import { rowHash } from './row-hash.ts';

/** The outbox of a profile; a place is where a command lies in it (`placed.ts`). */
export interface Outbox extends Results {
  kept: Kept;
  /** Place of the last command, also of one that was lost; 0 when there was none. */
  last(): number;
  /** Places are ahead of the counters under the present desk id by so many. */
  offset(): number;
  /** Goes on after this place: what lies before it is known to be lost. */
  skipTo(place: number): void;
  /** How many commands lie here. */
  count(): number;
  /** Appends commands in one transaction that reaches the disk before it returns; their counters follow the last one. */
  append(entries: readonly Entry[]): void;
  /** The command of an id, for repeats. */
  byId(commandId: string): Placed | undefined;
  /** The command at a place; undefined where there is none. */
  at(place: number): Placed | undefined;
  /** Up to `limit` commands after a place, in order. */
  after(place: number, limit: number): Placed[];
  /** Highest counter of the request codes with a prefix that commands here have given; 0 for none. */
  highestCode(prefix: string): number;
  /** A page of commands, newest first. */
  newest(offset: number, limit: number): Placed[];
  /** Marks commands that no longer held when decided again. */
  addDoubts(doubts: readonly { place: number; refusal: Refusal }[]): void;
  /** Takes the marks off those that hold again. */
  removeDoubts(places: readonly number[]): void;
  doubtCount(): number;
  doubtOf(place: number): Refusal | null;
  /** The desk counts anew under another id: commands without a result get new places and counters from 1. */
  renumber(deskId: string): void;
  /** Copies the file to `aside`, then begins anew without commands; what else is kept stays. */
  startAnew(aside: string): void;
  /** Removes commands that were given before `at` and have their result, up to the first that has not; gives their number. */
  prune(at: string): number;
  /** Reads every row and page; gives how many rows are not whole, null where SQLite itself finds damage. */
  damagedRows(): number | null;
  close(): void;
}

const FLOOR = 'floor';
const MISSING = 'missing';
const OFFSET = 'offset';

function appendOne(statements: Statements, place: number, { command, outcome }: Entry): void {
  const body = JSON.stringify(command);
  const answer = JSON.stringify(outcome);
  statements.run(
    'INSERT INTO command (cseq, id, body, outcome, hash) VALUES (?, ?, ?, ?, ?)',
    place,
    command.id,
    body,
    answer,
    rowHash(place, command.id, body, answer),
  );
}

function number(statements: Statements, sql: string): number {
  return Number(statements.one(sql)?.['number'] ?? 0);
}

function addDoubt(statements: Statements, place: number, refusal: Refusal): void {
  const text = JSON.stringify(refusal);
  statements.run(
    'INSERT OR REPLACE INTO doubt (cseq, refusal, hash) VALUES (?, ?, ?)',
    place,
    text,
    rowHash(place, text),
  );
}

/** How many places there have been, and how they stand to counters. */
function countersOf(kept: Kept, statements: Statements) {
  const keptNumber = (name: string): number => {
    const value = kept.get('desk', '', name);
    return typeof value === 'number' ? value : 0;
  };
  const read = () => ({
    floor: Math.max(keptNumber(FLOOR), keptNumber(PRUNED)),
    offset: keptNumber(OFFSET),
  });
  let { floor, offset } = read();
  return {
    keptNumber,
    // Commands behind the offset may be lost, and counters never go below 1.
    last: () =>
      Math.max(floor, offset, number(statements, 'SELECT max(cseq) AS number FROM command')),
    offset: () => offset,
    /** After kept values have changed. */
    reread: () => void ({ floor, offset } = read()),
  };
}

type Counters = ReturnType<typeof countersOf>;

function renumber(statements: Statements, kept: Kept, counters: Counters, deskId: string): void {
  const last = counters.last();
  const open = statements
    .all(
      `SELECT cseq, body, outcome FROM command
       WHERE NOT EXISTS (SELECT 1 FROM result WHERE result.id = command.id) ORDER BY cseq`,
    )
    .map(placedOf);
  for (const [index, { place, command, outcome }] of open.entries()) {
    statements.run('DELETE FROM command WHERE cseq = ?', place);
    statements.run('DELETE FROM doubt WHERE cseq = ?', place);
    const moved: Command = { ...command, desk: deskId, cseq: index + 1 };
    appendOne(statements, last + index + 1, { command: moved, outcome });
  }
  kept.set('desk', '', 'deskId', deskId);
  kept.set('desk', '', OFFSET, last);
  // The places that were left are empty for good.
  kept.set('desk', '', MISSING, counters.keptNumber(MISSING) + open.length);
}

function clear(statements: Statements, kept: Kept): void {
  for (const table of ['command', 'doubt', 'result', 'dismissed']) {
    statements.run(`DELETE FROM ${table}`);
  }
  for (const name of [FLOOR, MISSING, OFFSET, PRUNED]) kept.remove('desk', '', name);
}

/** Looks at commands and doubts. */
function readingsOf(statements: Statements) {
  return {
    count: () => number(statements, 'SELECT count(*) AS number FROM command'),
    byId(commandId: string) {
      const stored = statements.one(
        'SELECT cseq, body, outcome FROM command WHERE id = ?',
        commandId,
      );
      return stored && placedOf(stored);
    },
    at(place: number) {
      const stored = statements.one(
        'SELECT cseq, body, outcome FROM command WHERE cseq = ?',
        place,
      );
      return stored && placedOf(stored);
    },
    after: (place: number, limit: number) =>
      statements
        .all(
          'SELECT cseq, body, outcome FROM command WHERE cseq > ? ORDER BY cseq LIMIT ?',
          place,
          limit,
        )
        .map(placedOf),
    highestCode: (prefix: string) => {
      const code = "json_extract(body, '$.input.code')";
      const found = statements.one(
        `SELECT max(CAST(substr(${code}, ?) AS INTEGER)) AS number FROM command
         WHERE ${code} >= ? AND ${code} < ?`,
        prefix.length + 2,
        `${prefix}-`,
        `${prefix}.`,
      );
      return Number(found?.['number'] ?? 0);
    },
    newest: (offset: number, limit: number) =>
      statements
        .all(
          'SELECT cseq, body, outcome FROM command ORDER BY cseq DESC LIMIT ? OFFSET ?',
          limit,
          offset,
        )
        .map(placedOf),
    doubtCount: () => number(statements, 'SELECT count(*) AS number FROM doubt'),
    doubtOf(place: number) {
      const stored = statements.one('SELECT refusal FROM doubt WHERE cseq = ?', place);
      return stored ? (JSON.parse(String(stored['refusal'])) as Refusal) : null;
    },
  };
}

/** Makes the outbox of an open, migrated and verified database. */
export function outboxOf(db: Sqlite): Outbox {
  const statements = statementsOf(db);
  const kept = keptOf(db);
  const counters = countersOf(kept, statements);
  const { last, offset } = counters;
  const { recount, ...results } = resultsOf(db);
  /** Writes through to the disk, and reads again what is kept in memory. */
  const write = (work: () => void) => {
    db.transaction(work).immediate();
    counters.reread();
  };
  return {
    ...results,
    kept,
    last,
    offset,
    ...readingsOf(statements),
    skipTo: (place) =>
      write(() => {
        kept.set('desk', '', MISSING, counters.keptNumber(MISSING) + place - last());
        kept.set('desk', '', FLOOR, place);
      }),
    append: (entries) =>
      db
        .transaction(() => {
          for (const entry of entries) {
            appendOne(statements, entry.command.cseq + offset(), entry);
          }
        })
        .immediate(),
    addDoubts: (doubts) =>
      write(() => doubts.forEach(({ place, refusal }) => addDoubt(statements, place, refusal))),
    removeDoubts: (places) =>
      write(() => {
        for (const place of places) statements.run('DELETE FROM doubt WHERE cseq = ?', place);
      }),
    renumber: (deskId) => write(() => renumber(statements, kept, counters, deskId)),
    startAnew(aside) {
      db.prepare('VACUUM INTO ?').run(aside);
      write(() => clear(statements, kept));
      recount();
    },
    prune(at) {
      let pruned = 0;
      write(() => void (pruned = pruneBefore(statements, kept, at)));
      return pruned;
    },
    damagedRows() {
      const { bad, broken } = inspectOutbox(db);
      return broken ? null : bad;
    },
    close: () => closeDatabase(db),
  };
}
