// From events to the request they make: the row of a request is this fold, apart from claim, leader and blocking child.

import type { QueueDefinition } from '../queue.ts';
import type { Request, RequestEvent, TimePoints } from '../request.ts';
import { hasEnded } from '../states.ts';

/** Events that say something of a request but are no step of it. */
const ASIDE: ReadonlySet<string> = new Set([
  'claim',
  'release',
  'take_over',
  'note',
  'reveal',
  'joins',
  'leads_on',
  'goes_on',
  'freed',
  'linked',
  'seen',
  'crate_missing',
  'out_of_order',
]);

/** Whether the event is no step of its request: a note, a claim, a sighting, what followers and linked cases bring. */
export function isAside(event: RequestEvent): boolean {
  return ASIDE.has(event.action);
}

function opened(definition: QueueDefinition, event: RequestEvent): Request {
  return {
    id: event.requestId,
    ver: 0,
    queue: definition.name,
    code: '',
    state: event.to,
    cameFrom: null,
    head: event.commandId,
    enteredOn: event.at,
    readerId: null,
    enteredBy: null,
    titleId: null,
    copyId: null,
    campus: event.campus ?? '',
    targetCampus: null,
    collection: null,
    priority: 'normal',
    fundId: null,
    encumbered: 0,
    claim: null,
    leaderId: null,
    parentId: null,
    blockedBy: null,
    bundleId: null,
    fields: {},
    submittedOn: event.at,
    firstTouchOn: null,
    decidedOn: null,
    pickedOn: null,
    readyOn: null,
    endedOn: null,
  };
}

/** Whether the event changed state or fields, so that a decision made on what was before no longer holds. */
function movesHead(event: RequestEvent): boolean {
  return (
    event.from !== event.to ||
    event.patch !== null ||
    event.action === 'undo' ||
    event.facts['inAdvance'] !== undefined
  );
}

function pointsAfter(
  definition: QueueDefinition,
  request: Request,
  event: RequestEvent,
): TimePoints {
  const at = event.at;
  const { points } = definition;
  const byStaff = event.role !== 'reader' && event.role !== 'system';
  const touched = byStaff && event.from !== null && !isAside(event);
  const moved = event.from !== event.to;
  return {
    submittedOn: request.submittedOn,
    firstTouchOn: request.firstTouchOn ?? (touched ? at : null),
    decidedOn: request.decidedOn ?? (points.decided(event) ? at : null),
    pickedOn: request.pickedOn ?? (points.picked(event) ? at : null),
    readyOn: request.readyOn ?? (points.ready(event) ? at : null),
    // A request that is open again has not ended.
    endedOn: !moved ? request.endedOn : hasEnded(definition, { state: event.to }) ? at : null,
  };
}

/** The request after one more event; `null` before the submission. An `undo` needs the whole fold instead. */
export function applyEvent(
  definition: QueueDefinition,
  before: Request | null,
  event: RequestEvent,
): Request {
  const request = before ?? opened(definition, event);
  const { fields, ...columns } = event.patch ?? {};
  const moved = event.from !== event.to;
  return {
    ...request,
    cameFrom: cameFromAfter(request, event),
    ...columns,
    fields: fields === undefined ? request.fields : { ...request.fields, ...fields },
    // What does not move a request says nothing of its state, for the move before it may have been undone.
    state: moved ? event.to : request.state,
    enteredOn: moved ? event.at : request.enteredOn,
    head: movesHead(event) ? event.commandId : request.head,
    ...pointsAfter(definition, request, event),
  };
}

function cameFromAfter(request: Request, event: RequestEvent): string | null {
  if (event.from === event.to) return request.cameFrom;
  return event.to === 'exception' ? event.from : null;
}

function undoneBy(request: Request | null, event: RequestEvent): Request {
  if (!request) throw new Error('a submission is not undone');
  return { ...request, head: event.commandId };
}

/** The request that its events make, oldest first; undone events do not count. Throws without a submission. */
export function fold(definition: QueueDefinition, events: readonly RequestEvent[]): Request {
  const undone = new Set(events.flatMap((event) => (event.undoes === null ? [] : [event.undoes])));
  let request: Request | null = null;
  for (const event of events) {
    if (undone.has(event.id)) continue;
    request =
      event.undoes === null ? applyEvent(definition, request, event) : undoneBy(request, event);
  }
  if (!request) throw new Error('a request begins with its submission');
  return request;
}
