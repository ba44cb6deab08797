// Takes a reader out of what they said: tickets and stars, suggestions, reviews, and notices about no request.

import { wantedBy } from '../../shared/circulation/voices/suggestion-sheets.ts';
import type { Kind, Kinds } from '../../shared/queues/world/world.ts';
import { hasFailed } from '../failure.ts';
import type { Failure } from '../failure.ts';
import { systemCommand } from './unlink-request.ts';
import type { ErasedKey, ErasingParts } from './unlink-request.ts';

/** Ids of rows of a kind in which a reader is named. */
type Named = (readerId: string) => Promise<ErasedKey[]>;

function keys<K extends Kind>(kind: K, rows: readonly Kinds[K][]): ErasedKey[] {
  return rows.map(({ id }) => ({ kind, id }));
}

/** Everything in which the reader's voice is: a list for each kind, so that nothing is scanned. */
function voicesOf({ lane }: ErasingParts): Named {
  return (readerId) =>
    lane.look(async (world) => {
      const notices = await world.list('noticesOfReader', readerId);
      const suggestions = await world.list('suggestionsOfReader', readerId);
      return [
        ...keys('feedback', await world.list('feedbackOfReader', readerId)),
        ...keys(
          'suggestion',
          suggestions.filter((row) => wantedBy(row).includes(readerId)),
        ),
        ...keys('review', await world.list('reviewsOfReader', readerId)),
        ...keys(
          'notice',
          notices.filter(({ requestId }) => requestId === null),
        ),
      ];
    });
}

/** Unlinks all of it, row by row; gives what is to be blanked. */
export async function unlinkVoices(
  parts: ErasingParts,
  readerId: string,
): Promise<ErasedKey[] | Failure> {
  const found = await voicesOf(parts)(readerId);
  for (const { kind, id } of found) {
    const done = await systemCommand(parts, `${kind}.unlink`, id, { readerId });
    if (hasFailed(done)) return done;
  }
  return found;
}
