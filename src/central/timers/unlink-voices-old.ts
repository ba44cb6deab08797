// Tickets, stars and suggestions that ended long ago lose their reader and all words; what is counted stays.

import { isOpenSuggestion } from '../../shared/library/voices.ts';
import { wantedBy } from '../../shared/circulation/voices/suggestion-sheets.ts';
import type { Suggestion } from '../../shared/library/circulation-rows.ts';
import type { Feedback } from '../../shared/library/feedback.ts';
import { daysAfter } from '../../shared/lib/time.ts';
import type { Instant } from '../../shared/lib/time.ts';
import { systemCommand } from '../erasing/unlink-request.ts';
import type { ErasedKey } from '../erasing/unlink-request.ts';
import { hasFailed } from '../failure.ts';
import type { UnlinkingParts } from './unlink-old.ts';

const PAGE = 500;
/** Rows of one turn: the log is looked through once for all of them. */
const PORTION = 500;

/** Who is still named in an old row; nobody where it is not over, or not old. */
const NAMED = {
  feedback: (row: Feedback, before: Instant) => {
    const isOver = row.kind === 'rating' || row.state === 'closed';
    const since = row.answeredOn ?? row.at;
    return isOver && since < before && row.readerId !== '' ? [row.readerId] : [];
  },
  suggestion: (row: Suggestion, before: Instant) => {
    const since = row.arrivedOn ?? row.decidedOn ?? row.at;
    return !isOpenSuggestion(row) && since < before ? wantedBy(row) : [];
  },
};

async function due(
  { store }: UnlinkingParts,
  kind: keyof typeof NAMED,
  before: Instant,
): Promise<{ key: ErasedKey; readers: string[] }[]> {
  const found: { key: ErasedKey; readers: string[] }[] = [];
  for (let after = ''; found.length < PORTION;) {
    const page = await store.reads.page(kind, after, PAGE);
    const last = page.at(-1);
    if (!last) break;
    after = last.id;
    for (const { id, image } of page) {
      if (image === '') continue;
      const readers = NAMED[kind](JSON.parse(image) as never, before);
      if (readers.length > 0) found.push({ key: { kind, id }, readers });
    }
  }
  return found.slice(0, PORTION);
}

/** Unlinks one portion of each kind of what ended more than `privacy.unlink_days` ago; gives how many rows it was. */
export async function unlinkOldVoices(parts: UnlinkingParts): Promise<number> {
  const { store, lane } = parts;
  const days = lane.settings().policies.number('privacy.unlink_days');
  const before = daysAfter(lane.now(), -days);
  const keys: ErasedKey[] = [];
  for (const kind of ['feedback', 'suggestion'] as const) {
    for (const { key, readers } of await due(parts, kind, before)) {
      for (const readerId of readers) {
        const done = await systemCommand(parts, `${kind}.unlink`, key.id, { readerId });
        if (hasFailed(done)) return keys.length;
      }
      keys.push(key);
    }
  }
  if (keys.length > 0) await store.eraseImages(keys);
  return keys.length;
}
