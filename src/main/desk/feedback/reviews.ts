// Reviews as the page lists them for a look, and those of one title.

import type { REVIEW_LISTS } from '../../../shared/desk-contract/feedback.ts';
import { isFlagged } from '../../../shared/circulation/voices/reviews.ts';
import type { Review } from '../../../shared/library/circulation-rows.ts';
import { standingOf } from '../../../shared/library/review-standing.ts';
import { fromStored } from '../db/columns.ts';
import { columnList, rowById } from '../db/statements.ts';
import { pieceOf, staffName } from './source.ts';
import type { Piece, VoiceSource } from './source.ts';

type List = (typeof REVIEW_LISTS)[number];

/** Reviews of a title that a desk shows at once. */
const MOST_SHOWN = 50;

/** How many reviews wait for a look. */
export function waitingReviews({ statements }: VoiceSource): number {
  const counted = statements.one(`SELECT count(*) AS n FROM review WHERE state = 'pending'`);
  return Number(counted?.['n'] ?? 0);
}

function lineOf(source: VoiceSource, review: Review) {
  const { statements, settings, actor } = source;
  const words = settings.policies.list('review.flag_words');
  const { text } = review;
  return {
    review,
    title: rowById(statements, 'title', review.titleId) ?? null,
    reader: rowById(statements, 'reader', review.readerId) ?? null,
    moderatedByName: staffName(source, review.moderatedBy),
    own: actor.readerId !== null && actor.readerId === review.readerId,
    flags: text === null ? [] : words.filter((word) => isFlagged(text, [word])),
  };
}

/** A piece of a list of reviews: those that wait, the oldest first; others, the newest. */
export function reviewList(source: VoiceSource, { list, ...piece }: Piece & { list: List }) {
  const order = list === 'pending' ? '"at"' : '"at" DESC';
  const where = { sql: 'state = ?', cells: [list], order };
  const { rows, total } = pieceOf(source, 'review', where, piece);
  return { rows: rows.map((row) => lineOf(source, row)), total };
}

/** What readers think of a title. */
export function reviewsOfTitle({ statements }: Pick<VoiceSource, 'statements'>, titleId: string) {
  const all = statements
    .all(
      `SELECT ${columnList('review')} FROM review WHERE "titleId" = ? ORDER BY "at" DESC, id`,
      titleId,
    )
    .map((stored) => fromStored('review', stored));
  const shown = all.filter(({ state }) => state === 'shown').slice(0, MOST_SHOWN);
  return {
    ...standingOf(all),
    rows: shown.map(({ id, stars, text, at }) => ({ id, stars, text, at })),
  };
}
