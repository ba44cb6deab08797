// A person's round: every request that they claimed for it, what became of each, in walking order.

import { sql } from 'kysely';
import type { RequestLine } from '../../../shared/desk-contract.ts';
import type { RoundStop } from '../../../shared/desk-contract/rounds.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import { fieldOfKind } from '../../../shared/queues/engine/field-check.ts';
import { QUEUES } from '../../../shared/queues/index.ts';
import { progressOf, statusOf } from '../../../shared/rounds/progress.ts';
import { ROUND_QUEUES, STOPS, mayDoNow } from '../../../shared/rounds/stops.ts';
import type { StopKind, Walker } from '../../../shared/rounds/stops.ts';
import type { Reads } from '../db/transact.ts';
import type { DetailSource } from '../queues/detail.ts';
import { linesById } from '../queues/lines.ts';
import { positionIn, walkerOf } from './candidates.ts';
import { checksById } from './checks.ts';
import type { KeptRound } from './kept-round.ts';
import { walkNow } from './walk-now.ts';

/** Where a copy stands, with what else its row shows of it. */
interface Book {
  id: string;
  holding: string;
  callKey: string;
  seenAt: string | null;
  volume: string | null;
}

/** Ids of the requests that a person has claimed for a round now. */
async function claimedIds(db: Reads, staffId: string, now: Instant): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from request indexed by request_filter
    where queue in (${sql.join([...ROUND_QUEUES])}) and "isOpen" = 1
      and "claimBy" = ${staffId} and "claimUntil" > ${now}
      and json_extract(claim, '$.kind') = 'round'
  `.execute(db);
  return rows.map(({ id }) => id);
}

async function booksOf(db: Reads, lines: readonly RequestLine[]): Promise<Map<string, Book>> {
  const ids = lines.flatMap(({ request }) => request.copyId ?? []);
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Book>`
    select id, holding, "shelfKey" as "callKey", "seenAt", volume from copy where id in (select value from json_each(${JSON.stringify(ids)}))
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

async function titlesOf(
  db: Reads,
  lines: readonly RequestLine[],
): Promise<Map<string, { author: string }>> {
  const ids = lines.flatMap(({ request }) => request.titleId ?? []);
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; author: string }>`
    select id, author from title where id in (select value from json_each(${JSON.stringify(ids)}))
  `.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Scans that may follow for this person with the copy in hand, in the definition's order. */
function nextScans({ request }: RequestLine, walker: Walker): string[] {
  return Object.entries(QUEUES[request.queue].actions).flatMap(([action, spec]) =>
    fieldOfKind(spec, 'scan') !== undefined && mayDoNow(request, action, walker) ? [action] : [],
  );
}

function kindOf({ request }: RequestLine): StopKind {
  const stops = STOPS[request.queue];
  return (stops.get(request.state) ?? [...stops.values()][0])?.kind ?? 'pick';
}

/** The stops of requests, in walking order. */
async function stopsOfIds(
  source: DetailSource,
  ids: string[],
  skipped: ReadonlySet<string>,
): Promise<RoundStop[]> {
  const { reads, looker, statements, env } = source;
  const walker = walkerOf(source);
  const walk = walkNow(statements, env.settings);
  const lines = await linesById(reads, ids, looker.now);
  const books = await booksOf(reads, lines);
  const titles = await titlesOf(reads, lines);
  const keys = await titleKeys(reads, lines);
  const stops = lines.map((line): RoundStop => {
    const { request } = line;
    const book = books.get(request.copyId ?? '') ?? null;
    const status = statusOf(request, walker, skipped.has(request.id));
    return {
      line,
      kind: kindOf(line),
      position: positionIn(walk, request, book, keys.get(request.id) ?? ''),
      author: titles.get(request.titleId ?? '')?.author ?? '',
      volume: book?.volume ?? null,
      status,
      next: status === 'in_hand' ? nextScans(line, walker) : [],
    };
  });
  return stops.toSorted(
    (a, b) =>
      walk.compare(a.position, b.position) || (a.line.request.id < b.line.request.id ? -1 : 1),
  );
}

/** Sort keys of requests that name no copy. */
async function titleKeys(db: Reads, lines: readonly RequestLine[]): Promise<Map<string, string>> {
  const ids = lines.filter(({ request }) => request.copyId === null).map((each) => each.request.id);
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; callKey: string }>`
    select id, "callKey" from request where id in (select value from json_each(${JSON.stringify(ids)}))
  `.execute(db);
  return new Map(rows.map(({ id, callKey }) => [id, callKey]));
}

/** When the first of the round's own claims lapses; null where there is none. */
function firstEnd(stops: readonly RoundStop[], me: string): Instant | null {
  const ends = stops.flatMap(({ line: { request }, status }) =>
    request.claim?.by === me && ['todo', 'skipped', 'in_hand'].includes(status)
      ? [request.claim.until]
      : [],
  );
  return ends.toSorted()[0] ?? null;
}

/** Since when; a round that was begun at another desk began with its first claim. */
function startOf(stops: readonly RoundStop[], round: KeptRound): Instant | null {
  const claims = stops.flatMap(({ line }) => line.request.claim?.since ?? []);
  return round.startedOn ?? claims.toSorted()[0] ?? null;
}

/** Requests of the round: those that it began with here, and those claimed for it anywhere. */
async function roundIds(source: DetailSource, round: KeptRound): Promise<string[]> {
  const { reads, looker } = source;
  const claimed = await claimedIds(reads, looker.actor.id, looker.now);
  return [...new Set([...round.requestIds, ...claimed])];
}

/** The stops of the round that a scan of the copy can mean: those of its title, in walking order. */
export async function stopsOfTitle(
  source: DetailSource,
  round: KeptRound,
  titleId: string,
): Promise<RoundStop[]> {
  const ids = await roundIds(source, round);
  const { rows } = await sql<{ id: string }>`
    select id from request
    where id in (select value from json_each(${JSON.stringify(ids)})) and "titleId" = ${titleId}
  `.execute(source.reads);
  return stopsOfIds(
    source,
    rows.map(({ id }) => id),
    new Set(round.skipped),
  );
}

/** Answers `rounds.mine`. */
export async function myRound(source: DetailSource, round: KeptRound) {
  const ids = await roundIds(source, round);
  const stops = await stopsOfIds(source, ids, new Set(round.skipped));
  return {
    startedOn: startOf(stops, round),
    until: firstEnd(stops, source.looker.actor.id),
    stops,
    checks: checksById(source, round.taskIds),
    progress: progressOf(stops.map(({ status }) => status)),
  };
}
