// What pages about staff sum and list, read from the narrow rows by their indexes alone.

import { STAFF_ROLES } from '../../../shared/library/entities.ts';
import type { StaffRole } from '../../../shared/library/entities.ts';
import type { Day } from '../../../shared/lib/time.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { Period, WorkSum } from '../../../shared/staff/summing.ts';
import { SEARCH_RESULTS } from '../../../shared/staff/work.ts';
import type { SearchResult } from '../../../shared/staff/work.ts';
import type { Cell } from './columns.ts';
import { dayNumber, wordCode, wordsByCode } from './staff-work.ts';
import type { Statements } from './statements.ts';

const GROUPED = '"day", "role", "task", "result", "scan"';

function dayOf(number: unknown): Day {
  const text = String(number);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
}

function sumOf(words: ReadonlyMap<number, string>) {
  const word = (code: unknown) => words.get(Number(code)) ?? '';
  return (stored: Record<string, unknown>): WorkSum => {
    const { day, role, campus, task, result, scan, n, tenths } = stored;
    const place = typeof result === 'number' ? result : null;
    return {
      day: dayOf(day),
      role: STAFF_ROLES.find((each) => each === word(role)) ?? 'desk',
      campus: campus === undefined ? '' : word(campus),
      task: task === null ? null : word(task),
      search: place === null ? null : (SEARCH_RESULTS[place % 4] ?? null),
      first: place !== null && place >= 4,
      scan: scan === null ? null : scan === 1 ? 'scanned' : 'typed',
      n: Number(n),
      minutes: Number(tenths ?? 0) / 10,
    };
  };
}

const days = ({ from, to }: Period): Cell[] => [dayNumber(from), dayNumber(to)];

/** One person's work of a period. */
export function personSums(statements: Statements, staffId: string, period: Period): WorkSum[] {
  const actor = wordCode(statements, staffId);
  if (actor === null) return [];
  const stored = statements.all(
    `SELECT ${GROUPED}, count(*) AS n, sum("tenths") AS tenths FROM staff_work
     WHERE "actor" = ? AND "day" BETWEEN ? AND ? GROUP BY ${GROUPED}`,
    actor,
    ...days(period),
  );
  return stored.map(sumOf(wordsByCode(statements)));
}

/** Everybody's work of a period, by role and campus. */
export function allSums(statements: Statements, period: Period): WorkSum[] {
  const stored = statements.all(
    `SELECT ${GROUPED}, "campus", count(*) AS n, sum("tenths") AS tenths FROM staff_work
     WHERE "day" BETWEEN ? AND ? GROUP BY ${GROUPED}, "campus"`,
    ...days(period),
  );
  return stored.map(sumOf(wordsByCode(statements)));
}

/** Work of one person in one role at one campus that is alike; days together. */
export type WorkOf = Omit<WorkSum, 'day' | 'minutes'> & { actor: string };

/** Who did how much of what. */
export function whoDid(statements: Statements, period: Period): WorkOf[] {
  const words = wordsByCode(statements);
  const told = sumOf(words);
  const alike = '"actor", "role", "campus", "task", "result", "scan"';
  const stored = statements.all(
    `SELECT ${alike}, count(*) AS n FROM staff_work WHERE "day" BETWEEN ? AND ? GROUP BY ${alike}`,
    ...days(period),
  );
  return stored.map((each) => {
    const { day: _day, minutes: _minutes, ...rest } = told(each);
    return { ...rest, actor: words.get(Number(each['actor'])) ?? '' };
  });
}

/** The number of the role whose work is not timed; −1 where no row names it. */
function untimedRole(statements: Statements): number {
  return wordCode(statements, 'assistant' satisfies StaffRole) ?? -1;
}

/** How often each number of minutes occurred in each kind of task, in roles that are timed. */
export function minuteCounts(
  statements: Statements,
  period: Period,
): { task: string; minutes: number; n: number }[] {
  const words = wordsByCode(statements);
  const stored = statements.all(
    `SELECT "task", "tenths", count(*) AS n FROM staff_work
     WHERE "day" BETWEEN ? AND ? AND "task" IS NOT NULL AND "role" <> ? GROUP BY "task", "tenths"`,
    ...days(period),
    untimedRole(statements),
  );
  return stored.map(({ task, tenths, n }) => ({
    task: words.get(Number(task)) ?? '',
    minutes: Number(tenths) / 10,
    n: Number(n),
  }));
}

/** Whose rows are listed: a person's, or those of a role at a campus. */
export type Whose = { staffId: string } | { role: StaffRole; campus: string };

/** Which rows: those that a figure counts. */
export interface Which {
  /** Ended stages of roles that are timed. */
  timed?: true;
  tasks?: readonly string[];
  scan?: 'any' | 'scanned' | 'typed';
  results?: readonly SearchResult[];
  firstOnly?: true;
}

function whoseSql(statements: Statements, whose: Whose): { sql: string; cells: Cell[] } {
  const code = (text: string) => wordCode(statements, text) ?? -1;
  if ('staffId' in whose) return { sql: 'work."actor" = ?', cells: [code(whose.staffId)] };
  return {
    sql: 'work."role" = ? AND work."campus" = ?',
    cells: [code(whose.role), code(whose.campus)],
  };
}

function resultCodes(results: readonly SearchResult[], firstOnly: boolean): number[] {
  return results.flatMap((each) => {
    const place = SEARCH_RESULTS.indexOf(each);
    return firstOnly ? [place + 4] : [place, place + 4];
  });
}

function whichSql(statements: Statements, which: Which): { sql: string[]; cells: Cell[] } {
  const sql: string[] = [];
  const cells: Cell[] = [];
  const code = (text: string) => wordCode(statements, text) ?? -1;
  if (which.timed) {
    sql.push('work."task" IS NOT NULL', 'work."role" <> ?');
    cells.push(untimedRole(statements));
  }
  if (which.tasks) {
    sql.push(`work."task" IN (${which.tasks.map(() => '?').join(', ')})`);
    cells.push(...which.tasks.map(code));
  }
  if (which.scan === 'any') sql.push('work."scan" IS NOT NULL');
  else if (which.scan) sql.push(`work."scan" = ${which.scan === 'scanned' ? 1 : 0}`);
  if (which.results) {
    const codes = resultCodes(which.results, which.firstOnly === true);
    sql.push(`work."result" IN (${codes.join(', ')})`);
  }
  return { sql, cells };
}

/** An event behind a figure, with the request that it belongs to. */
export interface WorkRow {
  n: number;
  day: Day;
  requestId: string;
  queue: QueueName;
  code: string;
  title: string;
  action: string;
  at: string;
  task: string | null;
  /** Null also where the role is not timed. */
  minutes: number | null;
  search: SearchResult | null;
  scan: 'scanned' | 'typed' | null;
}

const ROW = `SELECT work.n, work."day", work."role", work."task", work."tenths", work."result", work."scan", event.action, event."at",
  request.id AS "requestId", request.queue, request.code,
  coalesce(title.title, json_extract(request.fields, '$.bookTitle'), '') AS title
  FROM staff_work AS work JOIN event ON event.n = work.n JOIN request ON request.id = event."requestId"
  LEFT JOIN title ON title.id = request."titleId"`;

/** The rows behind a figure, newest first, after the row of a number; and how many there are in all. */
export function workRows(
  statements: Statements,
  { whose, which, period }: { whose: Whose; which: Which; period: Period },
  { after, limit }: { after: { day: Day; n: number } | null; limit: number },
): { rows: WorkRow[]; total: number } {
  const own = whoseSql(statements, whose);
  const more = whichSql(statements, which);
  const where = [own.sql, 'work."day" BETWEEN ? AND ?', ...more.sql].join(' AND ');
  const cells = [...own.cells, ...days(period), ...more.cells];
  const count = `SELECT count(*) AS n FROM staff_work AS work WHERE ${where}`;
  const place: Cell[] = after ? [dayNumber(after.day), after.n] : [];
  const rest = after ? 'AND (work."day", work.n) < (?, ?)' : '';
  const order = `ORDER BY work."day" DESC, work.n DESC LIMIT ?`;
  const stored = statements.all(
    `${ROW} WHERE ${where} ${rest} ${order}`,
    ...cells,
    ...place,
    limit,
  );
  const words = wordsByCode(statements);
  return {
    total: Number(statements.one(count, ...cells)?.['n']),
    rows: stored.map((each) => rowOf(each, words)),
  };
}

function rowOf(stored: Record<string, unknown>, words: ReadonlyMap<number, string>): WorkRow {
  const { role, task, tenths, result, scan } = stored;
  const timed = words.get(Number(role)) !== ('assistant' satisfies StaffRole);
  return {
    n: Number(stored['n']),
    day: dayOf(stored['day']),
    requestId: String(stored['requestId']),
    queue: stored['queue'] as QueueName,
    code: String(stored['code']),
    title: String(stored['title']),
    action: String(stored['action']),
    at: String(stored['at']),
    task: task === null ? null : (words.get(Number(task)) ?? null),
    minutes: timed && typeof tenths === 'number' ? tenths / 10 : null,
    search: typeof result === 'number' ? (SEARCH_RESULTS[result % 4] ?? null) : null,
    scan: scan === null ? null : scan === 1 ? 'scanned' : 'typed',
  };
}
