// What a desk that works alone has to tell readers: notices that nobody sends, and reminders that are due by its own rows.

import type { TellingLine, TellingReader } from '../../../shared/desk-contract/telling.ts';
import { reminderNotice } from '../../../shared/circulation/notices/remind.ts';
import { duesToRemind } from '../../../shared/circulation/notices/reminders.ts';
import { DAY_MS, instantOf, millis } from '../../../shared/lib/time.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { Hold, Loan, Notice, Template } from '../../../shared/library/entities.ts';
import { sceneOf, silenceOf } from '../../../shared/queues/notices/notice-silence.ts';
import { noticeText } from '../../../shared/queues/notices/notice-text.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import type { Kinds } from '../../../shared/queues/world/world.ts';
import { fromStored } from '../db/columns.ts';
import { allRows, columnList, rowById } from '../db/statements.ts';
import type { Statements } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { DetailSource } from '../queues/detail.ts';

/** What was not told for so long is nobody's work of today any more: of loans and holds, and of requests, which go on. */
const OLDEST_MS = { lent: 14 * DAY_MS, asked: 3 * DAY_MS } as const;
/** Things of each kind that are listed, the oldest first; more come up as these are told. */
const MOST = 100;
/** Rows read at once, and looked at in search of them: what was told, or overtaken, hides nothing behind it. */
const PAGE = 200;
const MOST_LOOKED = 5000;
/** As many as somebody can call on one day; their contacts leave the desk on one sheet. */
const MOST_READERS = 50;
/** What cannot wait comes first: a copy that lies ready, or that somebody waits for. */
const FIRST = ['hold.expiring', 'hold.ready', 'loan.recalled', 'loan.overdue', 'loan.due_soon'];

/** A thing to tell, and whose it is. */
interface Found {
  notice: Notice;
  queue: QueueName | null;
  about: TellingLine['about'];
}

/** What was found, and whether there may be more. */
interface Some {
  found: Found[];
  more: boolean;
}

/** Rows along the index of an instant, the oldest first, read page by page. */
function* inTime<K extends 'loan' | 'notice'>(
  statements: Statements,
  kind: K,
  by: 'dueOn' | 'at',
  where: string,
  { from, to }: { from: Instant; to: Instant },
): Generator<Kinds[K]> {
  const sql = `SELECT n, ${columnList(kind)} FROM "${kind}"
    WHERE ${where} AND "${by}" <= ? AND ("${by}", n) > (?, ?) ORDER BY "${by}", n LIMIT ${PAGE}`;
  let stored = statements.all(sql, to, from, 0);
  for (;;) {
    for (const each of stored) yield fromStored(kind, each);
    const last = stored.at(-1);
    if (!last || stored.length < PAGE) return;
    stored = statements.all(sql, to, String(last[by]), Number(last['n']));
  }
}

/** Looks at one row after the other until more was found than is listed. */
async function search<R>(
  rows: Iterable<R>,
  look: (row: R) => Promise<Found | null>,
): Promise<Some> {
  const found: Found[] = [];
  let looked = 0;
  for (const row of rows) {
    if (looked === MOST_LOOKED) return { found, more: true };
    looked += 1;
    const one = await look(row);
    if (!one) continue;
    if (found.length === MOST) return { found, more: true };
    found.push(one);
  }
  return { found, more: false };
}

function untold({ statements, looker }: DetailSource, about: keyof typeof OLDEST_MS) {
  const { now } = looker;
  const world = sqliteWorld(statements);
  const oldest = OLDEST_MS[about];
  const of = about === 'asked' ? 'IS NOT NULL' : 'IS NULL';
  const where = `"toldOn" IS NULL AND "readerId" <> '' AND "requestId" ${of}`;
  const span = { from: instantOf(millis(now) - oldest), to: now };
  return search(inTime(statements, 'notice', 'at', where, span), async ({ id }) => {
    const scene = await sceneOf(world, id);
    if (!scene || silenceOf(scene, now, oldest) !== null) return null;
    return { notice: scene.notice, queue: scene.request?.queue ?? null, about: null };
  });
}

async function reminders({ statements, env, looker }: DetailSource): Promise<Some[]> {
  const world = sqliteWorld(statements);
  const scene = { world, env, at: looker.now };
  const seen = new Set<string>();
  const look = async (kind: 'loan' | 'hold', row: Loan | Hold): Promise<Found | null> => {
    const notice = await reminderNotice(scene, kind, row);
    if (!notice || seen.has(notice.id)) return null;
    seen.add(notice.id);
    const { code } = notice;
    const about = kind === 'loan' ? { loanId: row.id, code } : { holdId: row.id, code };
    return { notice, queue: null, about };
  };
  const parts: Some[] = [];
  for (const span of duesToRemind(env.settings, looker.now)) {
    const loans = inTime(statements, 'loan', 'dueOn', '"closedOn" IS NULL', span);
    parts.push(await search(loans, (loan) => look('loan', loan)));
  }
  const holds = await world.list('readyHolds');
  return [...parts, await search(holds, (hold) => look('hold', hold))];
}

function lineOf(source: DetailSource, templates: readonly Template[], each: Found): TellingLine {
  const { notice, queue, about } = each;
  const text = noticeText(notice, queue, templates, source.env.settings);
  return { noticeId: notice.id, code: notice.code, at: notice.at, text, about };
}

function rank({ notice: { code } }: Found): number {
  const place = FIRST.indexOf(code);
  return place === -1 ? FIRST.length : place;
}

function inTurn(a: Found, b: Found): number {
  return rank(a) - rank(b) || (a.notice.at < b.notice.at ? -1 : 1);
}

/** Readers to tell with all there is to tell them, what cannot wait first; and how many readers there are. */
export async function toTell(
  source: DetailSource,
): Promise<{ readers: TellingReader[]; count: { total: number; more: boolean } }> {
  const parts = [
    await untold(source, 'lent'),
    ...(await reminders(source)),
    await untold(source, 'asked'),
  ];
  const all = parts.flatMap(({ found }) => found);
  const templates = allRows(source.statements, 'template');
  const byReader = new Map<string, TellingLine[]>();
  for (const each of all.toSorted(inTurn)) {
    const lines = byReader.get(each.notice.readerId) ?? [];
    lines.push(lineOf(source, templates, each));
    byReader.set(each.notice.readerId, lines);
  }
  const readers = [...byReader].slice(0, MOST_READERS).flatMap(([readerId, lines]) => {
    const reader = rowById(source.statements, 'reader', readerId);
    if (!reader) return [];
    const { nameMasked, cardMasked } = reader;
    return [{ readerId, nameMasked, cardMasked, lines }];
  });
  return { readers, count: { total: byReader.size, more: parts.some(({ more }) => more) } };
}

/** What was marked as told since midnight, the newest first. */
export function toldToday(source: DetailSource) {
  const { statements, env, looker } = source;
  const { calendars } = env.settings;
  const since = calendars.startOf(calendars.dayOf(looker.now));
  const templates = allRows(statements, 'template');
  // Nothing is told that is older than it may be.
  const rows = statements.all(
    `SELECT id FROM notice WHERE "at" >= ? AND "toldOn" >= ? ORDER BY "toldOn" DESC LIMIT ${MOST}`,
    instantOf(millis(since) - OLDEST_MS.lent),
    since,
  );
  return rows.flatMap(({ id }) => {
    const notice = rowById(statements, 'notice', String(id));
    const reader = notice && rowById(statements, 'reader', notice.readerId);
    if (!reader || notice.toldOn === undefined || notice.toldHow === undefined) return [];
    const request =
      notice.requestId === null ? undefined : rowById(statements, 'request', notice.requestId);
    const text = noticeText(notice, request?.queue ?? null, templates, env.settings);
    const { toldOn, toldHow: how } = notice;
    return [{ noticeId: notice.id, nameMasked: reader.nameMasked, text, toldOn, how }];
  });
}
