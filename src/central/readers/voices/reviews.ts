// Reviews as readers see and write them: those that are shown, without a name, and one's own.

import type * as z from 'zod';
import { REVIEW_REASONS } from '../../../shared/library/circulation-rows.ts';
import type { Review } from '../../../shared/library/circulation-rows.ts';
import { standingOf } from '../../../shared/library/review-standing.ts';
import type { onceBody, reviewBody } from '../../../shared/sync/reader-voice-calls.ts';
import type {
  OwnReviewLine,
  ReviewLine,
  reviewsAnswer,
  titleReviewsAnswer,
} from '../../../shared/sync/reader-voice-views.ts';
import { fill } from '../../../shared/words/fill.ts';
import { REVIEW_REASON_WORDS, REVIEW_SENTENCES } from '../../../shared/words/voice-words.ts';
import { hasFailed } from '../../failure.ts';
import type { Failure } from '../../failure.ts';
import { commandId, madeBy, runAs, runPlain, saying } from '../commands.ts';
import type { ReaderContext } from '../reader-context.ts';
import { refusal, refusedOf } from '../refused.ts';

interface Page {
  offset: number;
  limit: number;
}

function lineOf({ id, stars, text, at, readerId }: Review, by: string): ReviewLine {
  return { id, stars, text, at, own: readerId === by };
}

/** One's own with where it stands; null for one that was removed. */
function ownLine(row: Review, title: string): OwnReviewLine | null {
  const { state, titleId } = row;
  if (state === 'removed') return null;
  const reason = REVIEW_REASONS.find((each) => each === row.reason) ?? null;
  const why = reason === null ? null : REVIEW_REASON_WORDS[reason];
  const { zh, en } = REVIEW_SENTENCES[state];
  const sentence = {
    zh: fill(zh, { reason: why?.zh ?? '–' }),
    en: fill(en, { reason: why?.en ?? '–' }),
  };
  return { ...lineOf(row, row.readerId), titleId, title, state, reason, sentence };
}

/** Reviews of a title that are shown, newest first, and the reader's own. */
export async function reviewsOfTitle(
  { rows }: ReaderContext,
  readerId: string,
  titleId: string,
  { offset, limit }: Page,
): Promise<z.output<typeof titleReviewsAnswer> | Failure> {
  const title = await rows.one('title', titleId);
  if (!title) return refusal(404, 'not_found', { kind: 'title' });
  const all = await rows.list('reviewsOfTitle', titleId);
  const shown = all.filter(({ state }) => state === 'shown').toReversed();
  const mine = all.findLast((row) => row.readerId === readerId);
  return {
    stars: standingOf(all).stars,
    total: shown.length,
    rows: shown.slice(offset, offset + limit).map((row) => lineOf(row, readerId)),
    own: mine ? ownLine(mine, title.title) : null,
  };
}

/** One page of own reviews, newest first. */
export async function reviewsPage(
  { rows }: ReaderContext,
  readerId: string,
  { offset, limit }: Page,
): Promise<z.output<typeof reviewsAnswer>> {
  const all = (await rows.list('reviewsOfReader', readerId))
    .filter(({ state }) => state !== 'removed')
    .toReversed();
  const page = all.slice(offset, offset + limit);
  const titles = await rows.get(
    'title',
    page.map(({ titleId }) => titleId),
  );
  const lines = page.flatMap((row) => ownLine(row, titles.get(row.titleId)?.title ?? '') ?? []);
  return { rows: lines, total: all.length };
}

/** Writes a review of a title, or replaces the one that there is. */
export async function writeReview(
  context: ReaderContext,
  readerId: string,
  titleId: string,
  { requestId, stars, text }: z.output<typeof reviewBody>,
): Promise<{ review: OwnReviewLine } | Failure> {
  const input = { titleId, stars, ...(text === undefined ? {} : { text }) };
  const id = commandId(readerId, saying('review', input), requestId);
  const result = await runAs(context, readerId, {
    id,
    type: 'review.write',
    entity: madeBy(id),
    input,
  });
  if (hasFailed(result)) return result;
  const refused = refusedOf(result);
  if (refused) return refused;
  const own = await context.rows.list('reviewsOfReader', readerId);
  const row = own.findLast((each) => each.titleId === titleId);
  const title = await context.rows.one('title', titleId);
  const review = row ? ownLine(row, title?.title ?? '') : null;
  return review ? { review } : refusal(404, 'not_found', { kind: 'review' });
}

/** Removes an own review. */
export async function removeReview(
  context: ReaderContext,
  readerId: string,
  id: string,
  { requestId }: z.output<typeof onceBody>,
): Promise<{ ok: true } | Failure> {
  return runPlain(context, readerId, {
    id: commandId(readerId, `review.remove/${id}`, requestId),
    type: 'review.remove',
    entity: id,
    input: {},
  });
}
