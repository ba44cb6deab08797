// A reader's requests as lines: where each stands, in one sentence.

import type { Bilingual } from '../../shared/library/entities.ts';
import { QUEUES } from '../../shared/queues/index.ts';
import { textOf } from '../../shared/queues/parts/input.ts';
import { readerSentence } from '../../shared/queues/notices/reader-sentence.ts';
import type { Label, Request, RequestEvent } from '../../shared/queues/request.ts';
import { hasEnded, labelOf } from '../../shared/queues/states.ts';
import { QUEUE_WORDS } from '../../shared/queues/words.ts';
import type { ReaderLine } from '../../shared/sync/reader-views.ts';
import { COMMON_WORDS } from '../../shared/words/index.ts';
import type { ReaderContext } from './reader-context.ts';

/** Words of a public label. */
export function labelText(label: Label): Bilingual {
  return { zh: COMMON_WORDS.zh.labels[label] ?? label, en: COMMON_WORDS.en.labels[label] ?? label };
}

/** States whose sentence gives the reason of the step that led there. */
const GIVES_REASON: ReadonlySet<string> = new Set(['cancelled', 'rejected', 'attempt_failed']);

/** Events that still count: neither undone nor undoing. */
export function standingEvents(events: readonly RequestEvent[]): RequestEvent[] {
  const undone = new Set(events.map(({ undoes }) => undoes));
  return events.filter((event) => event.undoes === null && !undone.has(event.id));
}

function reasonOf(request: Request, events: readonly RequestEvent[] | undefined): string | null {
  const entry = standingEvents(events ?? []).findLast(
    ({ from, to }) => to === request.state && from !== to,
  );
  return entry?.reason ?? null;
}

/** What the library asks and still waits for. */
function questionOf({ queue, state, fields }: Request): string | null {
  const { question } = fields;
  return queue === 'purchase' && state === 'needs_info' && typeof question === 'string'
    ? question
    : null;
}

/** Requests as lines, in their order. */
export async function linesOf(
  { rows, env }: ReaderContext,
  requests: readonly Request[],
): Promise<ReaderLine[]> {
  const { settings } = await env();
  const titles = await rows.get(
    'title',
    requests.map(({ titleId }) => titleId),
  );
  const told = requests.filter(({ state }) => GIVES_REASON.has(state));
  const events = await rows.lists(
    'eventsOf',
    told.map(({ id }) => id),
  );
  return requests.map((request): ReaderLine => {
    const { id, code, queue, titleId, fields } = request;
    const named = titleId === null ? undefined : titles.get(titleId)?.title;
    const title = named ?? textOf(fields, 'bookTitle');
    const label = labelOf(QUEUES[queue], request.state);
    const reason = reasonOf(request, events.get(id));
    return {
      id,
      code,
      queue,
      queueName: { zh: QUEUE_WORDS[queue].zh.name, en: QUEUE_WORDS[queue].en.name },
      title,
      label,
      labelText: labelText(label),
      sentence: readerSentence(request, { title, reason }, settings),
      submittedOn: request.submittedOn,
      endedOn: request.endedOn,
      bundleId: request.bundleId,
      question: questionOf(request),
    };
  });
}

/** Own requests, newest first; a case that the library opened for one of them is the library's. */
async function ownRequests({ rows }: ReaderContext, readerId: string): Promise<Request[]> {
  const all = await rows.list('requestsOfReader', readerId);
  return all.filter(({ parentId }) => parentId === null).toReversed();
}

/** An own request, or undefined: somebody else's is as good as none. */
export async function ownRequest(
  { rows }: ReaderContext,
  readerId: string,
  id: string,
): Promise<Request | undefined> {
  const request = await rows.one('request', id);
  return request?.readerId === readerId && request.parentId === null ? request : undefined;
}

/** One page of own requests. */
export async function requestsPage(
  context: ReaderContext,
  readerId: string,
  ask: {
    which: 'open' | 'ended' | 'all';
    queue?: string | undefined;
    label?: string | undefined;
    offset: number;
    limit: number;
  },
): Promise<{ rows: ReaderLine[]; total: number }> {
  const own = await ownRequests(context, readerId);
  const wanted = own.filter((request) => {
    const definition = QUEUES[request.queue];
    const ended = hasEnded(definition, request);
    return (
      (ask.which === 'all' || ended === (ask.which === 'ended')) &&
      (ask.queue === undefined || request.queue === ask.queue) &&
      (ask.label === undefined || labelOf(definition, request.state) === ask.label)
    );
  });
  const page = wanted.slice(ask.offset, ask.offset + ask.limit);
  return { rows: await linesOf(context, page), total: wanted.length };
}
