// One request as the queue page shows it: everything that a person needs to decide the next step.

import { sql } from 'kysely';
import type { AdviceLine, RequestDetail, RequestLine } from '../../../shared/desk-contract.ts';
import type { Bilingual, Copy, Place } from '../../../shared/library/entities.ts';
import { shelfKeys } from '../../../shared/library/shelf-keys.ts';
import { ADVICE } from '../../../shared/queues/advice.ts';
import type { Context } from '../../../shared/queues/queue.ts';
import type { Request, RequestEvent } from '../../../shared/queues/request.ts';
import type { Env } from '../../../shared/queues/world/world.ts';
import { clockOf } from '../db/computed.ts';
import type { Reads } from '../db/transact.ts';
import type { Statements } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import { walkNow } from '../rounds/walk-now.ts';
import { actionViews } from './action-view.ts';
import { contextFor, definitionOfQueue } from './looking.ts';
import type { Looker } from './looking.ts';
import { linesById } from './lines.ts';
import { noticeViews } from './notice-view.ts';
import { undoable } from './undo-offer.ts';

/** What the detail is made from. */
export interface DetailSource {
  reads: Reads;
  statements: Statements;
  env: Env;
  looker: Looker;
}

/** Lines about a request from its queue's advice or decision card; none once it has ended. */
function adviceOf(request: Request, context: Context): AdviceLine[] {
  return request.endedOn === null ? ADVICE[request.queue](request, context) : [];
}

/** Open minutes used in this state against its target, with the calendar that counted them. */
function clockStory(request: Request, { env, looker }: DetailSource): RequestDetail['clock'] {
  const { settings } = env;
  const clock = clockOf(request, settings);
  const calendarId = settings.calendars.ofCampus(request.campus);
  const until = request.endedOn ?? looker.now;
  return {
    dueOn: clock.dueAt,
    used: Math.floor(settings.calendars.bh(calendarId, request.enteredOn, until)),
    allowed: clock.allowed,
    pausedUntil: clock.pausedUntil,
    calendar: settings.place(request.campus)?.name ?? null,
  };
}

type Linked = RequestDetail['linked'];

async function linkedOf({ reads, looker }: DetailSource, context: Context): Promise<Linked> {
  const ids: [Linked[number]['how'], string][] = [];
  if (context.parent) ids.push(['parent', context.parent.id]);
  for (const child of context.children) ids.push(['child', child.id]);
  if (context.leader) ids.push(['leader', context.leader.id]);
  for (const follower of context.followers) ids.push(['follower', follower.id]);
  const lines = await linesById(
    reads,
    ids.map(([, id]) => id),
    looker.now,
  );
  const byId = new Map(lines.map((line) => [line.request.id, line]));
  return ids.flatMap(([how, id]) => {
    const line = byId.get(id);
    return line ? [{ how, line }] : [];
  });
}

async function custodyLine(
  reads: Reads,
  copyId: string | null,
): Promise<RequestDetail['custodyLine']> {
  if (copyId === null) return [];
  const { rows } = await sql<RequestDetail['custodyLine'][number]>`
    select custody."requestId", request.code, request.queue, custody.since, custody."until"
    from custody join request on request.id = custody."requestId"
    where custody."copyId" = ${copyId} order by custody.since desc limit 20
  `.execute(reads);
  return rows;
}

async function namesOf(
  reads: Reads,
  request: Request,
  events: RequestEvent[],
): Promise<Record<string, string>> {
  const ids = new Set(events.map((event) => event.actor));
  for (const { facts } of events) idsIn(facts['secondPerson'], ids);
  if (request.claim) ids.add(request.claim.by);
  if (request.enteredBy !== null) ids.add(request.enteredBy);
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from staff where id in (${sql.join([...ids, ''])})
  `.execute(reads);
  return Object.fromEntries(rows.map((row) => [row.id, row.name]));
}

function idsIn(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value);
  else if (Array.isArray(value)) for (const each of value) idsIn(each, into);
}

/** Names of places, funds, vendors and copies that the request and its events mention by id. */
async function wordsOf(
  source: DetailSource,
  request: Request,
  events: RequestEvent[],
): Promise<Record<string, Bilingual>> {
  const ids = new Set<string>();
  for (const value of Object.values(request.fields)) idsIn(value, ids);
  for (const event of events) {
    for (const value of Object.values(event.facts)) idsIn(value, ids);
    for (const value of [event.evidence?.place, event.evidence?.copyId, event.patch?.copyId]) {
      idsIn(value, ids);
    }
  }
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from fund where id in (${sql.join([...ids, ''])})
    union all select id, name from vendor where id in (${sql.join([...ids, ''])})
    union all select id, json_object('zh', barcode, 'en', barcode) from copy where id in (${sql.join([...ids, ''])})
    union all select id, json_object('zh', code, 'en', code) from request where id in (${sql.join([...ids, ''])})
  `.execute(source.reads);
  const words: Record<string, Bilingual> = {};
  for (const id of ids) {
    const place = source.env.settings.place(id);
    if (place) words[id] = place.name;
  }
  for (const row of rows) words[row.id] = JSON.parse(row.name) as Bilingual;
  return words;
}

async function bundleLines(
  { reads, looker }: DetailSource,
  request: Request,
): Promise<RequestLine[]> {
  if (request.bundleId === null) return [];
  const { rows } = await sql<{ id: string }>`
    select id from request where "bundleId" = ${request.bundleId} order by code
  `.execute(reads);
  return linesById(
    reads,
    rows.map((row) => row.id),
    looker.now,
  );
}

/** The range in which a copy stands when it is on its shelf; null where no range has its call number. */
function shelfOf({ statements, env }: DetailSource, copy: Copy | null): Place | null {
  if (copy === null) return null;
  const { settings } = env;
  const { place } = walkNow(statements, settings).onShelf(
    copy.holding,
    shelfKeys(settings).ofCopy(copy),
  );
  return place === null ? null : (settings.place(place) ?? null);
}

/** One request with everything around it; null when there is none of that id. */
export async function requestDetail(
  source: DetailSource,
  requestId: string,
): Promise<RequestDetail | null> {
  const { reads, statements, env, looker } = source;
  const [line] = await linesById(reads, [requestId], looker.now);
  if (!line) return null;
  const { request } = line;
  const definition = definitionOfQueue(request.queue);
  const context = await contextFor(statements, env, looker, { queue: request.queue, request });
  const world = sqliteWorld(statements);
  const events = await world.list('eventsOf', requestId);
  const notices = await world.list('noticesOf', requestId);
  return {
    line,
    title: context.title,
    copy: context.copy,
    home: context.home,
    shelf: shelfOf(source, context.copy),
    seenPlace: context.copy?.seenAt ? (env.settings.place(context.copy.seenAt) ?? null) : null,
    reader: context.reader,
    bundle: (await world.get('bundle', request.bundleId ?? '')) ?? null,
    bundleLines: await bundleLines(source, request),
    events,
    cases: await world.list('openCases', requestId),
    unsent: {},
    names: await namesOf(reads, request, events),
    words: await wordsOf(source, request, events),
    custodyLine: await custodyLine(reads, request.copyId),
    linked: await linkedOf(source, context),
    notices: noticeViews(statements, notices, request.queue, env.settings),
    advice: adviceOf(request, context),
    clock: clockStory(request, source),
    actions: actionViews(statements, definition, request, context),
    undo: undoable(definition, events, looker, env.settings),
  };
}
