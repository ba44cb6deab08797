// Reads the raw record for the figures as of a day, a page of requests at a time, so that other work goes on meanwhile.

import { setImmediate } from 'node:timers/promises';
import { figureCounter } from '../../../shared/figures/as-of.ts';
import type { FiguresAsOf } from '../../../shared/figures/as-of.ts';
import { byRequest } from '../../../shared/figures/replay.ts';
import type { FigureEvent } from '../../../shared/figures/replay.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { Settings } from '../../../shared/queues/world.ts';
import { allRows } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';

/** Requests that are read without a pause, a few milliseconds' work. */
const PAGE = 1000;

/** Facts and patches are looked at in two queues only; reading the others' would cost more than all the rest. */
const EVENTS = `SELECT page.queue, event.id, event."requestId", event.action, event."from", event."to",
  event.role, event.at, event.undoes,
  CASE WHEN page.queue IN ('find_book', 'purchase') THEN event.facts END AS facts,
  CASE WHEN page.queue IN ('find_book', 'purchase') THEN event.patch END AS patch
  FROM (SELECT n, id, queue FROM request WHERE n > ? ORDER BY n LIMIT ${PAGE}) AS page
  CROSS JOIN event ON event."requestId" = page.id
  ORDER BY page.n, event.seq`;

function parsed(cell: unknown): unknown {
  return typeof cell === 'string' ? (JSON.parse(cell) as unknown) : null;
}

function* events(
  statements: Statements,
  after: number,
): Iterable<{ queue: QueueName; event: FigureEvent }> {
  for (const { queue, facts, patch, ...rest } of statements.each(EVENTS, after)) {
    const event = { ...rest, facts: parsed(facts) ?? {}, patch: parsed(patch) };
    yield { queue: queue as QueueName, event: event as FigureEvent };
  }
}

/** Number of the last request of the page after another; null when there is none. */
function endOfPage(statements: Statements, after: number): number | null {
  const sql = `SELECT max(n) AS last FROM (SELECT n FROM request WHERE n > ? ORDER BY n LIMIT ${PAGE})`;
  const last = statements.one(sql, after)?.['last'];
  return typeof last === 'number' ? last : null;
}

function* registered(statements: Statements): Iterable<string> {
  for (const row of statements.each('SELECT "registeredOn" FROM reader')) {
    yield String(row['registeredOn']);
  }
}

function* daily(statements: Statements) {
  const rows = statements.each('SELECT day, measure, sum(count) AS count FROM daily GROUP BY 1, 2');
  for (const row of rows) {
    yield { day: String(row['day']), measure: 'loans' as const, count: Number(row['count']) };
  }
}

/** Computes the figures as of the end of a local day. */
export async function readFigures(
  statements: Statements,
  settings: Settings,
  day: string,
): Promise<FiguresAsOf> {
  const counter = figureCounter(day, allRows(statements, 'fund'), {
    queues: QUEUES,
    calendars: settings.calendars,
    registeredSince: settings.policies.text('figures.registered_since'),
  });
  let after = 0;
  for (let last = endOfPage(statements, after); last !== null;) {
    for (const request of byRequest(events(statements, after))) counter.add(request);
    after = last;
    await setImmediate();
    last = endOfPage(statements, after);
  }
  return counter.result({ registeredOn: registered(statements), daily: daily(statements) });
}
