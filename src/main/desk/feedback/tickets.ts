// Tickets as the page lists and opens them.

import type { TICKET_LISTS } from '../../../shared/desk-contract/feedback.ts';
import { threadOf } from '../../../shared/circulation/voices/ticket-thread.ts';
import { isWaiting, reopenUntil } from '../../../shared/circulation/voices/tickets.ts';
import { VOICE_NOTICES } from '../../../shared/circulation/voices/voice-notices.ts';
import type { Bilingual } from '../../../shared/library/entities.ts';
import type { Feedback } from '../../../shared/library/feedback.ts';
import { colleaguesWith } from './colleagues.ts';
import { allRows, rowById } from '../db/statements.ts';
import { pieceOf, staffName } from './source.ts';
import type { Piece, VoiceSource } from './source.ts';

type List = (typeof TICKET_LISTS)[number];

const WAITING = `kind = 'feedback' AND state IN ('new', 'taken', 'reopened')`;
/** What is due first stands first; what is done, the newest. */
const WHERE: Record<List, { sql: string; order: string }> = {
  waiting: { sql: WAITING, order: '"dueAt" IS NULL, "dueAt"' },
  mine: { sql: `${WAITING} AND owner = ?`, order: '"dueAt" IS NULL, "dueAt"' },
  answered: { sql: `kind = 'feedback' AND state = 'answered'`, order: '"answeredOn" DESC' },
  closed: { sql: `kind = 'feedback' AND state = 'closed'`, order: '"at" DESC' },
};

function isLate(row: Feedback, now: string): boolean {
  return isWaiting(row) && row.dueAt !== undefined && row.dueAt < now;
}

/** How many tickets wait, and how many of them are late. */
export function waitingTickets({ statements, now }: VoiceSource): { total: number; late: number } {
  const counted = statements.one(
    `SELECT count(*) AS total, coalesce(sum("dueAt" < ?), 0) AS late FROM feedback WHERE ${WAITING}`,
    now,
  );
  return { total: Number(counted?.['total'] ?? 0), late: Number(counted?.['late'] ?? 0) };
}

function lineOf(source: VoiceSource, ticket: Feedback) {
  const { statements, now } = source;
  return {
    ticket,
    reader: rowById(statements, 'reader', ticket.readerId) ?? null,
    ownerName: staffName(source, ticket.owner),
    late: isLate(ticket, now),
  };
}

/** A piece of a list of tickets. */
export function ticketList(
  source: VoiceSource,
  { list, category, ...piece }: Piece & { list: List; category: string | null },
) {
  const { sql, order } = WHERE[list];
  const mine = list === 'mine' ? [source.actor.id] : [];
  const where =
    category === null
      ? { sql, cells: mine, order }
      : { sql: `${sql} AND category = ?`, cells: [...mine, category], order };
  const { rows, total } = pieceOf(source, 'feedback', where, piece);
  return { rows: rows.map((row) => lineOf(source, row)), total };
}

/** A request or a suggestion by what people call it. */
function linkOf({ statements }: VoiceSource, kind: string, id: string | null | undefined) {
  if (!id) return null;
  if (kind === 'suggestion') {
    const row = rowById(statements, 'suggestion', id);
    return row ? { id, kind, code: '', title: row.bookTitle } : null;
  }
  const row = rowById(statements, 'request', id);
  if (!row) return null;
  const title = row.titleId === null ? undefined : rowById(statements, 'title', row.titleId);
  return { id, kind: row.queue, code: row.code, title: title?.title ?? '' };
}

/** What an answer begins with: the library's own wording for the subject, else the product's. */
function replyOf({ statements }: VoiceSource, category: string | undefined): Bilingual {
  const notice = `reply.${category ?? 'other'}`;
  const own = allRows(statements, 'template').find(
    (each) => each.active && each.notice === notice && each.reason === null,
  );
  return own?.text ?? VOICE_NOTICES[notice] ?? { zh: '', en: '' };
}

/** One ticket with all that is shown of it; null where it is gone, or stars of a request. */
export function ticketDetail(source: VoiceSource, id: string) {
  const { statements, settings, actor } = source;
  const ticket = rowById(statements, 'feedback', id);
  if (ticket?.kind !== 'feedback') return null;
  const isChief = actor.grants.some(({ role }) => role === 'supervisor');
  const isFree = ticket.owner === undefined || ticket.owner === actor.id || isChief;
  const own = actor.readerId !== null && actor.readerId === ticket.readerId;
  const thread = threadOf(ticket).map(({ by, at, text }) => {
    const name = by === null ? null : (staffName(source, by) ?? '–');
    return { name, at, text };
  });
  return {
    ...lineOf(source, ticket),
    about: linkOf(source, 'request', ticket.requestId),
    became: linkOf(source, ticket.becameKind ?? '', ticket.becameId),
    thread,
    reopenUntil: reopenUntil(ticket, settings.policies),
    mayAnswer: isWaiting(ticket) && isFree && !own,
    mayAdd: ticket.state === 'answered' && isFree && !own,
    colleagues: colleaguesWith(source, 'feedback.answer').filter(
      (each) => each.id !== actor.id && each.readerId !== ticket.readerId,
    ),
    reply: replyOf(source, ticket.category),
  };
}
