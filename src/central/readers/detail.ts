// One request in full for its reader: what was asked, how it went, what may be done, what was said.

import type { Notice } from '../../shared/library/entities.ts';
import type { Request, RequestEvent } from '../../shared/queues/request.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import { textOf } from '../../shared/queues/parts/input.ts';
import { ofEveryQueue } from '../../shared/queues/modules.ts';
import { labelOf } from '../../shared/queues/states.ts';
import type { RequestAnswer } from '../../shared/sync/reader-views.ts';
import type { Failure } from '../failure.ts';
import { labelText, linesOf, ownRequest, standingEvents } from './lines.ts';
import { nextSteps } from './next-steps.ts';
import { noticeLines } from './notices.ts';
import type { ReaderContext } from './reader-context.ts';
import { refusal } from './refused.ts';

const ASKED = ofEveryQueue(({ asked }) => asked);

type Asked = RequestAnswer['asked'];

function isTellable(value: unknown): value is Asked[string] {
  if (Array.isArray(value)) return value.every((each) => typeof each === 'string');
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function askedOf({ queue, fields, targetCampus }: Request): Asked {
  const own = ASKED[queue].flatMap((name): [string, Asked[string]][] => {
    const value = fields[name];
    return isTellable(value) ? [[name, value]] : [];
  });
  return { ...Object.fromEntries(own), targetCampus };
}

/** When the public label changed; who did it is the library's. */
function stepsOf(request: Request, events: readonly RequestEvent[]): RequestAnswer['steps'] {
  const definition = QUEUES[request.queue];
  const steps: RequestAnswer['steps'] = [];
  for (const { at, to } of standingEvents(events)) {
    const label = labelOf(definition, to);
    if (steps.at(-1)?.label !== label) steps.push({ at, label, labelText: labelText(label) });
  }
  return steps;
}

const ON_ITS_WAY: ReadonlySet<string> = new Set(['packed', 'attempt_failed', 'out']);

/** The code that its reader was told last; no row of the request has it. */
function handoverCodeOf({ queue, state }: Request, notices: readonly Notice[]): string | null {
  if (queue !== 'delivery' || !ON_ITS_WAY.has(state)) return null;
  const told = notices.findLast(({ code }) => code === 'delivery.packed');
  const handoverCode = told?.facts['handoverCode'];
  return typeof handoverCode === 'string' ? handoverCode : null;
}

/** An own request in full; 404 for anybody else's. */
export async function requestDetail(
  context: ReaderContext,
  readerId: string,
  id: string,
): Promise<RequestAnswer | Failure> {
  const { rows } = context;
  const request = await ownRequest(context, readerId, id);
  if (!request) return refusal(404, 'not_found', { kind: 'request' });
  const [line] = await linesOf(context, [request]);
  if (!line) return refusal(404, 'not_found', { kind: 'request' });
  const title = (await rows.get('title', [request.titleId])).get(request.titleId ?? '');
  const copy = (await rows.get('copy', [request.copyId])).get(request.copyId ?? '');
  const notices = (await rows.list('noticesOf', id)).filter((each) => each.readerId === readerId);
  const rating = await rows.one('feedback', id);
  return {
    request: line,
    author: title?.author ?? textOf(request.fields, 'author'),
    callNumber: copy?.callNumber ?? title?.callNumber ?? null,
    barcode: copy?.barcode ?? null,
    asked: askedOf(request),
    handoverCode: handoverCodeOf(request, notices),
    steps: stepsOf(request, await rows.list('eventsOf', id)),
    actions: await nextSteps(context, readerId, request),
    rating:
      rating?.stars === undefined || rating.stars === null
        ? null
        : { stars: rating.stars, text: rating.text, at: rating.at },
    notices: await noticeLines(context, notices.toReversed()),
  };
}
