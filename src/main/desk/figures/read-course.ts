// Reads requests with their events for their courses: no more of either than a course needs.

import type { Course } from '../../../shared/figures/course.ts';
import { courseOf } from '../../../shared/figures/course.ts';
import type { CourseTools } from '../../../shared/figures/course-input.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import type { QueueName, Request, RequestEvent } from '../../../shared/queues/request.ts';
import type { Settings } from '../../../shared/queues/world/world.ts';
import { clockOf } from '../db/computed.ts';
import type { SheetName } from '../db/figure-tables.ts';
import type { Statements } from '../db/statements.ts';

const REQUEST = `SELECT request.n, request.id, request.queue, request.month, request.state, request."cameFrom",
  request."enteredOn", request."enteredBy", request.campus, request.collection, request."submittedOn",
  request."firstTouchOn", request."decidedOn", request."readyOn", request."endedOn", request."dueAt",
  reader.category, bundle.n AS bundle
  FROM request LEFT JOIN reader ON reader.id = request."readerId" LEFT JOIN bundle ON bundle.id = request."bundleId"
  WHERE request.n = ?`;

/** Facts are long (advice as it was shown, what an undo needs): few of them say something to figures. */
const EVENTS = `SELECT id, "requestId", seq, action, "from", "to", actor, role, campus, at, reason, patch, undoes,
  evidence ->> '$.scan' AS scan, evidence ->> '$.source' AS source, facts ->> '$.cause' AS cause,
  facts ->> '$.fact' AS fact, facts ->> '$.outcome' AS outcome,
  CASE WHEN action IN ('claim', 'take_over') THEN facts ->> '$.until' END AS until
  FROM event WHERE "requestId" = ? ORDER BY seq`;
/** The same for queues in which only claims say any of them. */
const PLAIN_EVENTS = EVENTS.replace(
  /facts ->> '\$\.cause' AS cause,\s+facts ->> '\$\.fact' AS fact, facts ->> '\$\.outcome' AS outcome/u,
  'NULL AS cause, NULL AS fact, NULL AS outcome',
);
const WITH_FACTS: ReadonlySet<QueueName> = new Set<QueueName>(['find_book', 'purchase']);

function factsOf(stored: Record<string, unknown>): Record<string, unknown> {
  const told = ['cause', 'fact', 'outcome', 'until'].filter((name) => stored[name] !== null);
  return Object.fromEntries(told.map((name) => [name, stored[name]]));
}

function eventOf(stored: Record<string, unknown>): RequestEvent {
  const { patch, scan, source } = stored;
  const evidence =
    typeof scan === 'string' ? { scan, ...(typeof source === 'string' ? { source } : {}) } : null;
  const event = {
    ...stored,
    ver: 0,
    desk: '',
    point: null,
    note: null,
    readerText: null,
    evidence,
    patch: typeof patch === 'string' ? (JSON.parse(patch) as RequestEvent['patch']) : null,
    facts: factsOf(stored),
    commandId: '',
  };
  return event as unknown as RequestEvent;
}

/** What courses of a queue are reckoned with under the settings in force. */
function toolsOf(queue: QueueName, settings: Settings): CourseTools {
  return {
    definition: QUEUES[queue],
    calendars: settings.calendars,
    dueOf: (request) => clockOf(request, settings).dueAt,
  };
}

/** Reads courses of one sheet by the numbers of their requests; what lies elsewhere, or nowhere, is left out. */
export function readCourses(
  statements: Statements,
  settings: Settings,
  sheet: SheetName,
  numbers: readonly number[],
): Course[] {
  const tools = toolsOf(sheet.queue, settings);
  const events = WITH_FACTS.has(sheet.queue) ? EVENTS : PLAIN_EVENTS;
  return numbers.flatMap((n) => {
    const stored = statements.one(REQUEST, n);
    if (!stored || stored['queue'] !== sheet.queue || stored['month'] !== sheet.month) return [];
    const { dueAt, category, bundle, ...columns } = stored;
    const request = { ...columns, fields: {} } as unknown as Request;
    const known = {
      n,
      request,
      dueAt: typeof dueAt === 'string' ? dueAt : null,
      category: typeof category === 'string' ? category : '',
      bundle: typeof bundle === 'number' ? bundle : 0,
    };
    return [courseOf(known, statements.all(events, request.id).map(eventOf), tools)];
  });
}
