// Takes a reader out of what they said besides requests: suggestions, reviews, and notices that are about no request.

import { refuse } from '../../lib/result.ts';
import type { Refusal } from '../../lib/result.ts';
import type { Run } from '../../queues/engine/run.ts';
import { takeApart } from '../../sync/private-text.ts';
import { isOpenSuggestion } from '../../library/voices.ts';
import { leaveSheet, wantedBy } from './suggestion-sheets.ts';
import { leftBy } from './suggestions.ts';

/** Carries out `suggestion.unlink` of the reader in the input; the next one leads, the words of whoever made it go. */
async function unlinkSuggestion(run: Run): Promise<Refusal | null> {
  const { readerId } = run.command.input;
  if (typeof readerId !== 'string') return refuse('bad_command', { problem: 'format' });
  const row = await run.world.get('suggestion', run.command.entity);
  if (!row) return refuse('not_found', { kind: 'suggestion' });
  if (!wantedBy(row).includes(readerId)) return null;
  const made = row.readerId === readerId;
  const left = leftBy(row, readerId);
  const after = made ? takeApart('suggestion', left).open : left;
  if (isOpenSuggestion(row)) await leaveSheet(run, row);
  // What has ended has nobody who would lead on.
  run.world.put('suggestion', after.readerId === readerId ? { ...after, readerId: null } : after);
  return null;
}

/** Carries out `review.unlink`: stars that were shown go on counting, the words and whose they were do not stay. */
async function unlinkReview(run: Run): Promise<Refusal | null> {
  const row = await run.world.get('review', run.command.entity);
  if (!row) return refuse('not_found', { kind: 'review' });
  if (row.readerId === '') return null;
  const state = row.state === 'shown' ? 'shown' : 'removed';
  run.world.put('review', { ...row, readerId: '', text: null, state });
  return null;
}

/** Carries out `notice.unlink` of a notice that is about no request. */
async function unlinkNotice(run: Run): Promise<Refusal | null> {
  const row = await run.world.get('notice', run.command.entity);
  if (!row) return refuse('not_found', { kind: 'notice' });
  if (row.readerId === '') return null;
  run.world.put('notice', { ...takeApart('notice', row).open, readerId: '', text: null });
  return null;
}

/** What carries each of them out; the service alone gives them. */
export const VOICE_UNLINKING: Readonly<Record<string, (run: Run) => Promise<Refusal | null>>> = {
  'suggestion.unlink': unlinkSuggestion,
  'review.unlink': unlinkReview,
  'notice.unlink': unlinkNotice,
};
