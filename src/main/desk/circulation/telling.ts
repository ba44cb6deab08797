// What a desk that works alone has to tell readers: notices that nobody sends, and reminders that are due by its own rows.

import type { TellingLine, TellingReader } from '../../../shared/desk-contract/telling.ts';
import { reminderNotice } from '../../../shared/circulation/remind.ts';
import { addMinutes, instantOf, millis } from '../../../shared/lib/time.ts';
import type { Instant } from '../../../shared/lib/time.ts';
import type { Hold, Loan, Notice, Template } from '../../../shared/library/entities.ts';
import { sceneOf, silenceOf } from '../../../shared/queues/notice-silence.ts';
import { noticeText } from '../../../shared/queues/notice-text.ts';
import type { QueueName } from '../../../shared/queues/request.ts';
import { allRows, rowById } from '../db/statements.ts';
import { sqliteWorld } from '../db/world.ts';
import type { DetailSource } from '../queues/detail.ts';

const DAY_MS = 86_400_000;
/** What was not told for so long is nobody's work of today any more. */
const OLDEST_MS = 14 * DAY_MS;
/** Days around a reminder's own on which a loan may be due: it is given for three, and days are counted on the calendar. */
const AROUND = 4;
/** Notices and loans that are looked at, the oldest first. */
const MOST = 1000;
const MOST_READERS = 200;

/** A thing to tell, and whose it is. */
interface Found {
  notice: Notice;
  queue: QueueName | null;
  about: TellingLine['about'];
}

const daysFrom = (now: Instant, days: number) => instantOf(millis(now) + days * DAY_MS);

async function untold({ statements, looker: { now } }: DetailSource): Promise<Found[]> {
  const world = sqliteWorld(statements);
  const rows = statements.all(
    `SELECT id FROM notice WHERE "at" >= ? AND "at" <= ? AND "toldOn" IS NULL AND "readerId" <> ''
     ORDER BY "at" LIMIT ${MOST}`,
    instantOf(millis(now) - OLDEST_MS),
    now,
  );
  const found: Found[] = [];
  for (const { id } of rows) {
    const scene = await sceneOf(world, String(id));
    if (!scene || silenceOf(scene, now, OLDEST_MS) !== null) continue;
    found.push({ notice: scene.notice, queue: scene.request?.queue ?? null, about: null });
  }
  return found;
}

/** Open loans that are due around one of the days on which readers are reminded. */
function loansAround({ statements, env, looker: { now } }: DetailSource): Loan[] {
  const { policies } = env.settings;
  const before = policies.number('notice.due_soon_days');
  const after = policies.list('notice.overdue_days').map(Number);
  const spans = [...(before > 0 ? [-before] : []), ...after].map((days) => [
    daysFrom(now, -days - AROUND),
    daysFrom(now, -days + 1 + (days < 0 ? AROUND : 0)),
  ]);
  const ids = new Set<string>();
  for (const [from = '', to = ''] of spans) {
    const rows = statements.all(
      `SELECT id FROM loan WHERE "closedOn" IS NULL AND "claimedOn" IS NULL AND "dueOn" BETWEEN ? AND ?
       ORDER BY "dueOn" LIMIT ${MOST}`,
      from,
      to,
    );
    for (const { id } of rows) ids.add(String(id));
  }
  return [...ids].flatMap((id) => rowById(statements, 'loan', id) ?? []);
}

async function reminders(source: DetailSource): Promise<Found[]> {
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
  for (const loan of loansAround(source)) await add('loan', loan);
  for (const hold of await world.list('readyHolds')) await add('hold', hold);
  return found;
}

function lineOf(source: DetailSource, templates: readonly Template[], each: Found): TellingLine {
  const { notice, queue, about } = each;
  const text = noticeText(notice, queue, templates, source.env.settings);
  return { noticeId: notice.id, code: notice.code, at: notice.at, text, about };
}

/** Readers to tell with all there is to tell them, who waits longest first; and how many readers there are. */
export async function toTell(
  source: DetailSource,
): Promise<{ readers: TellingReader[]; total: number }> {
  const all = [...(await untold(source)), ...(await reminders(source))];
  const templates = allRows(source.statements, 'template');
  const byReader = new Map<string, TellingLine[]>();
  for (const each of all.toSorted((a, b) => (a.notice.at < b.notice.at ? -1 : 1))) {
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
  return { readers, total: byReader.size };
}

/** What was marked as told since midnight, the newest first. */
export function toldToday(source: DetailSource) {
  const { statements, env, looker } = source;
  const { calendars } = env.settings;
  const since = calendars.startOf(calendars.dayOf(looker.now));
  const templates = allRows(statements, 'template');
  // Nothing is told that is older than it may be.
  const rows = statements.all(
    `SELECT id FROM notice WHERE "at" >= ? AND "toldOn" >= ? ORDER BY "toldOn" DESC LIMIT ${MOST_READERS}`,
    addMinutes(since, -OLDEST_MS / 60_000),
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
