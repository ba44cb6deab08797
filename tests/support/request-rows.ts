// Lines and details of requests as a page gets them from its desk.

import type { LegalAction, RequestDetail, RequestLine } from '../../src/shared/desk-contract.ts';
import { QUEUES } from '../../src/shared/queues/index.ts';
import type { QueueName, Request } from '../../src/shared/queues/request.ts';
import { labelOf } from '../../src/shared/queues/states.ts';
import { copy, reader, request } from './queue-context.ts';
import { PLACES } from './queue-places.ts';

/** A claim of somebody else that has not run out. */
export const OTHERS_CLAIM = {
  by: 'other',
  since: '2018-06-06T00:00:00.000Z',
  until: '2999-01-01T00:00:00.000Z',
  kind: 'desk',
} as const;

/** A line of a request in a state. */
export function lineOf(queue: QueueName, state: string, over: Partial<Request> = {}): RequestLine {
  return {
    request: request(queue, state, over),
    title: '红楼梦',
    callNumber: 'I242.4/1',
    barcode: 'C1',
    reader: '张*',
    label: labelOf(QUEUES[queue], state),
    dueOn: '2018-06-07T02:00:00.000Z',
    clock: 'due',
    claimedByName: null,
    hasCase: false,
  };
}

/** An action as the desk offers it, without choices. */
export function legalOf(action: string, over: Partial<LegalAction> = {}): LegalAction {
  return { action, key: null, choices: {}, prefill: {}, scan: false, ...over };
}

/** A detail around a line. */
export function detailOf(line: RequestLine, over: Partial<RequestDetail> = {}): RequestDetail {
  return {
    line,
    title: null,
    copy: copy('c1'),
    home: PLACES['n-arts'] ?? null,
    shelf: null,
    seenPlace: null,
    reader: reader('asker'),
    bundle: null,
    bundleLines: [],
    events: [],
    cases: [],
    unsent: {},
    names: {},
    words: {},
    custodyLine: [],
    linked: [],
    notices: [],
    advice: [],
    clock: { dueOn: line.dueOn, used: 30, allowed: 840, pausedUntil: null, calendar: null },
    actions: [],
    undo: null,
    ...over,
  };
}
