// Holds for those who wanted a book that has come.

import { instantOf, millis } from '../../lib/time.ts';
import type { Suggestion } from '../../library/circulation-rows.ts';
import type { Title } from '../../library/entities.ts';
import type { Run } from '../../queues/engine/run.ts';
import { putHold } from '../holds/queue-of-holds.ts';
import { wantedBy } from './suggestion-sheets.ts';
import { tell } from './voice-parts.ts';

/** Whether a reader has the title, or waits for it. */
async function hasTitle(run: Run, readerId: string, titleId: string): Promise<boolean> {
  const holds = await run.world.list('holdsOfReader', readerId);
  if (holds.some((hold) => hold.titleId === titleId)) return true;
  for (const { copyId } of await run.world.list('openLoansOfReader', readerId)) {
    if ((await run.world.get('copy', copyId))?.titleId === titleId) return true;
  }
  return false;
}

/** Holds for everybody who wanted it; a millisecond apart, since holds are served by the time of placing. */
export async function placeHolds(run: Run, row: Suggestion, title: Title): Promise<number> {
  const before = (await run.world.list('waitingHolds', title.id)).length;
  let placed = 0;
  for (const readerId of wantedBy(row)) {
    const reader = await run.world.get('reader', readerId);
    if (!reader || reader.status === 'left') continue;
    if (await hasTitle(run, readerId, title.id)) continue;
    await putHold(run, null, {
      id: run.nextId(),
      ver: 0,
      titleId: title.id,
      copyId: null,
      readerId,
      placedOn: instantOf(millis(run.at) + placed),
      pickupCampus: readerId === row.readerId ? row.campus : reader.campus,
      kind: 'hold',
      status: 'waiting',
    });
    placed += 1;
    const facts = { suggestionId: row.id, title: title.title, place: before + placed };
    tell(run, readerId, 'suggestion.arrived', facts);
  }
  return placed;
}
