// Rows of who did what, read from the events of requests and kept until these change: tables that are never replicated.

import type { Instant } from '../../../shared/lib/time.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { SEARCH_RESULTS } from '../../../shared/staff/work.ts';
import type { Work, WorkEvent } from '../../../shared/staff/work.ts';
import type { Cell } from './columns.ts';
import type { Statements } from './statements.ts';

/** How far the rows have come. */
export interface WorkStanding {
  /** What the rows were made by (calendars); others make other rows. */
  made: string;
  /** Requests that ended before have no rows. */
  from: Instant;
  /** Requests up to this number have been read, of those up to `to`. */
  walked: number;
  to: number;
  /** Events up to this number are read, or their requests are due. */
  seen: number;
}

/** A request whose work is to be read. */
export interface WorkedRequest {
  id: string;
  queue: QueueName;
  campus: string;
}

/** An event with the number that its row goes by. */
export type NumberedEvent = WorkEvent & { n: number };

/** Writes to the rows within a transaction. */
export interface StaffWrites {
  /** Forgets every row and begins anew. */
  begin(made: string, from: Instant): void;
  walked(n: number): void;
  /** Puts requests on the list whose events came after those that were seen, so many events at a time. */
  collect(most: number): void;
  /** Puts the rows of a request and takes it off the list; gives the first day (yyyymmdd) that changed, or null. */
  put(requestId: string, rows: readonly { n: number; work: Work }[]): number | null;
}

const MARKS = ['made', 'from', 'walked', 'to', 'seen'] as const;
const FIELDS = ['n', 'day', 'actor', 'role', 'campus', 'task', 'tenths', 'result', 'scan'] as const;
const LIST = FIELDS.map((name) => `"${name}"`).join(', ');
const INSERT = `INSERT INTO staff_work (${LIST}) VALUES (${FIELDS.map(() => '?').join(', ')})`;
const OF_REQUEST = `n IN (SELECT n FROM event WHERE "requestId" = ?)`;

/** `2018-06-05` as 20180605. */
export function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''));
}

/** The number of a word; null where no row names it. */
export function wordCode(statements: Statements, text: string): number | null {
  const code = statements.one('SELECT code FROM staff_word WHERE text = ?', text)?.['code'];
  return typeof code === 'number' ? code : null;
}

/** Words by their numbers. */
export function wordsByCode(statements: Statements): Map<number, string> {
  const stored = statements.all('SELECT code, text FROM staff_word');
  return new Map(stored.map(({ code, text }) => [Number(code), String(text)]));
}

/** How far the rows have come; null where there are none yet. */
export function workStanding(statements: Statements): WorkStanding | null {
  const stored = statements.all(`SELECT name, value FROM mark WHERE name LIKE 'staff.%'`);
  const marks = new Map(stored.map(({ name, value }) => [String(name).slice(6), String(value)]));
  if (MARKS.some((name) => !marks.has(name))) return null;
  const number = (name: string) => Number(marks.get(name));
  return {
    made: marks.get('made') ?? '',
    from: marks.get('from') ?? '',
    walked: number('walked'),
    to: number('to'),
    seen: number('seen'),
  };
}

function newest(statements: Statements, table: 'event' | 'request'): number {
  return Number(statements.one(`SELECT max(n) AS n FROM ${table}`)?.['n'] ?? 0);
}

/** Whether events came that are neither read nor due. */
export function hasNewEvents(statements: Statements, { seen }: WorkStanding): boolean {
  return newest(statements, 'event') > seen;
}

/** Requests on the list, and how many stand on it in all. */
export function dueWork(statements: Statements, most: number): { ids: string[]; total: number } {
  const stored = statements.all('SELECT "requestId" AS id FROM staff_due LIMIT ?', most);
  const total = Number(statements.one('SELECT count(*) AS n FROM staff_due')?.['n']);
  return { ids: stored.map(({ id }) => String(id)), total };
}

const REQUEST = 'SELECT n, id, queue, campus FROM request';
const COUNTS = `("isOpen" = 1 OR "endedOn" >= ?)`;

/** The next requests of the walk, from a stretch of numbers, and the number up to which they go. */
export function walkOn(
  statements: Statements,
  { from, walked, to }: WorkStanding,
  { stretch, most }: { stretch: number; most: number },
): { requests: WorkedRequest[]; upTo: number } {
  const end = Math.min(walked + stretch, to);
  const stored = statements.all(
    `${REQUEST} WHERE n > ? AND n <= ? AND ${COUNTS} ORDER BY n LIMIT ?`,
    walked,
    end,
    from,
    most,
  );
  const upTo = stored.length === most ? Number(stored.at(-1)?.['n']) : end;
  return { requests: stored.map(requestOf), upTo };
}

function requestOf({ id, queue, campus }: Record<string, unknown>): WorkedRequest {
  return { id: String(id), queue: queue as QueueName, campus: String(campus) };
}

/** A request of the list, if its work counts at all. */
export function worked(statements: Statements, id: string, from: Instant): WorkedRequest | null {
  const stored = statements.one(`${REQUEST} WHERE id = ? AND ${COUNTS}`, id, from);
  return stored ? requestOf(stored) : null;
}

const EVENTS = `SELECT n, id, action, "from", "to", actor, role, campus, "at", undoes, evidence, patch, facts
  FROM event WHERE "requestId" = ? ORDER BY seq`;

const parsed = (cell: unknown): unknown => (typeof cell === 'string' ? JSON.parse(cell) : null);

/** Events of a request, oldest first. */
export function workEvents(statements: Statements, requestId: string): NumberedEvent[] {
  return statements.all(EVENTS, requestId).map((stored) => {
    const { evidence, patch, facts, ...rest } = stored;
    return {
      ...rest,
      evidence: parsed(evidence),
      patch: parsed(patch),
      facts: parsed(facts) ?? {},
    } as NumberedEvent;
  });
}

function cellsOf(n: number, work: Work, code: (text: string) => number): Cell[] {
  const { day, actor, role, campus, task, minutes, search, first, scan } = work;
  const result = search === null ? null : SEARCH_RESULTS.indexOf(search) + (first ? 4 : 0);
  return [
    n,
    dayNumber(day),
    code(actor),
    code(role),
    code(campus),
    task === null ? null : code(task),
    minutes === null ? null : Math.round(minutes * 10),
    result,
    scan === null ? null : scan === 'scanned' ? 1 : 0,
  ];
}

/** The first day on which two lists of rows differ; null where they are the same. */
function firstChange(before: readonly Cell[][], after: readonly Cell[][]): number | null {
  const known = new Set(before.map((cells) => cells.join('|')));
  const fresh = new Set(after.map((cells) => cells.join('|')));
  const changed = [
    ...before.filter((cells) => !fresh.has(cells.join('|'))),
    ...after.filter((cells) => !known.has(cells.join('|'))),
  ];
  return changed.length === 0 ? null : Math.min(...changed.map(([, day]) => Number(day)));
}

/** Makes the writes of a transaction; `onChange` hears that rows or their progress changed. */
export function staffWrites(statements: Statements, onChange: () => void): StaffWrites {
  const codes = new Map<string, number>();
  const code = (text: string): number => {
    let known = codes.get(text);
    if (known === undefined) {
      statements.run('INSERT OR IGNORE INTO staff_word (text) VALUES (?)', text);
      codes.set(text, (known = wordCode(statements, text) ?? 0));
    }
    return known;
  };
  const mark = (name: (typeof MARKS)[number], value: string | number) =>
    statements.run(
      'INSERT OR REPLACE INTO mark (name, value) VALUES (?, ?)',
      `staff.${name}`,
      String(value),
    );
  return {
    begin(made, from) {
      onChange();
      statements.run('DELETE FROM staff_work');
      statements.run('DELETE FROM staff_due');
      mark('made', made);
      mark('from', from);
      mark('walked', 0);
      mark('to', newest(statements, 'request'));
      mark('seen', newest(statements, 'event'));
    },
    walked(n) {
      onChange();
      mark('walked', n);
    },
    collect(most) {
      onChange();
      const seen = workStanding(statements)?.seen ?? 0;
      const upTo = Math.min(seen + most, newest(statements, 'event'));
      statements.run(
        `INSERT OR IGNORE INTO staff_due SELECT DISTINCT "requestId" FROM event WHERE n > ? AND n <= ?`,
        seen,
        upTo,
      );
      mark('seen', upTo);
    },
    put(requestId, rows) {
      const before = statements
        .all(`SELECT ${LIST} FROM staff_work WHERE ${OF_REQUEST}`, requestId)
        .map((stored) => FIELDS.map((name) => stored[name] as Cell));
      const after = rows.map(({ n, work }) => cellsOf(n, work, code));
      const changed = firstChange(before, after);
      if (changed !== null) {
        onChange();
        statements.run(`DELETE FROM staff_work WHERE ${OF_REQUEST}`, requestId);
        for (const cells of after) statements.run(INSERT, ...cells);
      }
      statements.run('DELETE FROM staff_due WHERE "requestId" = ?', requestId);
      return changed;
    },
  };
}
