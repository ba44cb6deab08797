// Reviews of titles: written by readers, one a reader and title, and shown once nothing stands against it.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import { REVIEW_REASONS } from '../../library/circulation-rows.ts';
import type { Review } from '../../library/circulation-rows.ts';
import type { Policies } from '../../library/policies.ts';
import type { Run } from '../../queues/engine/run.ts';
import { isRefusal } from '../input.ts';
import { ownProblem, readerFor, readersOnly, tellWith, wordsIn } from './voice-parts.ts';
import { rightRefusal } from '../../queues/rights.ts';

/** The longest text of a review. */
const LONGEST_REVIEW = 1000;

/** Whether a text holds one of the words for which the library looks; width and case are no difference. */
export function isFlagged(text: string, words: readonly string[]): boolean {
  const plain = (value: string) => value.normalize('NFKC').toLowerCase();
  const read = plain(text);
  return words.some((word) => word.trim() !== '' && read.includes(plain(word.trim())));
}

/** The state in which a review begins, by the library's way of looking at them. */
export function firstState(text: string | null, policies: Policies): 'shown' | 'pending' {
  const way = policies.text('review.moderation');
  if (way === 'at_once') return 'shown';
  if (way !== 'flagged') return 'pending';
  return text !== null && isFlagged(text, policies.list('review.flag_words')) ? 'pending' : 'shown';
}

function starsOf(run: Run): number | Refusal {
  const { stars } = run.command.input;
  const fits = typeof stars === 'number' && Number.isInteger(stars) && stars >= 1 && stars <= 5;
  return fits ? stars : refuse('bad_input', { field: 'stars', problem: 'range' });
}

async function limitProblem(run: Run): Promise<Refusal | null> {
  const limit = run.env.settings.policies.number('review.per_day');
  const { calendars } = run.env.settings;
  const own = await run.world.list('reviewsOfReader', run.actor.id);
  const today = own.filter(({ at }) => calendars.dayOf(at) === run.today).length;
  return today < limit ? null : refuse('too_many_today', { limit });
}

/**
 * Carries out `review.write` of a reader: the entity is new, `titleId`, `stars`, and `text`. A second one of the same
 * title replaces the first, and is looked at again.
 */
export async function writeReview(run: Run): Promise<Refusal | null> {
  const denied = readersOnly(run, 'review');
  if (denied) return denied;
  const reader = await readerFor(run, 'review.moderate', 'review');
  if (isRefusal(reader)) return reader;
  const { titleId } = run.command.input;
  const title = typeof titleId === 'string' ? await run.world.get('title', titleId) : undefined;
  if (!title) return refuse('not_found', { kind: 'title' });
  const stars = starsOf(run);
  if (isRefusal(stars)) return stars;
  const text = wordsIn(run, 'text', LONGEST_REVIEW);
  if (isRefusal(text)) return text;
  const known = (await run.world.list('reviewsOfReader', reader.id)).filter(
    (each) => each.titleId === title.id,
  );
  // Two cards that became one may have left two, of which one stands.
  const before = known.find(({ state }) => state !== 'removed') ?? known[0];
  const limited = before ? null : await limitProblem(run);
  if (limited) return limited;
  const taken = before ? undefined : await run.world.get('review', run.command.entity);
  if (taken) return refuse('bad_command', { problem: 'entity' });
  run.world.put('review', {
    id: before?.id ?? run.command.entity,
    ver: before?.ver ?? 0,
    titleId: title.id,
    readerId: reader.id,
    stars,
    text,
    at: run.at,
    state: firstState(text, run.env.settings.policies),
    moderatedBy: null,
    moderatedOn: null,
    reason: null,
  });
  return null;
}

async function hide(run: Run, row: Review): Promise<Refusal | null> {
  const { reason } = run.command.input;
  const reasons: readonly string[] = REVIEW_REASONS;
  if (typeof reason !== 'string' || reason === '') {
    return refuse('missing_input', { field: 'reason' });
  }
  if (!reasons.includes(reason))
    return refuse('bad_input', { field: 'reason', problem: 'options' });
  const words = wordsIn(run, 'text', 500);
  if (isRefusal(words)) return words;
  if (reason === 'other' && words === null) return refuse('note_required', { field: 'text' });
  const looked = { moderatedBy: run.actor.id, moderatedOn: run.at };
  run.world.put('review', { ...row, state: 'hidden', ...looked, reason });
  const title = (await run.world.get('title', row.titleId))?.title ?? null;
  tellWith(run, row.readerId, 'review.hidden', { title, reviewReason: reason }, words);
  return null;
}

/**
 * Carries out `review.moderate`: `show` true or false, `at` of the review that the person read, and to hide it `reason`
 * (and `text` for the reader in the template's place).
 */
export async function moderateReview(run: Run): Promise<Refusal | null> {
  const denied = rightRefusal(run, 'review.moderate', 'moderate');
  if (denied) return denied;
  const row = await run.world.get('review', run.command.entity);
  if (!row) return refuse('not_found', { kind: 'review' });
  const own = ownProblem(run, [row.readerId]);
  if (own) return own;
  const { at, show } = run.command.input;
  if (row.state === 'removed' || row.at !== at) return refuse('review_changed');
  if (show !== true) return hide(run, row);
  const looked = { moderatedBy: run.actor.id, moderatedOn: run.at };
  run.world.put('review', { ...row, state: 'shown', ...looked, reason: null });
  return null;
}

/** Carries out `review.remove` of a reader: their words go. */
export async function removeReview(run: Run): Promise<Refusal | null> {
  const denied = readersOnly(run, 'review');
  if (denied) return denied;
  const row = await run.world.get('review', run.command.entity);
  if (row?.readerId !== run.actor.id) return refuse('not_found', { kind: 'review' });
  if (row.state === 'removed') return null;
  run.world.put('review', { ...row, state: 'removed', text: null, reason: null });
  return null;
}
