// Suggestions as the page lists them, and the card on which one is decided.

import {
  standsBehind,
  wantedBy,
  wantedCount,
} from '../../../shared/circulation/voices/suggestion-sheets.ts';
import type { SUGGESTION_LISTS } from '../../../shared/desk-contract/feedback.ts';
import type { Suggestion } from '../../../shared/library/circulation-rows.ts';
import type { Title } from '../../../shared/library/entities.ts';
import { fromStored } from '../db/columns.ts';
import { sqliteWorld } from '../db/world.ts';
import { allRows, columnList, rowById } from '../db/statements.ts';
import { linesById } from '../queues/lines.ts';
import { holdingsOfTitles } from '../search/holdings.ts';
import { findTitles } from '../search/titles.ts';
import { pieceOf, staffName } from './source.ts';
import type { Piece, VoiceSource } from './source.ts';

type List = (typeof SUGGESTION_LISTS)[number];

const WHERE: Record<List, { sql: string; order: string }> = {
  sent: { sql: `"sheetOf" IS NULL AND state = 'sent'`, order: '"at"' },
  accepted: { sql: `"sheetOf" IS NULL AND state = 'accepted'`, order: '"decidedOn"' },
  ordered: { sql: `"sheetOf" IS NULL AND state = 'ordered'`, order: '"orderedOn"' },
  ended: {
    sql: `"sheetOf" IS NULL AND state IN ('arrived', 'declined', 'withdrawn')`,
    order: '"at" DESC',
  },
};

/** Titles and suggestions of a card; what nobody reads to the end is not looked for. */
const FEW = 8;

/** How many suggestions wait for a decision. */
export function waitingSuggestions({ statements }: VoiceSource): number {
  const counted = statements.one(`SELECT count(*) AS n FROM suggestion WHERE ${WHERE.sent.sql}`);
  return Number(counted?.['n'] ?? 0);
}

const lineOf = (suggestion: Suggestion) => ({ suggestion, wanted: wantedCount(suggestion) });

/** A piece of a list of suggestions. */
export function suggestionList(source: VoiceSource, { list, ...piece }: Piece & { list: List }) {
  const { rows, total } = pieceOf(source, 'suggestion', { ...WHERE[list], cells: [] }, piece);
  return { rows: rows.map(lineOf), total };
}

/** Titles of the ISBN; without one, titles whose name is the same up to width and case. */
async function sameTitles(source: VoiceSource, { isbn, bookTitle }: Suggestion): Promise<Title[]> {
  const { statements, reads } = source;
  if (isbn !== null) {
    const found = statements.all(
      `SELECT ${columnList('title')} FROM title WHERE isbn = ? ORDER BY id LIMIT ${FEW}`,
      isbn,
    );
    if (found.length > 0) return found.map((stored) => fromStored('title', stored));
  }
  const plain = (name: string) => name.normalize('NFKC').trim().toLowerCase();
  const found = await findTitles(reads, bookTitle, FEW);
  return found.filter(({ title }) => plain(title) === plain(bookTitle));
}

async function heldTitles(source: VoiceSource, suggestion: Suggestion) {
  const titles = await sameTitles(source, suggestion);
  const holdings = await holdingsOfTitles(
    source.reads,
    titles.map(({ id }) => id),
  );
  return titles.map((title) => ({
    title,
    holdings: holdings.filter(({ copy }) => copy.titleId === title.id),
    loans: Object.values(title.loans12).reduce((all, loans) => all + loans, 0),
    holds: title.holdsWaiting,
  }));
}

function otherSuggestions({ statements }: VoiceSource, { id, isbn, bookTitle }: Suggestion) {
  const found = statements.all(
    `SELECT ${columnList('suggestion')} FROM suggestion
     WHERE id <> ? AND "sheetOf" IS NULL AND (isbn = ? OR "bookTitle" = ?) ORDER BY "at" DESC, id LIMIT ${FEW}`,
    id,
    isbn ?? '',
    bookTitle,
  );
  return found.map((stored) => lineOf(fromStored('suggestion', stored)));
}

async function readFirstLines({ statements, reads, now }: VoiceSource, isbn: string | null) {
  if (isbn === null) return [];
  const found = statements.all(
    `SELECT id FROM request WHERE isbn = ? AND "isOpen" = 1 ORDER BY "submittedOn", id LIMIT ${FEW}`,
    isbn,
  );
  return linesById(
    reads,
    found.map(({ id }) => String(id)),
    now,
  );
}

/** The card of one suggestion; null where it is gone. */
export async function suggestionCard(source: VoiceSource, id: string) {
  const { statements, actor, settings, now } = source;
  const suggestion = rowById(statements, 'suggestion', id);
  if (!suggestion) return null;
  const wanted = wantedBy(suggestion);
  const today = settings.calendars.dayOf(now);
  const funds = allRows(statements, 'fund').filter((fund) => fund.active && fund.lastDay >= today);
  return {
    ...lineOf(suggestion),
    readers: wanted.flatMap((readerId) => rowById(statements, 'reader', readerId) ?? []),
    decidedByName: staffName(source, suggestion.decidedBy),
    own:
      actor.readerId !== null &&
      (await standsBehind(sqliteWorld(statements), suggestion, actor.readerId)),
    held: await heldTitles(source, suggestion),
    others: otherSuggestions(source, suggestion),
    lines: await readFirstLines(source, suggestion.isbn),
    fund: (suggestion.fundId && rowById(statements, 'fund', suggestion.fundId)) || null,
    funds: funds.map((fund) => ({ fund, free: fund.budget - fund.encumbered - fund.spent })),
  };
}
