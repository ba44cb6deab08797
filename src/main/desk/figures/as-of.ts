// Reads the raw record for the figures as of a day, and keeps what was computed until the record changes.

import { figuresAsOf } from '../../../shared/figures/as-of.ts';
import type { FiguresAsOf } from '../../../shared/figures/as-of.ts';
import type { FigureEvent } from '../../../shared/figures/replay.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { Settings } from '../../../shared/queues/world.ts';
import { allRows } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';

const EVENTS = `SELECT request.queue, event.id, event."requestId", event.action, event."from", event."to",
  event.role, event.at, event.undoes, event.facts, event.patch
  FROM event CROSS JOIN request ON request.id = event."requestId"
  ORDER BY event."requestId", event.seq`;

function* events(statements: Statements): Iterable<{ queue: QueueName; event: FigureEvent }> {
  for (const { queue, facts, patch, ...rest } of statements.each(EVENTS)) {
    const event = {
      ...rest,
      facts: JSON.parse(String(facts)) as unknown,
      patch: typeof patch === 'string' ? (JSON.parse(patch) as unknown) : null,
    };
    yield { queue: queue as QueueName, event: event as FigureEvent };
  }
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
export function readFigures(statements: Statements, settings: Settings, day: string): FiguresAsOf {
  return figuresAsOf(
    day,
    {
      events: events(statements),
      registeredOn: registered(statements),
      daily: daily(statements),
      funds: allRows(statements, 'fund'),
    },
    {
      queues: QUEUES,
      calendars: settings.calendars,
      registeredSince: settings.policies.text('figures.registered_since'),
    },
  );
}
