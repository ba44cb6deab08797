// What a desk that works alone has to tell readers: notices that nobody sends, and reminders that are due by its own rows.

import type { TellingLine, TellingReader } from '../../../shared/desk-contract/telling.ts';
import { reminderNotice } from '../../../shared/circulation/notices/remind.ts';
import { DAY_MS, daysAfter, instantOf, millis } from '../../../shared/lib/time.ts';
import type { Hold, Loan, Notice, Template } from '../../../shared/library/entities.ts';
import { sceneOf, silenceOf } from '../../../shared/queues/notices/notice-silence.ts';
import { noticeText } from '../../../shared/queues/notices/notice-text.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { allRows, rowById } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { DetailSource } from '../queues/detail.ts';

/** What was not told for so long is nobody's work of today any more: of loans and holds, and of requests, which go on. */
const OLDEST_MS = { lent: 14 * DAY_MS, asked: 3 * DAY_MS } as const;
/** Days around a reminder's own on which a loan may be due: it is given for three, and days are counted on the calendar. */
const AROUND = 4;
/** Rows of each kind that are looked at, the oldest first; more come up as these are told. */
const MOST = 100;
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

const UNTOLD = `SELECT id FROM notice
  WHERE "at" BETWEEN ? AND ? AND "toldOn" IS NULL AND "readerId" <> ''`;

async function untold(source: DetailSource, about: keyof typeof OLDEST_MS): Promise<Some> {
  const { statements, looker } = source;
  const { now } = looker;
  const world = sqliteWorld(statements);
  const of = about === 'asked' ? 'IS NOT NULL' : 'IS NULL';
  const oldest = OLDEST_MS[about];
  const rows = statements.all(
    `${UNTOLD} AND "requestId" ${of} ORDER BY "at" LIMIT ${MOST}`,
    instantOf(millis(now) - oldest),
    now,
  );
  const found: Found[] = [];
  const more = rows.length === MOST;
  for (const { id } of rows) {
    const scene = await sceneOf(world, String(id));
    if (!scene || silenceOf(scene, now, oldest) !== null) continue;
    found.push({ notice: scene.notice, queue: scene.request?.queue ?? null, about: null });
  }
  return { found, more };
}

/** Open loans that are due around one of the days on which readers are reminded. */
function loansAround({ statements, env, looker: { now } }: DetailSource) {
  const { policies } = env.settings;
  const before = policies.number('notice.due_soon_days');
  const after = policies.list('notice.overdue_days').map(Number);
  const spans = [...(before > 0 ? [-before] : []), ...after].map((days) => [
    daysAfter(now, -days - AROUND),
    daysAfter(now, -days + 1 + (days < 0 ? AROUND : 0)),
  ]);
  const ids = new Set<string>();
  let more = false;
  for (const [from = '', to = ''] of spans) {
    const rows = statements.all(
      `SELECT id FROM loan WHERE "closedOn" IS NULL AND "claimedOn" IS NULL AND "dueOn" BETWEEN ? AND ?
       ORDER BY "dueOn" LIMIT ${MOST}`,
      from,
      to,
    );
    for (const { id } of rows) ids.add(String(id));
    more ||= rows.length === MOST;
  }
  return { loans: [...ids].flatMap((id) => rowById(statements, 'loan', id) ?? []), more };
}

async function reminders(source: DetailSource): Promise<Some> {
  const { statements, env, looker } = source;
  const world = sqliteWorld(statements);
  const scene = { world, env, at: looker.now };
  const found: Found[] = [];
  const add = async (kind: 'loan' | 'hold', row: Loan | Hold) => {
    const notice = await reminderNotice(scene, kind, row);
    if (!notice) return;
    const { code } = notice;
    const about = kind === 'loan' ? { loanId: row.id, code } : { holdId: row.id, code };
    found.push({ notice, queue: null, about });
  };
  const { loans, more } = loansAround(source);
  for (const loan of loans) await add('loan', loan);
  for (const hold of await world.list('readyHolds')) await add('hold', hold);
  return { found, more };
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
    await reminders(source),
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
